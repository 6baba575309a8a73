"""No byte of a hostile text reaches the terminal: the real program, in a real pseudo-terminal."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.hostile_program import READABLE
from tests.tui.terminal import Terminal

FORBIDDEN = (
    "\x1b]52", "UFdORUQ", "\x1b[31;5m", "\x1bP+q", "\x07", "\x9b", "\u202e", "\u2066", "\u200b"
)  # fmt: skip
OURS = re.compile(rb"\x1b\]22;[a-z-]+\x07")  # Textual sets the shape of the mouse pointer
DOWN, CTRL_G = "\x1b[B", "\x07"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The program, open on the hostile directory, and left at the end."""
    started = Terminal([sys.executable, "-m", "tests.tui.hostile_program", str(tmp_path)])
    started.wait_for(READABLE)
    yield started
    started.press("\x11")
    assert started.end() == 0


def harm(written: bytes) -> list[str]:
    others = OURS.sub(b"", written)
    return [sequence for sequence in FORBIDDEN if sequence.encode() in others]


def test_results_chips_refinements_and_card(terminal: Terminal) -> None:
    terminal.press(DOWN + DOWN)

    assert harm(terminal.settle()) == []
    assert terminal.written.count(READABLE.encode()) > 10


def test_a_card_in_front(terminal: Terminal) -> None:
    terminal.press("\r")
    terminal.wait_for("Back")

    assert harm(terminal.settle()) == []


def test_what_is_said_when_nothing_is_found(terminal: Terminal) -> None:
    terminal.press("vide")
    terminal.wait_for("vide")
    terminal.wait_for(READABLE)

    assert harm(terminal.settle()) == []


def test_pasted_text(terminal: Terminal) -> None:
    terminal.press("\x1b[200~col\u202elé\x9b31m\u200b\x1b[201~")  # terminals drop ESC from what is pasted
    terminal.wait_for("collé")

    assert harm(terminal.settle()) == []


def test_the_choice_of_a_commune(terminal: Terminal) -> None:
    terminal.press(CTRL_G)
    terminal.wait_for(READABLE)

    assert harm(terminal.settle()) == []
