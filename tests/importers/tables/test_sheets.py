"""Rows of tables, whatever they are kept in."""

from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from core.errors import Invalid
from importers import table
from importers.tables import files, spans
from tests.importers.reader_contract import facts_of
from tests.importers.tables import workbook


def test_cells_of_a_workbook_as_a_person_types_them(tmp_path: Path) -> None:
    path = workbook.write(
        tmp_path / "table.xlsx", {"Feuille 1": [("Nom", 49400, 6.96, date(2026, 11, 24), True, None, " x ")]}
    )

    (sheet,) = files.read(path)

    assert sheet.rows[0].cells[:5] == ("Nom", "49400", "6.96", "2026-11-24", "oui")
    assert sheet.rows[0].cells[6] == "x"


def test_empty_rows_are_left_out_and_lines_kept(tmp_path: Path) -> None:
    path = workbook.write(
        tmp_path / "table.xlsx", {"A": [(None,), ("Nom", "Type"), (None,), ("Relais", "Relayage")]}
    )

    (sheet,) = files.read(path)

    assert [row.line for row in sheet.rows] == [2, 4]


def test_the_first_sheet_with_a_known_header_is_read(tmp_path: Path) -> None:
    content: dict[str, list[tuple[workbook.Cell, ...]]] = {
        "Lisez-moi": [("Tableau tenu par le CLIC",)],
        "Services": [
            (),
            ("Nom", "Type", "Prix", "Vérifié le"),
            ("Vigie", "Téléassistance", 24.9, date(2026, 11, 24)),
        ],
    }

    (fact,) = facts_of(table, workbook.write(tmp_path / "table.xlsx", content)).values()

    assert fact.line == 3
    assert fact.fields["costs"] == [{"cents": 2490, "unit": "month"}]
    assert fact.fields["verified_at"] == "2026-11-24"


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "photos.xlsx"
    path.write_bytes(b"PK\x03\x04 but nothing more")

    with pytest.raises(Invalid, match=r"photos\.xlsx"):
        files.read(path)


def test_a_workbook_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook.write(tmp_path / "bomb.xlsx", {"A": [("Nom", "Type")] * 500})
    monkeypatch.setattr(spans, "_MOST_UNZIPPED", 10_000)

    with pytest.raises(Invalid, match=r"bomb\.xlsx"):
        files.read(path)


def test_a_quote_that_is_never_closed_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('Nom;Type\nRelais;"Relayage\n' + "Vigie;Téléassistance\n" * 100, encoding="utf-8")

    with pytest.raises(Invalid, match="2"):
        files.read(path)


def test_a_table_cut_in_its_last_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "aides.csv"
    path.write_text("Nom;Type;Commune\nRelais;Relayage;Saumur\nVig", encoding="utf-8")

    with pytest.raises(Invalid, match=r"aides\.csv.*line 3"):
        files.read(path)


@pytest.mark.parametrize("inside", ["\x0b", "\x0c", "\x85", "\u2028"])
def test_only_line_ends_end_a_row(tmp_path: Path, inside: str) -> None:
    path = tmp_path / "aides.csv"
    path.write_text(f"Nom;Type\nRe{inside}lais;Relayage\n", encoding="utf-8")

    (sheet,) = files.read(path)

    assert [len(row.cells) for row in sheet.rows] == [2, 2]


def test_a_workbook_with_a_cell_at_the_far_end_is_refused(tmp_path: Path) -> None:
    near = workbook.write(tmp_path / "near.xlsx", {"A": [("Nom", "Type")]})
    far = tmp_path / "far.xlsx"
    with ZipFile(near) as source, ZipFile(far, "w") as target:
        for part in source.namelist():
            row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            target.writestr(part, source.read(part).replace(b"</sheetData>", row))

    with pytest.raises(Invalid, match=r"far\.xlsx.*16384 columns"):
        files.read(far)


FAR = b'<worksheet><sheetData><row r="900000"><c r="XFD900000"><v>1</v></c></row></sheetData></worksheet>'


def with_sheet(path: Path, sheet: bytes) -> Path:
    """A workbook whose only sheet is these bytes."""
    near = workbook.write(path.with_name("near.xlsx"), {"A": [("Nom", "Type")]})
    with ZipFile(near) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(part, sheet if "worksheets" in part else source.read(part))
    return path


@pytest.mark.parametrize(
    "sheet",
    [
        b"<!--" + b"x" * 3_000 + b"-->" + FAR,
        b"x" * 3_000 + FAR,
        b"x" * 65_530 + FAR,
        b"<x>" + b" " * 3_000 + FAR + b"</x>",
        b"<!DOCTYPE x><x>" + FAR + b"</x>",
    ],
)
def test_a_far_cell_is_found_wherever_the_sheet_begins(tmp_path: Path, sheet: bytes) -> None:
    with pytest.raises((Invalid, ValueError)):
        spans.refuse(with_sheet(tmp_path / "far.xlsx", sheet))


def test_a_workbook_of_very_many_tags_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "_MOST_TAGS", 100_000)

    with pytest.raises(Invalid, match=r"tags\.xlsx is too large"):
        files.read(with_sheet(tmp_path / "tags.xlsx", b"<worksheet>" + b"<x/>" * 200_000))


def test_a_tag_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "_LONGEST_TAG", 100_000)

    with pytest.raises(Invalid, match=r"tag\.xlsx cannot be read"):
        files.read(with_sheet(tmp_path / "tag.xlsx", b'<worksheet x="' + b"x" * 500_000))


def test_a_picture_in_a_workbook_is_no_damage(tmp_path: Path) -> None:
    path = workbook.write(tmp_path / "table.xlsx", {"A": [("Nom", "Type")]})
    with ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 1_000)
        archive.writestr("xl/media/image2.svg", '<!DOCTYPE svg PUBLIC "" ""><svg/>')
        archive.writestr("xl/drawings/vmlDrawing1.vml", "<xml><br></xml>")

    (sheet,) = files.read(path)

    assert sheet.rows[0].cells == ("Nom", "Type")


def ods(path: Path, far_cell: str) -> Path:
    """A sheet with a name in its first row, and that cell in a million rows below."""
    rows = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Nom</text:p>'
        "</table:table-cell></table:table-row>"
        f'<table:table-row table:number-rows-repeated="1000000">{far_cell}</table:table-row>'
    )
    table = f'<office:body><office:spreadsheet><table:table table:name="A">{rows}</table:table>'
    names = "".join(f' xmlns:{name}="urn:{name}"' for name in ("office", "table", "text"))
    end = "</office:spreadsheet></office:body></office:document-content>"
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", f"<office:document-content{names}>{table}{end}")
    return path


def test_an_opendocument_sheet_with_a_cell_at_the_far_end_is_refused(tmp_path: Path) -> None:
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    )

    with pytest.raises(Invalid, match=r"far\.ods.*16384 columns"):
        files.read(ods(tmp_path / "far.ods", cell))


def test_rows_that_are_only_formatted_do_not_count(tmp_path: Path) -> None:
    path = ods(tmp_path / "aides.ods", '<table:table-cell table:number-columns-repeated="16384"/>')

    (sheet,) = files.read(path)

    assert [row.cells[0] for row in sheet.rows] == ["Nom"]


def test_a_binary_workbook_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "aides.xlsb"
    with ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", b"\x83\x01")

    with pytest.raises(Invalid, match=r"aides\.xlsb.*save it as \.xlsx"):
        files.read(path)


def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path) -> None:
    near = workbook.write(tmp_path / "near.xlsx", {"A": [("Nom", "Type")]})
    path = tmp_path / "laughs.xlsx"
    with ZipFile(near) as source, ZipFile(path, "w") as target:
        for part in source.namelist():
            entity = b"<!DOCTYPE x [<!ENTITY a 'ha'>]><worksheet"
            target.writestr(part, source.read(part).replace(b"<worksheet", entity))

    with pytest.raises(Invalid, match=r"laughs\.xlsx"):
        files.read(path)


def test_a_merged_cell_speaks_for_each_of_its_rows(tmp_path: Path) -> None:
    rows = [("Commune", "Nom"), ("Gennes", "Relais"), (None, "Vigie"), (None, "Autre")]
    path = workbook.write(tmp_path / "table.xlsx", {"A": rows}, merged={"A": ["A2:A3"]})

    (sheet,) = files.read(path)

    assert [row.cells[0] for row in sheet.rows] == ["Commune", "Gennes", "Gennes", ""]
