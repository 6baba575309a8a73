"""What the palette finds."""

import pytest

from tui.palette import matching


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("quit", "app.quit"),
        ("High CONTRAST", "app.theme('contraste')"),
        ("phone", "copy_phone"),
        ("rpps", "import_file"),
    ],
)
def test_commands_are_found_by_name_and_by_what_they_do(typed: str, first: str) -> None:
    assert matching(typed)[0].name == first


def test_everything_is_offered_when_nothing_is_typed() -> None:
    assert len(matching("")) > 10


def test_every_word_must_match() -> None:
    assert matching("quit saumur") == []
