"""Texts of any encoding, read block by block."""

import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from importers import encodings, piped
from importers.tables import files

TEXT = "Nom;Type\r\nÉlan d’été;Relayage\r\n\r\nŒuvre;Téléassistance\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman"])
def test_encodings_of_french_text(encoding: str) -> None:
    content = "Éléonore habite à Fontevraud-l’Abbaye, près de l’Œuvre ; 12 €".encode(encoding)

    assert encodings.encoding_of(BytesIO(content)) == encoding


@given(st.binary(max_size=300))
def test_any_bytes_have_an_encoding(content: bytes) -> None:
    content.decode(encodings.encoding_of(BytesIO(content)), errors="replace")


@pytest.mark.parametrize("size", [1, 2, 3, 10])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "utf-16"])
def test_rows_do_not_depend_on_where_blocks_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, end: str, size: int
) -> None:
    path = tmp_path / "aides.csv"
    path.write_bytes(TEXT.replace("\r\n", end).encode(encoding))
    monkeypatch.setattr(encodings, "_BLOCK", size)

    (sheet,) = files.read(path)

    assert [row.line for row in sheet.rows] == [1, 2, 4]
    assert [row.cells[0] for row in sheet.rows] == ["Nom", "Élan d’été", "Œuvre"]
    assert sheet.remarks == ()


def test_a_line_without_end_is_named_before_it_stands_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encodings, "_LONG", 10_000)
    path = tmp_path / "rpps.txt"
    path.write_bytes(b"Nom|Commune\nA|B\n" + b"x" * 30_000)

    with pytest.raises(Invalid, match=r"rpps\.txt: line 3 is too long"):
        piped.check(path, "rpps", ["Nom"], ["Nom"], "Nom")
    with pytest.raises(Invalid, match=r"rpps\.txt: line 3 is too long"):
        files.read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_large_file_never_stands_whole_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    path = tmp_path / "aides.csv"
    path.write_bytes((TEXT + (";" * 400 + "\r\n") * 5_000).encode(encoding))
    monkeypatch.setattr(encodings, "_BLOCK", 10_000)
    monkeypatch.setattr(encodings, "_LONG", 10_000)
    files.read(path)

    tracemalloc.start()
    files.read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < path.stat().st_size / 2
