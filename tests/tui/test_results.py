"""Marks on the words that were searched for."""

import pytest
from rich.style import Style

from tui.search.chips import Chip
from tui.search.results import marked
from tui.search.wording import words_to_mark

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
    parts = marked(text, words, INK, MARK)

    assert "".join(f"[{part}]" if ink is MARK else part for part, ink in parts) == expected


def test_words_that_became_a_filter_are_not_marked() -> None:
    assert words_to_mark("moreau saumur", [Chip("commune:49328", "Saumur")]) == ["moreau"]
