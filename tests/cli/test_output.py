"""What commands write: nothing in it is obeyed by a terminal, as text or as JSON."""

import json

import pytest

from cli.output import say, say_json

HOSTILE = "a\x1b]52;c;QUJD\x07 \x9b31m \u202eb\u200b \x7f é"


@pytest.mark.parametrize("one_line", [True, False])
def test_json_says_the_same_without_a_character_that_a_terminal_obeys(capsys, one_line):
    say_json({"name": HOSTILE, "note": "two\nlines, 12\u202f000 €, 𝄞, \U000e0041"}, one_line=one_line)

    written = capsys.readouterr().out
    assert json.loads(written) == {"name": HOSTILE, "note": "two\nlines, 12\u202f000 €, 𝄞, \U000e0041"}
    assert all(line.isprintable() for line in written.split("\n"))
    assert "é" in written


def test_text_keeps_its_layout_and_nothing_else(capsys):
    say("  name\n  " + HOSTILE)

    lines = capsys.readouterr().out.split("\n")
    assert lines[0] == "  name"
    assert all(line.isprintable() for line in lines)


def test_a_space_that_does_not_break_costs_no_layout(capsys):
    say("  Sources: «\u00a0services\u00a0»  1\u202f288")

    assert capsys.readouterr().out == "  Sources: « services »  1 288\n"
