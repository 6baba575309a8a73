"""Marks on the words that were searched for."""

import pytest
from rich.style import Style

from tui.search.results import WORD, marked

INK, MARK = Style(), Style(bold=True)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Infirmière", ["infirm"], "[Infirm]ière"),
        ("Élodie Lefèvre", ["lefevre"], "Élodie [Lefèvre]"),
        ("Œuvrard", ["oeuvrard"], "[Œuvrard]"),
        ("Saumur", ["gennes"], "Saumur"),
    ],
)
def test_beginnings_of_words_are_marked(text: str, words: list[str], expected: str) -> None:
    parts = marked(text, set(WORD.findall(text)), words, INK, MARK)

    assert "".join(f"[{part}]" if ink is MARK else part for part, ink in parts) == expected


def test_only_words_that_answer_are_marked() -> None:
    parts = list(marked("Moreau Moreau-Petit", {"Petit"}, ["moreau", "petit"], INK, MARK))

    assert [text for text, ink in parts if ink is MARK] == ["Petit"]
