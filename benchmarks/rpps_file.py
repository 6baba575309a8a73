"""An invented RPPS activity file in the official format, of any size, the same for the same seed.

    python -m benchmarks.rpps_file FILE [--rows 500000] [--seed 1] [--departement 49 …]
    python -m benchmarks.rpps_file --change FILE CHANGED [--share 0.01]

Nobody in it exists: names are drawn from lists, numbers start with 99, telephones come from the ranges
that the French regulator reserves for fiction.
"""

import argparse
import csv
import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from benchmarks.rpps_values import (
    FAMILY_ENDS,
    FAMILY_STARTS,
    FICTION_RANGES,
    GIVEN_NAMES,
    HEADER,
    PROFESSIONS,
    SALARIED_SHARE,
    SECTORS,
    SPECIALTIES,
    STREET_NAMES,
    STREET_TYPES,
)

Value = TypeVar("Value")
SECOND_ACTIVITY = 0.13  # of the people
SECOND_KNOWLEDGE = 0.12  # of the physicians: their rows are doubled
PHONE = 0.449  # of the rows
PEOPLE_PER_HOSPITAL = 9_000
_ARRONDISSEMENTS = {"75056": ("751", "750", 20), "69123": ("6938", "6900", 9), "13055": ("132", "130", 16)}
_PHONE_COLUMN = HEADER.index("Téléphone (coord. structure)")
_NUMBER_COLUMN = HEADER.index("Numéro Voie (coord. structure)")
_PERSON_COLUMN = HEADER.index("Identifiant PP")


@dataclass(frozen=True)
class Town:
    code: str
    name: str
    departement: str
    postcodes: tuple[str, ...]
    population: int


def towns(departements: Iterable[str] = ()) -> list[Town]:
    """The communes of those départements, or of all France."""
    wanted = frozenset(departements)
    with (files("directory") / "data" / "communes.csv").open(encoding="utf-8") as lines:
        return [
            Town(
                row["code_insee"], row["nom"], row["departement"],
                tuple(row["codes_postaux"].split("|")), int(row["population"] or 0),
            )
            for row in csv.DictReader(lines)
            if row["codes_postaux"] and (not wanted or row["departement"] in wanted)
        ]  # fmt: skip


def write(path: Path, rows: int, seed: int = 1, departements: Iterable[str] = ()) -> int:
    """Write about `rows` rows, whole people only; return how many."""
    written = 0
    with path.open("w", encoding="utf-8", newline="") as target:
        target.write("|".join(HEADER) + "\n")
        for lines in people(seed, departements):
            target.writelines(lines)
            written += len(lines)
            if written >= rows:
                return written
    return written


def people(seed: int = 1, departements: Iterable[str] = ()) -> Iterator[list[str]]:
    """Endless people, each the list of their rows."""
    draw = random.Random(seed)
    places = _weighted(draw, towns(departements))
    professions = _drawn(draw, PROFESSIONS)
    families = (start + end for start, end in _pairs(draw, FAMILY_STARTS, FAMILY_ENDS))
    given_names = _drawn(draw, GIVEN_NAMES)
    for number in itertools.count(1):
        yield _person(draw, number, next(families), next(given_names), next(professions), places)


def change(source: Path, target: Path, share: float = 0.01, seed: int = 2) -> int:
    """Copy a file with another telephone and street number for that share of the people; return how many."""
    draw = random.Random(seed)
    changed, person, chosen = 0, "", False
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8", newline="") as copy:
        copy.write(next(lines))
        for line in lines:
            values = line.split("|")
            if values[_PERSON_COLUMN] != person:
                person, chosen = values[_PERSON_COLUMN], draw.random() < share
                changed += chosen
            if chosen:
                values[_PHONE_COLUMN] = _phone(draw)
                values[_NUMBER_COLUMN] = str(draw.randint(200, 400))
                line = "|".join(values)
            copy.write(line)
    return changed


def _person(
    draw: random.Random, number: int, family: str, given: str, profession: tuple[str, str],
    places: Iterator[Town],
) -> list[str]:  # fmt: skip
    rpps = _with_key(f"99{number:08d}")
    code, label = profession
    civility = ("M", "Monsieur") if draw.random() < 0.4 else ("MME", "Madame")
    titles = ("DR", "Docteur") if code in ("10", "21", "40") else ("", "")
    who = "|".join(("8", rpps, "8" + rpps, *titles, *civility, family, given, code, label, "C", "Civil"))
    activities = 1 + (draw.random() < SECOND_ACTIVITY)
    known = _knowledge(draw, code)
    rows = []
    for _ in range(activities):
        activity = _activity(draw, code, family, next(places))
        rows += [f"{who}|{knowledge}|{activity}\n" for knowledge in known]
    return rows


def _knowledge(draw: random.Random, profession: str) -> list[str]:
    if profession != "10":
        return ["|||"]
    chosen = [SPECIALTIES[0] if draw.random() < 0.45 else draw.choice(SPECIALTIES)]
    if draw.random() < SECOND_KNOWLEDGE:
        chosen.append(("C", "Compétence", "SC14", "Médecine du sport"))
    return ["|".join(knowledge) for knowledge in chosen]


def _activity(draw: random.Random, profession: str, family: str, town: Town) -> str:
    code, postcode = _arrondissement(draw, town)
    salaried = draw.random() < SALARIED_SHARE.get(profession, 0.5)
    mode = "S|Salarié" if salaried else "L|Libéral"
    structure = _hospital(draw, town) if salaried else _practice(draw, family)
    street_type = draw.choice(STREET_TYPES)
    street = draw.choice(STREET_NAMES)
    without_code = draw.random() < 0.03
    city = "|" if without_code else f"{code}|{town.name}"
    if not street_type[0]:
        street = "R " + street
    place = "|".join((
        str(draw.randint(1, 130)), "B" if draw.random() < 0.04 else "", *street_type, street, "",
        f"{postcode} {town.name.upper()}", postcode, city, "", "",
    ))  # fmt: skip
    phone = _phone(draw) if draw.random() < PHONE else ""
    sector = SECTORS["S" if salaried else draw.choice("LLLG")]
    end = f"{town.departement}||" + "|ARS/ARS/ARS|" + "|".join(sector)
    return (
        f"{mode}|{structure}|||{place}|{phone}||||{end}|||||GENR01|Activité standard de soin ou de pharmacien"
    )


def _hospital(draw: random.Random, town: Town) -> str:
    """One of the town's hospitals, shared by those who work there."""
    rank = draw.randint(0, max(town.population // PEOPLE_PER_HOSPITAL, 0))
    digits = f"{town.departement[:2]}9{(int(town.code[-3:]) * 97 + rank) % 100000:05d}"
    finess = _with_key(digits) if digits.isdigit() else digits + "0"
    return f"||{finess}||F{finess}|CENTRE HOSPITALIER DE {town.name.upper()} {rank or ''}|".replace(" |", "|")


def _practice(draw: random.Random, family: str) -> str:
    siret = f"99{draw.randrange(10**12):012d}" if draw.random() < 0.7 else ""
    return f"{siret}|{siret[:9]}|||R99{draw.randrange(10**9):09d}|CABINET {family}|"


def _arrondissement(draw: random.Random, town: Town) -> tuple[str, str]:
    if town.code not in _ARRONDISSEMENTS:
        return town.code, town.postcodes[0] if len(town.postcodes) == 1 else draw.choice(town.postcodes)
    insee, postcode, count = _ARRONDISSEMENTS[town.code]
    rank = draw.randint(1, count)
    return f"{insee}{rank:0{5 - len(insee)}d}", f"{postcode}{rank:0{5 - len(postcode)}d}"


def _phone(draw: random.Random) -> str:
    return f"{draw.choice(FICTION_RANGES)}{draw.randrange(10_000):04d}"


def _with_key(digits: str) -> str:
    """The number followed by its Luhn key."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


def _weighted(draw: random.Random, places: list[Town]) -> Iterator[Town]:
    sums = list(itertools.accumulate(town.population + 20 for town in places))
    while True:
        yield from draw.choices(places, cum_weights=sums, k=10_000)


def _drawn(draw: random.Random, weights: Mapping[Value, float]) -> Iterator[Value]:
    values, sums = list(weights), list(itertools.accumulate(weights.values()))
    while True:
        yield from draw.choices(values, cum_weights=sums, k=10_000)


def _pairs(draw: random.Random, starts: tuple[str, ...], ends: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    while True:
        yield draw.choice(starts), draw.choice(ends)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write an invented RPPS activity file.")
    parser.add_argument(
        "files", type=Path, nargs="+", help="the file to write, or with --change source and target"
    )
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--departement", nargs="*", default=[], help="only these, for instance 49 37")
    parser.add_argument("--change", action="store_true", help="copy the first file to the second, changed")
    parser.add_argument("--share", type=float, default=0.01, help="the people that change")
    options = parser.parse_args()
    if options.change:
        change(options.files[0], options.files[1], options.share, options.seed + 1)
    else:
        write(options.files[0], options.rows, options.seed, options.departement)


if __name__ == "__main__":
    main()
