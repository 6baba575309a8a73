"""The demonstration files themselves: invented only, and as many as the territory needs to feel real."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(__file__).parents[2] / "directory" / "demo"
GOLDEN = Path(__file__).with_name("queries.csv")
FICTION = ("019900", "026191", "035301", "046571", "053649", "063998")
A_PHONE = re.compile(r"(?<![\d/])(?:\+33 ?|0)[1-9](?:[ .-]?\d\d){4}(?!\d)")
AN_ADDRESS = re.compile(r"[\w.+-]+@([\w.-]+)|https?://([\w.-]+)")
TABLES = ("services.csv", "professionnels.csv", "organisations.csv")


def rows(name: str) -> list[dict[str, str]]:
    piped = name.endswith(".txt")
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        if piped:
            return list(csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE))
        return list(csv.DictReader(file, delimiter=";"))


def sites() -> list[dict[str, Any]]:
    entities = json.loads((DEMO / "finess-structures.json").read_text(encoding="utf-8"))["pmej"]
    return [site for entity in entities for site in entity["ege"]]


def luhn(number: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def phones() -> Iterator[str]:
    for row in rows("PS_LibreAcces_Personne_activite.txt"):
        yield from (row[name] for name in row if name.startswith(("Téléphone", "Télécopie")) and row[name])
    for name in (*TABLES, "finess-structures.json"):
        yield from A_PHONE.findall((DEMO / name).read_text(encoding="utf-8"))


def test_every_telephone_is_kept_for_fiction() -> None:
    numbers = [re.sub(r"\D", "", phone.replace("+33", "0")) for phone in phones()]

    assert len(numbers) > 500
    assert [number for number in numbers if not number.startswith(FICTION)] == []


@pytest.mark.parametrize("file", sorted(DEMO.iterdir()), ids=lambda file: file.name)
def test_every_web_address_is_an_example(file: Path) -> None:
    hosts = ["".join(found) for found in AN_ADDRESS.findall(file.read_text(encoding="utf-8"))]

    assert [host for host in hosts if not host.endswith(".example")] == []


def test_rpps_numbers_are_invented_and_carry_their_key() -> None:
    numbers = {
        row["Identifiant PP"]
        for row in rows("PS_LibreAcces_Personne_activite.txt")
        if row["Type d'identifiant PP"] == "8"
    }

    assert len(numbers) >= 250
    assert [number for number in numbers if not (number.startswith("99") and luhn(number))] == []


def test_finess_numbers_are_invented_and_carry_their_key() -> None:
    numbers = [site["informationsGeneralesEGE"]["numFinessEge"] for site in sites()]

    assert len(numbers) >= 40
    assert [number for number in numbers if not (number[2:4] == "99" and luhn(number))] == []


def test_there_are_services_enough_and_meals_among_them() -> None:
    services = rows("services.csv")
    meals = [row for row in services if row["Type de service"] == "Portage de repas"]

    assert len(services) >= 80
    assert len([row for row in meals if row["Jours couverts"] and row["Tarif"] and row["Régimes"]]) >= 12


def test_the_questions_are_asked_once() -> None:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        questions = [row["query"] for row in csv.DictReader(file, delimiter=";")]

    assert len(questions) >= 100
    assert len(questions) == len(set(questions))
