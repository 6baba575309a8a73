"""Tables of a secretariat's own making, from the file to the facts."""

import csv
import json
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory import drafts
from importers import table
from importers.facts import EVERYWHERE, Area, Record, Refusal, Warning
from tests.importers.reader_contract import DATA, ReaderContract, facts_of, few, read_all
from tests.importers.tables.written import Write, digests, one_fact

SAMPLE = DATA / "services.csv"
MEALS = "les repas du layon|les repas du layon|doue la fontaine"


def warnings_of(path: Path) -> list[Warning]:
    return [found for found in read_all(table, path) if isinstance(found, Warning)]


class TestTable(ReaderContract):
    reader = table
    sample = SAMPLE

    def test_every_fact_is_a_draft_that_may_be_stored(self) -> None:
        for fact in facts_of(table, SAMPLE).values():
            assert drafts.checked(fact.kind, fact.fields) == fact.fields


def test_a_meal_service_in_full() -> None:
    fields = facts_of(table, SAMPLE)[MEALS].fields

    assert fields["service_type"] == "33"
    assert fields["organization"] == "local:les repas du layon@49125"
    assert fields["costs"] == [
        {"cents": 895, "unit": "meal", "condition": "repas complet, potage du soir compris"}
    ]
    assert fields["diets"] == ["diabetic", "mixed", "normal", "salt_free"]
    assert (fields["availability"], fields["places"]) == ("open", 6)
    assert (fields["minimum_order"], fields["notice_days"]) == (3, 2)
    assert fields["verified_at"] == "2026-10-12"
    assert len(fields["rounds"]) == 6


def test_an_organization_that_a_service_names_comes_first() -> None:
    records = [r for r in table.records(table.check(SAMPLE), EVERYWHERE) if isinstance(r, Record)]
    found = facts_of(table, SAMPLE)

    kinds = [found[record.key].kind for record in records]

    assert kinds == sorted(kinds)
    assert found["organization:local:les repas du layon@49125"].fields["name"] == "Les Repas du Layon"


def test_the_same_organization_in_two_tables_has_the_same_identifier(write: Write) -> None:
    organizations = write(
        ("Nom", "Sigle", "Code postal", "Commune"), ("Les Repas du Layon", "RL", "49700", "Doué-la-Fontaine")
    )

    fact = one_fact(organizations, "organization")

    assert fact.fields["identifiers"] == ["local:les repas du layon@49125"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
def test_any_delimiter_and_encoding(write: Write, delimiter: str, encoding: str) -> None:
    rows = (
        ("Nom", "Type de service", "Commune", "Prix"),
        ("Été à l’Épée", "Téléassistance", "Distré", "24,90"),
    )

    fact = one_fact(write(*rows, delimiter=delimiter, encoding=encoding))

    assert fact.fields["name"] == "Été à l’Épée"
    assert (fact.fields["commune"], fact.fields["costs"]) == ("49123", [{"cents": 2490, "unit": "month"}])


def test_line_ends_inside_quotes(write: Write) -> None:
    path = write(
        ("Nom", "Type", "Zone"), ("Relais", "Relayage", "Saumur (49400)\nDistré\nVarrains"), ("", "", "")
    )

    assert len(one_fact(path).fields["areas"]) == 3


def test_titles_above_the_header_are_passed_over(write: Write) -> None:
    path = write(
        ("Annuaire du CLIC, novembre 2026",), ("",), ("", "Nom", "Type de service", "Tél"),
        ("1", "Relais", "Relayage", "261911010"),
    )  # fmt: skip

    fact = one_fact(path)

    assert fact.line == 4
    assert fact.fields["contacts"] == [{"kind": "phone", "value": "+33261911010", "visibility": "public"}]


@few
@given(st.integers(0, 2**32))
def test_any_order_of_columns_gives_the_same_facts(seed: int) -> None:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    order = list(range(len(rows[0])))
    random.Random(seed).shuffle(order)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / SAMPLE.name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([[row[at] for at in order] for row in rows])

        assert {key: fact.fields for key, fact in facts_of(table, path).items()} == {
            key: fact.fields for key, fact in facts_of(table, SAMPLE).items()
        }
        assert digests(path) == digests(SAMPLE)


def test_another_order_of_rows_is_no_change(write: Write) -> None:
    header, one, other = (
        ("Nom", "Type", "Prix"),
        ("Relais", "Relayage", "12"),
        ("Vigie", "Téléassistance", "24"),
    )

    assert digests(write(header, one, other)) == digests(write(header, other, one, name="copie.csv"))


def test_a_row_that_stands_twice_is_refused_with_both_lines(write: Write) -> None:
    path = write(("Nom", "Type"), ("Relais", "Relayage"), ("Vigie", "Téléassistance"), ("RELAIS", "Relayage"))

    (refusal,) = [each for each in read_all(table, path) if isinstance(each, Refusal)]

    assert (refusal.line, refusal.values["first"]) == (4, 2)


def test_a_row_without_a_name_is_refused(write: Write) -> None:
    path = write(("Nom", "Type"), ("", "Relayage"))

    assert [type(each) for each in read_all(table, path)] == [Refusal]


def test_a_column_that_is_not_known_is_told(write: Write) -> None:
    path = write(("Nom", "Type", "Couleur du camion"), ("Relais", "Relayage", "vert"))

    assert [remark.column for remark in table.check(path).remarks] == ["Couleur du camion"]


def test_a_header_with_a_slip_is_read_and_told(write: Write) -> None:
    path = write(("Nom", "Type de service", "Télephonne"), ("Relais", "Relayage", "02 61 91 10 10"))

    assert [remark.values for remark in table.check(path).remarks] == [{"guess": "telephone"}]
    assert one_fact(path).fields["contacts"][0]["value"] == "+33261911010"


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Zone", "Xyzville"),
        ("Tél", "néant"),
        ("Vérifié le", "bientôt"),
        ("Type de service", "Jonglerie"),
        ("Mail", "voir site"),
    ],
)
def test_a_cell_that_is_not_understood_is_told_with_its_place(write: Write, header: str, cell: str) -> None:
    path = write(("Nom", "Commune", "Prix", header), ("Relais", "Saumur", "12 €", cell))

    (warning,) = [each for each in warnings_of(path) if each.value == cell]

    assert (warning.file, warning.line, warning.column) == (path.name, 2, header)
    assert cell in warning.sentence()


@pytest.mark.parametrize("text", ["Mme X, née le 12/03/1941", "NIR 1 55 08 14 168 025 88"])
def test_a_cell_that_looks_like_a_patient_is_left_out(write: Write, text: str) -> None:
    path = write(("Nom", "Type", "Description"), ("Relais", "Relayage", text))

    (warning,) = warnings_of(path)

    assert warning.value is None
    assert text not in json.dumps(one_fact(path).fields, ensure_ascii=False)


def test_words_that_no_field_holds_are_kept_as_conditions(write: Write) -> None:
    path = write(("Nom", "Type", "Public"), ("Relais", "Relayage", "PA, patients isolés"))

    fields = one_fact(path).fields

    assert (fields["audiences"], fields["conditions"]) == (["elderly"], "Public : patients isolés")


def test_a_homonym_stands_in_the_departement_of_the_table(write: Write) -> None:
    path = write(
        ("Nom", "Type", "Commune"), ("Relais", "Relayage", "Saumur"), ("Vigie", "Relayage", "Épieds")
    )

    assert [fact.fields["commune"] for fact in facts_of(table, path).values()] == ["49328", "49131"]


def test_only_rows_of_the_area(write: Write) -> None:
    path = write(
        ("Nom", "Type", "Commune"), ("Relais", "Relayage", "Saumur"), ("Vigie", "Relayage", "Loudun")
    )

    found = list(table.records(table.check(path), Area(frozenset({"86"}))))

    assert [record.line for record in found] == [3]


def test_one_damaged_line_leaves_the_accents_of_the_others(write: Write) -> None:
    path = write(("Nom", "Type"), ("Été", "Relayage"), ("Vigie", "Téléassistance"))
    path.write_bytes(path.read_bytes().replace(b"Vigie", b"Vigie\xff"))

    assert [fact.fields["name"] for fact in facts_of(table, path).values()] == ["Été", "Vigieÿ"]


def test_headers_among_the_rows_are_refused(write: Write) -> None:
    header = ("Nom", "Type", "Organisme")
    path = write(header, ("Relais", "Relayage", ""), header)

    (refusal,) = [each for each in read_all(table, path) if isinstance(each, Refusal)]

    assert (refusal.line, refusal.values["first"]) == (3, 1)
    assert set(facts_of(table, path)) == {"relais|"}
