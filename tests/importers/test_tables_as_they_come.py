"""Tables with what goes wrong in the hands of many people: damage, titles, notes, several sheets."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from core.errors import Invalid
from directory.kinds import EntryKind
from importers import table
from importers.facts import Refusal, Warning
from importers.tables import delimited, mappings, widths
from tests.importers.reader_contract import facts_of, read_all
from tests.importers.tables import workbook
from tests.importers.tables.written import Write, one_fact


def told(path: Path) -> list[tuple[int, str]]:
    return [(remark.line, remark.reason) for remark in table.check(path).remarks]


@pytest.mark.parametrize("damage", [b"\xe9", b"\0"], ids=["another encoding", "a zero byte"])
def test_a_damaged_line_is_named(write: Write, damage: bytes) -> None:
    path = write(("Nom", "Type"), *[(f"Été {n}", "Relayage") for n in range(50)])
    path.write_bytes(path.read_bytes().replace("Été 7;".encode(), b"Et" + damage + b" 7;"))

    assert told(path) == [(9, delimited.DAMAGED)]
    assert len(facts_of(table, path)) == 50


def test_a_table_all_in_an_old_encoding_is_not_damaged(write: Write) -> None:
    assert told(write(("Nom", "Type"), ("Été", "Relayage"), encoding="cp1252")) == []


def test_a_row_with_a_cell_too_many_is_refused(write: Write) -> None:
    path = write(("Nom", "Type", "Tarif"), ("Relais", "Relayage", "12"))
    path.write_bytes(path.read_bytes() + b"Vigie;Tele;assistance;24\n")

    assert told(path) == [(3, widths.TOO_WIDE)]
    assert set(facts_of(table, path)) == {"relais|"}


def test_a_row_cut_off_is_told(write: Write) -> None:
    path = write(
        ("Nom", "Type", "Tarif"), ("Relais", "Relayage", "12"), ("Vigie", "Télé"), ("A", "SSIAD", "")
    )

    assert told(path) == [(3, widths.TOO_NARROW)]


def test_a_quote_left_open_never_swallows_the_next_rows(write: Write) -> None:
    path = write(("Nom", "Type", "Tarif"))
    path.write_bytes(path.read_bytes() + b'Relais;"Relayage;12\nVigie;SSIAD;24\nAutre;"SSIAD";10\n')

    with pytest.raises(Invalid, match="line 2"):
        table.check(path)


@pytest.mark.parametrize(
    ("cell", "state", "number"),
    [
        ("0", "full", 0),
        ("4", "open", 4),
        ("2 places libres", "open", 2),
        ("2 sur liste d'attente", None, 2),
        ("12 (complet)", None, 12),
        ("complet", "full", None),
        ("oui", "open", None),
    ],
)
def test_a_number_of_places_says_whether_there_are_any(
    write: Write, cell: str, state: str | None, number: int | None
) -> None:
    fields = one_fact(write(("Nom", "Type", "Places"), ("Relais", "Relayage", cell))).fields

    assert (fields.get("availability"), fields.get("places")) == (state, number)


@pytest.mark.parametrize(
    ("said", "state"),
    [("complet", "full"), ("liste d'attente", "waiting"), ("voir Mme A", None), ("", "open")],
)
def test_what_is_said_of_availability_stands_over_the_number(
    write: Write, said: str, state: str | None
) -> None:
    path = write(("Nom", "Type", "Places", "Disponibilité"), ("Relais", "Relayage", "4", said))

    assert one_fact(path).fields.get("availability") == state


@pytest.mark.parametrize(("cell", "covered"), [("7j/7", 7), ("lun, mer, ven", 0)])
def test_meals_brought_every_day_cover_every_day(write: Write, cell: str, covered: int) -> None:
    path = write(("Nom", "Type", "Jours de livraison"), ("Popote", "Portage de repas", cell))

    assert len(one_fact(path).fields.get("days_covered", ())) == covered


def test_ages_in_the_wrong_order_are_left_out_and_told(write: Write) -> None:
    path = write(("Nom", "Type", "Âge minimum", "Âge maximum"), ("Relais", "Relayage", "80", "60"))

    warned = {each.column for each in read_all(table, path) if isinstance(each, Warning)}

    assert warned == {"Âge minimum", "Âge maximum"}
    assert not {"minimum_age", "maximum_age"} & one_fact(path).fields.keys()


def test_what_cannot_be_stored_is_told_by_its_header(write: Write) -> None:
    path = write(("Nom", "Type", "Prix du repas"), ("Relais", "Relayage", "2000000 €"))

    (warning,) = [each for each in read_all(table, path) if isinstance(each, Warning)]

    assert (warning.column, "costs" in warning.sentence()) == ("Prix du repas", False)


def refused(path: Path) -> list[tuple[int, str]]:
    return [(each.line, each.reason) for each in read_all(table, path) if isinstance(each, Refusal)]


@pytest.mark.parametrize("title", ["SECTEUR DE GENNES", "Total : 2 services"])
def test_a_title_among_the_rows_is_no_entry(write: Write, title: str) -> None:
    path = write(("Nom", "Type", "Tél"), (title, "", ""), ("Relais", "Relayage", ""))

    assert refused(path) == [(2, table.ONLY_A_NAME)]
    assert set(facts_of(table, path)) == {"relais|"}


@pytest.mark.parametrize("header", ["Observations", "Remarques", "Commentaire"])
def test_notes_for_oneself_are_left_aside_and_told(write: Write, header: str) -> None:
    path = write(("Nom", "Type", header), ("Relais", "Relayage", "rappeler Mme Hardy"))

    assert told(path) == [(1, table.OWN_NOTES)]
    assert "description" not in one_fact(path).fields


def test_the_other_sheets_are_told(tmp_path: Path) -> None:
    sheet = [("Nom", "Type"), ("Relais", "Relayage")]
    path = workbook.write(tmp_path / "table.xlsx", {"A": sheet, "Lisez-moi": [("Bonjour",)], "B": sheet})

    assert [(each.value, each.reason) for each in table.check(path).remarks] == [("B", table.OTHER_SHEET)]


def test_a_mapping_names_the_sheet(tmp_path: Path) -> None:
    first, second = [("Nom", "Type"), ("Relais", "Relayage")], [("Nom", "Type"), ("Vigie", "SSIAD")]
    path = workbook.write(tmp_path / "table.xlsx", {"A": first, "B": second})
    mapping = mappings.Mapping(EntryKind.SERVICE, {"Nom": "name", "Type": "service_type"}, "b", sheet="B")
    mappings.save(mapping, tmp_path / "b.json")

    checked = table.check(path, tmp_path / "b.json")

    assert [row.cells[0] for row in checked.form.rows] == ["Vigie"]


def test_a_sheet_that_is_not_there_is_not_replaced_by_another(tmp_path: Path) -> None:
    sheet = [("Nom", "Type"), ("Relais", "Relayage")]
    path = workbook.write(tmp_path / "table.xlsx", {"A": sheet, "B": sheet})
    mapping = mappings.Mapping(EntryKind.SERVICE, {"Nom": "name", "Type": "service_type"}, "c", sheet="C")

    with pytest.raises(Invalid, match=r"“C”.*“A”, “B”"):
        mappings.table_of(path, mapping)


def test_the_type_of_service_may_be_the_name_of_the_file(write: Write) -> None:
    path = write(("Nom", "Prix du repas"), ("Relais", "8,20 €"), name="portage-de-repas-2026.csv")

    assert told(path) == [(1, table.TYPE_BY_NAME)]
    assert one_fact(path).fields["service_type"] == "33"


def test_services_of_no_type_are_told(write: Write) -> None:
    assert told(write(("Nom", "Zone"), ("Relais", "Saumur"), name="liste.csv")) == [(1, table.NO_TYPE)]


def test_the_organization_names_a_service_that_has_no_other_name(write: Write) -> None:
    path = write(("Organisme", "Type de service", "Commune"), ("ADMR", "SSIAD", "Saumur"))

    assert one_fact(path).fields["name"] == "ADMR"


@pytest.mark.parametrize("empty", ["NC", "/", "n/a", "Non renseigné"])
def test_a_cell_that_says_nothing_is_empty(write: Write, empty: str) -> None:
    fields = one_fact(write(("Nom", "Type", "Tarif", "Tél"), ("A", "SSIAD", empty, empty))).fields

    assert not {"costs", "conditions", "contacts"} & fields.keys()


def test_a_contact_is_a_number_with_a_name_for_professionals(write: Write) -> None:
    path = write(("Nom", "Type", "Contact"), ("A", "SSIAD", "Mme Roy 06 39 98 10 10, roy@a.example"))

    phone, mail = one_fact(path).fields["contacts"]

    assert (phone["label"], phone["visibility"]) == ("Mme Roy", "professionals")
    assert (mail["value"], mail["visibility"]) == ("roy@a.example", "professionals")


def test_a_contact_without_a_name_is_for_everybody(write: Write) -> None:
    path = write(("Nom", "Type", "Contact"), ("A", "SSIAD", "02 61 91 10 10"))

    assert one_fact(path).fields["contacts"][0]["visibility"] == "public"


@pytest.mark.parametrize(
    ("town", "postcode", "commune"),
    [
        ("Doué", "49700", "49125"),
        ("Les Rosiers", "49350", "d49261"),
        ("49260 - Montreuil-Bellay", "", "49215"),
    ],
)
def test_towns_as_people_shorten_them(write: Write, town: str, postcode: str, commune: str) -> None:
    path = write(("Nom", "Type", "CP", "Ville"), ("A", "SSIAD", postcode, town))

    assert one_fact(path).fields["commune"] == commune


@pytest.mark.parametrize("text", ["octobre 2026", "oct-26", "10/2026", "46296"])
def test_a_month_is_its_first_day(write: Write, text: str) -> None:
    fields = one_fact(write(("Nom", "Type", "Date de MAJ"), ("A", "SSIAD", text))).fields

    assert fields["verified_at"] == "2026-10-01"


def test_a_specialty_in_the_column_of_professions(write: Write) -> None:
    path = write(("Nom", "Prénom", "Profession"), ("HARDY", "Anne", "Médecin généraliste"))

    fields = one_fact(path, "practitioner").fields

    assert (fields["profession"], fields["specialties"]) == ("10", ["SM26"])


HEADERS = (
    "Nom de la structure", "Type de service", "Adr.", "Code postal - Commune", "Tél.", "Portable", "Mail",
    "Secteur d'intervention", "Jours de livraison", "Tarif TTC", "Régimes possibles", "Site internet",
    "Financement possible", "Public concerné", "Contact", "Date de MAJ", "Horaires d'accueil", "Modalités",
)  # fmt: skip


def test_every_habit_of_headers(write: Write) -> None:
    path = write(HEADERS, tuple("x" for _ in HEADERS))

    assert [each for each in told(path) if each[1] == table.UNKNOWN_COLUMN] == []


def test_a_line_without_end_is_refused(write: Write) -> None:
    path = write(("Nom", "Type"))
    path.write_bytes(path.read_bytes() + b"a" * 200_000)

    with pytest.raises(Invalid, match=r"line 2.*too long"):
        table.check(path)


def test_a_line_of_very_many_cells_is_refused_before_it_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "aides.csv"
    path.write_text("Nom;Type\n" + "a;" * 600_000, encoding="utf-8")

    with pytest.raises(Invalid, match="line 2 is too long"):
        table.check(path)


def test_a_text_of_nothing_but_line_ends_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MOST_LINES", 1_000)

    with pytest.raises(Invalid, match="too large"):
        table.check(write(("Nom", "Type"), *[("",)] * 2_000))


def test_a_header_of_thousands_of_columns_is_refused(write: Write) -> None:
    with pytest.raises(Invalid, match="1000 columns"):
        table.check(write(["Nom", "Type", *("x" for _ in range(1_000))], ("Relais", "Relayage")))


def test_a_picture_is_no_damaged_table(tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(1, 256)) * 20)

    with pytest.raises(Invalid, match="not a text file"):
        table.check(path)


def test_an_archive_of_a_table_is_to_be_extracted(tmp_path: Path) -> None:
    path = tmp_path / "services.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("services.csv", "Nom;Type\nRelais;Relayage\n")

    with pytest.raises(Invalid, match="Extract"):
        table.check(path)
