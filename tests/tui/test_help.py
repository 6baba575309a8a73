"""What help shows of its sentences."""

from tui.help import over_lines


def test_a_long_sentence_goes_on_below() -> None:
    rows = [("Heading", ""), ("F1", "The keys of the place where you are, and more")]

    assert list(over_lines(rows, 25)) == [
        ("Heading", ""),
        ("F1", "The keys of the place"),
        ("", "where you are, and more"),
    ]
