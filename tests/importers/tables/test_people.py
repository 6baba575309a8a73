"""Tables of people."""

import pytest

from importers import table
from tests.importers.reader_contract import facts_of
from tests.importers.tables.written import Write, one_fact


def test_a_person_of_the_register_is_completed(write: Write) -> None:
    path = write(
        ("Nom", "Prénom", "Profession", "N° RPPS", "Nouveaux patients", "Conventionnement"),
        ("GOURDON", "PAULINE", "Kiné", "99 065 407 852", "oui", "secteur 1"),
    )

    fact = one_fact(path, "practitioner")

    assert fact.key == "rpps:99065407852"
    assert fact.fields == {
        "family_name": "GOURDON",
        "given_name": "Pauline",
        "profession": "70",
        "identifiers": ["rpps:99065407852"],
        "new_patients": True,
        "conventionnement": "1",
    }


def test_without_a_name_the_number_completes_and_never_makes(write: Write) -> None:
    path = write(("RPPS", "Nouveaux patients"), ("99065407852", "non"))

    assert one_fact(path, "practitioner").attach_only


def test_a_row_for_each_place_of_a_person(write: Write) -> None:
    head = ("Nom", "Prénom", "RPPS", "Commune", "Code postal")
    path = write(
        head,
        ("GOURDON", "Pauline", "99065407852", "Saumur", "49400"),
        ("GOURDON", "Pauline", "99065407852", "Distré", "49400"),
    )

    found = facts_of(table, path)

    assert [fact.fields.get("roles.table-saumur.commune") for fact in found.values()] == ["49328", None]
    assert len(found) == 2


@pytest.mark.parametrize("name", ["DUPONT Marie", "Marie DUPONT", "Mme DUPONT Marie"])
def test_a_name_in_one_cell(write: Write, name: str) -> None:
    path = write(("Nom et prénom", "Profession"), (name, "Sage-femme"))

    fields = one_fact(path, "practitioner").fields

    assert (fields["family_name"], fields["given_name"]) == ("DUPONT", "Marie")


def test_answers_belong_to_the_place_that_the_row_names(write: Write) -> None:
    path = write(("RPPS", "Nom", "Commune", "Nouveaux patients"), ("99065407852", "GOURDON", "Saumur", "non"))

    assert one_fact(path, "practitioner").fields["roles.table-saumur.new_patients"] is False


@pytest.mark.parametrize("header", ["Tél portable", "Ligne directe", "Mobile"])
def test_a_personal_number_is_for_professionals(write: Write, header: str) -> None:
    path = write(("Nom", "Prénom", "Profession", header), ("GOURDON", "PAULINE", "Kiné", "06 39 98 00 01"))

    (contact,) = one_fact(path, "practitioner").fields["contacts"]

    assert (contact["value"], contact["visibility"]) == ("+33639980001", "professionals")
