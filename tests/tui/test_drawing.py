"""Lines of cells: widths, cuts, and what never reaches a terminal."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tui.drawing import fit, line, shown, wrapped

PLAIN = Style()
HOSTILE = ["\x1b[31m", "\x1b]52;c;aGk=\x07", "\u202e", "\x9b31m", "\x07", "\u200b", "\r\n"]


@given(st.text(), st.text(), st.integers(1, 120))
def test_a_line_is_as_wide_as_asked(left: str, right: str, width: int) -> None:
    strip = line(width, [(left, PLAIN)], [(right, PLAIN)], ground=PLAIN)

    assert sum(cell_len(segment.text) for segment in strip) == width


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=5)))
def test_only_printable_characters_are_shown(pieces: list[str]) -> None:
    assert shown("".join(pieces)).isprintable()


def test_markup_is_only_text() -> None:
    assert "[@click=app.quit]x[/]" in line(40, [("[@click=app.quit]x[/]", PLAIN)], ground=PLAIN).text


def test_french_spaces_are_kept_as_spaces() -> None:
    assert shown(" Essayez\u00a0: ") == " Essayez : "


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    assert fit("Portage de repas", 9) == "Portage…"


def test_the_right_part_is_dropped_when_there_is_no_room() -> None:
    assert line(6, [("Saumur", PLAIN)], [("02 61 91 12 34", PLAIN)], ground=PLAIN).text == "Saumur"


@given(st.text(), st.integers(1, 60))
def test_wrapped_lines_fit(text: str, width: int) -> None:
    assert all(cell_len(piece) <= max(width, 2) for piece in wrapped(text, width))


def test_no_line_ends_inside_french_quotation_marks() -> None:
    assert wrapped("colonne «\u00a0Commune\u00a0». Il", 12) == ["colonne", "« Commune ».", "Il"]
    assert wrapped("deux\nlignes", 8) == ["deux", "lignes"]


def test_words_are_not_broken_when_they_fit() -> None:
    assert wrapped("lun-ven 8h00 samedi", 12) == ["lun-ven 8h00", "samedi"]
