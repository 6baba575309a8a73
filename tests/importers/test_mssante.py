"""The MSSanté extract of secured addresses."""

from collections.abc import Callable
from pathlib import Path

import pytest

from importers import mssante
from importers.facts import EVERYWHERE, Record, Refusal
from tests.importers.reader_contract import DATA, ReaderContract, facts_of

SAMPLE = DATA / "mssante.txt"
HEADER = SAMPLE.read_text(encoding="utf-8").splitlines()[0]
NAMES = HEADER.split("|")
ROBERT = "rpps:99000000119"


def row(address: str, person: str = "99000000119", **more: str) -> str:
    values = {
        "Type de BAL": "PER",
        "Adresse BAL": address,
        "Type Identifiant PP": "8" if person else "",
        "Identifiant PP": person,
    }
    values |= {name.replace("_", " "): value for name, value in more.items()}
    return "|".join(values.get(name, "") for name in NAMES)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: str) -> Path:
        path = tmp_path / "Extraction_Correspondance_MSSante.txt"
        path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
        return path

    return write


def addresses(path: Path, key: str = ROBERT) -> list[str]:
    return [contact["value"] for contact in facts_of(mssante, path)[key].fields["contacts"]]


class TestMssante(ReaderContract):
    reader = mssante
    sample = SAMPLE


def test_a_persons_address_is_for_professionals() -> None:
    fact = facts_of(mssante, SAMPLE)[ROBERT]

    assert fact.attach_only
    assert fact.fields == {
        "identifiers": [ROBERT],
        "contacts": [
            {"kind": "mssante", "value": "emma.robert@medecin.mssante.example", "visibility": "professionals"}
        ],
    }


def test_a_structure_by_its_finess_number() -> None:
    fact = facts_of(mssante, SAMPLE)["finess:499999001"]

    assert fact.kind == "organization"
    assert fact.fields["contacts"][0]["label"] == "Cellule de coordination"


def test_a_patients_address_is_refused_and_not_repeated() -> None:
    found = list(mssante.records(mssante.check(SAMPLE), EVERYWHERE))

    (refusal,) = [each for each in found if isinstance(each, Refusal)]

    assert refusal.value is None
    assert "patient" in refusal.sentence()


def test_one_address_of_two_people_is_given_to_both() -> None:
    found = facts_of(mssante, SAMPLE)

    assert found["rpps:99000002859"].fields["contacts"] == found["rpps:99000004228"].fields["contacts"]


def test_scattered_addresses_of_a_person_end_as_a_set(write: Callable[..., Path]) -> None:
    path = write(
        row("b@x.mssante.fr"),
        row("c@x.mssante.fr", "99000002859"),
        row("A@x.mssante.fr"),
        row("b@x.mssante.fr"),
    )

    assert addresses(path) == ["a@x.mssante.fr", "b@x.mssante.fr"]


def test_another_order_is_no_change(write: Callable[..., Path]) -> None:
    def digests(*rows: str) -> set[bytes]:
        found = mssante.records(mssante.check(write(*rows)), EVERYWHERE)
        return {each.digest for each in found if isinstance(each, Record)}

    one, other = row("a@x.mssante.fr"), row("b@x.mssante.fr")

    assert digests(one, other) == digests(other, one)


@pytest.mark.parametrize(
    "bad",
    [row("no address"), row("a@x.mssante.fr", ""), row("a@x.mssante.fr", "99 00")],
    ids=["address", "nobody", "odd"],
)
def test_a_row_that_cannot_be_taken_is_refused(write: Callable[..., Path], bad: str) -> None:
    found = list(mssante.records(mssante.check(write(bad)), EVERYWHERE))

    assert [type(each) for each in found] == [Refusal]


@pytest.mark.parametrize(
    ("kind", "number", "key"),
    [("SIRET", "99754086758558", "siret:99754086758558"), ("1", "499999019", "finess:499999019")],
)
def test_structures(write: Callable[..., Path], kind: str, number: str, key: str) -> None:
    path = write(row("s@x.mssante.fr", "", Type_identifiant_structure=kind, Identification_Structure=number))

    assert addresses(path, key) == ["s@x.mssante.fr"]
