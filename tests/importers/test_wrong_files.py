"""Files that cannot be what they are given for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core import language
from core.errors import Invalid
from importers import mssante, wrong_files
from importers.quoted import Quoted


@pytest.fixture
def french() -> Iterator[None]:
    before = language.current()
    language.use("fr")
    yield
    language.use(before)


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize(("name", "words"), [("nulle-part.csv", "Il n’y a pas"), (".", "dossier")])
def test_what_the_system_refuses_is_told_in_french(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        wrong_files.head_of(tmp_path / name)


@pytest.mark.usefixtures("french")
def test_names_stand_in_the_quotation_marks_of_the_language() -> None:
    assert str(Quoted(["Nom", "Commune"])) == "«\u00a0Nom\u00a0», «\u00a0Commune\u00a0»"


@pytest.mark.usefixtures("french")
def test_missing_columns_are_quoted_in_french(tmp_path: Path) -> None:
    path = tmp_path / "mss.txt"
    path.write_text("Type de BAL|Nom\n1|2\n", encoding="utf-8")

    with pytest.raises(Invalid, match=r"«.Adresse BAL.», «"):
        mssante.check(path)
