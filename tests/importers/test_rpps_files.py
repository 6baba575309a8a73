"""Files of RPPS activities that are damaged, cut or written elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import Invalid
from importers import piped, rpps_activities
from importers.facts import Refusal
from tests.importers.reader_contract import read_all
from tests.importers.rpps_rows import SAMPLE, one_fact, row, writer


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    return writer(tmp_path)


def test_a_row_of_another_width_is_refused_with_its_line(write: Callable[..., Path]) -> None:
    path = write(row(), "8|99000000028|too short", row(**{"Identifiant PP": "99000000036"}))

    (refusal,) = [found for found in read_all(rpps_activities, path) if isinstance(found, Refusal)]

    assert (refusal.file, refusal.line) == (path.name, 3)
    assert "3 values" in refusal.sentence() or "3 valeurs" in refusal.sentence()


def test_a_file_cut_in_its_last_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes(SAMPLE.read_bytes()[:-600])

    with pytest.raises(Invalid, match=r"cut short|tronqué"):
        rpps_activities.check(path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "wrong.txt"
    path.write_text(
        SAMPLE.read_text(encoding="utf-8").replace("Code profession|", "Profession|", 1), encoding="utf-8"
    )

    with pytest.raises(Invalid, match="Code profession"):
        rpps_activities.check(path)


def test_windows_text_is_read_with_a_remark(write: Callable[..., Path]) -> None:
    path = write(row(Prénom="Chloé"), encoding="cp1252")

    assert len(rpps_activities.check(path).remarks) == 1
    assert one_fact(path).fields["given_name"] == "Chloé"


def test_one_damaged_line_leaves_the_accents_of_the_others(write: Callable[..., Path]) -> None:
    path = write(row(Prénom="Chloé"), row(**{"Identifiant PP": "10009999999"}))
    content = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(content[:-1]) + content[-1].replace(b"10009999999", b"1000\xff99999"))

    assert len(rpps_activities.check(path).remarks) == 1
    assert b"Chlo\xc3\xa9" in next(piped.lines(rpps_activities.check(path)))[1]


def test_a_header_without_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "header.txt"
    path.write_text(SAMPLE.read_text(encoding="utf-8").split("\n", 1)[0] + "\n", encoding="utf-8")

    with pytest.raises(Invalid, match=r"header\.txt"):
        rpps_activities.check(path)
