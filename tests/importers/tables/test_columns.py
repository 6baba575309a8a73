"""Columns recognised by their headers."""

import pytest

from directory.kinds import EntryKind
from importers.tables import cells, columns


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (("Nom", "Type de service", "Tarif"), EntryKind.SERVICE),
        (("Intitulé", "Secteur d'intervention", "Téléphone"), EntryKind.SERVICE),
        (("Nom", "Prénom", "Téléphone"), EntryKind.PRACTITIONER),
        (("N° RPPS", "Nouveaux patients ?"), EntryKind.PRACTITIONER),
        (("Dénomination", "Sigle", "Adresse", "CP", "Ville"), EntryKind.ORGANIZATION),
        (("Nom", "Adresse", "Tél."), EntryKind.ORGANIZATION),
        (("Bonjour", "à tous"), None),
        ((), None),
    ],
)
def test_the_kind_is_told_by_the_headers(headers: tuple[str, ...], kind: EntryKind | None) -> None:
    assert columns.kind_of(headers) == kind


@pytest.mark.parametrize("header", ["Téléphone", "TEL", "Tél.", "N° de téléphone :", "téléphone_fixe"])
def test_headers_in_any_habit(header: str) -> None:
    assert columns.recognise([header], EntryKind.SERVICE).targets == ("phone",)


def test_the_first_of_two_columns_counts() -> None:
    found = columns.recognise(["Commune", "Ville", "Tél. 1", "Tél. 2"], EntryKind.SERVICE)

    assert found.targets == ("commune", None, "phone", "phone")


@pytest.mark.parametrize("kind", EntryKind)
def test_every_target_is_read(kind: EntryKind) -> None:
    together = {
        "id", "longitude", "organization", "organization_finess", "organization_siret", "cost_condition",
    }  # fmt: skip

    unread = {target for target in columns.headers_of(kind) if cells.reader_of(kind, target) is None}

    assert unread <= together


@pytest.mark.parametrize("kind", EntryKind)
def test_a_header_names_one_target(kind: EntryKind) -> None:
    for target, names in columns.headers_of(kind).items():
        assert columns.recognise([names[0]], kind).targets == (target,), names[0]
