"""FINESS+ flow "structures": legal entities (EJ) and their sites (EG), all organizations.

Closed ones give no record, so that an import withdraws them.
"""

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from core.errors import Invalid
from core.language import N_
from core.text import fold
from directory import communes
from directory.fields import Fields, compact
from directory.kinds import EntryKind
from importers import addresses, coordinates, finess_json, letter_case
from importers.contact_points import contact_points
from importers.facts import Area, Checked, Fact, Finding, Record, Refusal, Warning
from importers.finess_json import Flow, Json, part, parts, word

SOURCE = "finess-plus:structures"
VERSION = b"structures 1"
_KINDS = ("phone", "fax", "email")  # of the values of one contact
_ENTITY, _SITE = "informationsGeneralesPMEJ", "informationsGeneralesEGE"
NO_NUMBER = N_("“{value}” is no FINESS number. It was left out with its sites: tell the publisher.")
NOWHERE = N_("These coordinates lie in no part of France. The address was taken without them.")
FAR = N_("These coordinates are far from the commune {commune}. The address was taken without them.")


def recognises(path: Path) -> bool:
    return f'"{_ENTITY}"'.encode() in finess_json.beginning(path)


def check(path: Path, mapping: Path | None = None) -> Checked:
    """Raises Invalid for a file that is cut short, or whose first entity is not of this flow."""
    one, entities = finess_json.first(path)
    if not part(one, _ENTITY):
        raise Invalid(finess_json.NO_ENTITIES, file=path.name)
    rows = sum(1 + len(parts(entity, "ege")) for entity in entities)
    return Checked(path, SOURCE, rows, form=Flow(finess_json.made_on(path)))


def records(checked: Checked, area: Area) -> Iterator[Record | Refusal]:
    """Open entities and sites; an entity is in the area when it or one of its sites stands there."""
    flow: Flow = checked.form
    rank = 0
    for entity in finess_json.entities(checked.path):
        rank += 1
        sites = list(enumerate(parts(entity, "ege"), start=rank + 1))
        number = word(part(entity, _ENTITY), "numFinessPm")
        own_rank, rank = rank, rank + len(sites)
        if not finess_json.is_number(number):
            rows = 1 + len(sites)
            yield Refusal(checked.path.name, own_rank, "numFinessPm", number, NO_NUMBER, rows=rows)
            continue
        open_sites = [(at, site) for at, site in sites if _is_open(site, part(site, _SITE), flow.made_on)]
        within = [(at, _site(site, number)) for at, site in open_sites if _is_within(site, area)]
        if _is_open(entity, part(entity, _ENTITY), flow.made_on) and (within or _is_within(entity, area)):
            yield _record(f"ej:{number}", own_rank, _entity(entity))
        for at, raw in within:
            if finess_json.is_number(raw["number"]):
                yield _record(f"eg:{raw['number']}", at, raw)
            else:
                yield Refusal(checked.path.name, at, "numFinessEge", raw["number"], NO_NUMBER)


def _is_open(structure: Json, general: Json, day: str) -> bool:
    return not finess_json.has_ended(word(structure, "etatObjet"), word(general, "dateFermeture"), day)


def _is_within(structure: Json, area: Area) -> bool:
    if area.everywhere:
        return True
    town = _town(_address(structure))
    place = communes.by_code(town.commune or "")
    commune = (place.current or place.code) if place else ""
    return commune in area.communes or communes.departement_of(commune) in area.departements


def _record(key: str, rank: int, raw: Json) -> Record:
    text = json.dumps(raw, sort_keys=True, ensure_ascii=False)
    return Record(key, blake2b(text.encode(), digest_size=16, person=VERSION).digest(), rank, 1, raw)


def _entity(entity: Json) -> Json:
    general = part(entity, _ENTITY)
    names = (word(general, "denominationLonguePmSmsse"), word(general, "denominationPm"))
    return _common(entity, names) | {
        "number": word(general, "numFinessPm"),
        "siren": word(general, "siren"),
    }


def _site(site: Json, entity: str) -> Json:
    general = part(site, _SITE)
    return _common(site, (word(general, "nomEgeLong"), word(general, "nomEgeCourt"))) | {
        "number": word(general, "numFinessEge"),
        "siret": word(general, "siret"),
        "category": word(site, "categorieentiteGeographiqueExercice"),
        "entity": entity,
    }


def _common(structure: Json, names: tuple[str, str]) -> Json:
    """The raw values used of what entities and sites share."""
    address = _address(structure)
    place = part(address, "coordonneesGeographique")
    wanted = ("ligneQuatre", "lieuDit", "complementPointGeographique")
    telecom = [part(contact, "telecom") for contact in parts(structure, "contact")]
    return {
        "names": names,
        "lines": [word(address, name) for name in wanted],
        "town": _town(address),
        "point": [
            word(place, name)
            for name in ("directionLatitude", "directionLongitude", "coordonneeY", "coordonneeX")
        ],
        "contacts": [
            [word(each, name) for name in ("telephone", "telecopie", "courriel")] for each in telecom
        ],
    }


def _address(structure: Json) -> Json:
    """That of the site (03), else of the head office (02), else any."""
    found = sorted(parts(structure, "adresse"), key=lambda each: word(each, "usageAdresse") != "03")
    return found[0] if found else {}


def _town(address: Json) -> addresses.Town:
    words = ("cogCommune", "ligneAcheminement", "codePostal", "lieuDit")
    code, line, postcode, spot = (word(address, name) for name in words)
    return addresses.town(code, "", line, postcode, distribution=spot)


def facts(record: Record) -> Iterable[Finding]:
    raw: Json = record.raw
    long_name, short_name = (letter_case.site(name) for name in raw["names"])
    is_site = record.key.startswith("eg:")
    town = addresses.Town(*raw["town"])
    line, *complements = raw["lines"]
    fields: Fields = {
        "name": long_name or short_name or raw["number"],
        "alias": short_name if fold(short_name) != fold(long_name) else None,
        "identifiers": _identifiers(raw, is_site),
        "category": raw.get("category"),
        "part_of": f"finess-ej:{raw['entity']}" if is_site else None,
        "line": addresses.fourth_line(line),
        "complement": ", ".join(filter(None, map(letter_case.street, complements))),
        "postcode": town.postcode,
        "commune": town.commune,
        "locality": town.locality,
        "contacts": contact_points(
            pair for point in raw["contacts"] for pair in zip(_KINDS, point, strict=True)
        ),
    }
    point = coordinates.plausible(*raw["point"])
    if any(raw["point"]) and point is None:
        yield Warning("", record.line, "coordonneesGeographique", " ".join(raw["point"]), NOWHERE)
    elif point and town.commune and coordinates.is_far(point, town.commune):
        told = {"commune": town.locality or town.commune}
        yield Warning("", record.line, "coordonneesGeographique", " ".join(raw["point"]), FAR, told)
    elif point:
        fields["latitude"], fields["longitude"] = point
    yield Fact(EntryKind.ORGANIZATION, record.key, compact(fields), record.line)


def _identifiers(raw: Json, is_site: bool) -> list[str]:
    """Numbers of entities and sites are one series: with "finess:" on both, a number alone finds either."""
    number = raw["number"]
    own = [f"finess:{number}"] if is_site else [f"finess-ej:{number}", f"finess:{number}"]
    others = [f"{system}:{raw[system]}" for system in ("siren", "siret") if raw.get(system, "").isdigit()]
    return own + others
