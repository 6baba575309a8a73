"""Marks on the words that were searched for."""

from uuid import UUID

import pytest
from rich.style import Style

from directory.search.results import Hit
from tui.search.results import WORD, about_text, marked

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


MEALS = Hit(
    UUID(int=1), "service", "Repas", "Portage de repas · 4 places", "Saumur", (), 1.0, details=("9,20 €",)
)


@pytest.mark.parametrize(
    ("room", "type_known", "expected"),
    [
        (80, True, "Portage de repas · 4 places · 9,20 €"),
        (30, True, "4 places · 9,20 €"),
        (30, False, "Portage de repas · 4 places · 9,20 €"),
    ],
)
def test_what_a_filter_says_gives_way_to_the_short_facts(room: int, type_known: bool, expected: str) -> None:
    assert about_text(MEALS, room, type_known=type_known) == expected
