"""What the one-line parts do with a long sentence."""

from tui.lines import over_lines


def test_what_fits_stands_on_one_line() -> None:
    parts = [("12 entries", "muted"), ("   near", "warning")]

    assert over_lines(parts, 40) == [parts]


def test_a_long_notice_goes_below_and_is_shown_to_its_end() -> None:
    notice = "Nothing matches every filter: “yoga” is sought as text."

    lines = over_lines([("12 entries", "muted"), (f"   {notice}", "warning")], 40)

    assert lines[0] == [("12 entries", "muted")]
    assert " ".join(text for line in lines[1:] for text, _ink in line) == notice
