"""Whoever may no longer ask reads why, and sees nothing more of what was there."""

from pathlib import Path

import pytest

from core.errors import NotAllowed, NotFound
from tests.tui.directory_double import DirectoryDouble
from tests.tui.looking import picture
from tests.tui.test_search_screen import WIDE, opened, press

CLOSED = NotAllowed("This account is closed. Ask an administrator to open it again.")


@pytest.mark.parametrize("question", ["x", "f5"])
async def test_a_refusal_takes_away_what_was_found(tmp_path: Path, question: str) -> None:
    double = DirectoryDouble()
    async with opened(tmp_path, double, WIDE) as (app, pilot):
        await press(app, pilot, *"moreau")
        assert "02 61 91 12 34" in picture(app)
        double.fails = CLOSED

        await press(app, pilot, question)

        shown = picture(app)
        assert "This account is closed. Ask an administrator" in shown
        assert "Claire" not in shown
        assert "02 61 91" not in shown
        assert "40 entries" not in shown


async def test_who_may_ask_again_finds_again(tmp_path: Path) -> None:
    double = DirectoryDouble()
    async with opened(tmp_path, double, WIDE) as (app, pilot):
        double.fails = CLOSED
        await press(app, pilot, *"moreau")
        double.fails = None

        await press(app, pilot, "backspace")

        assert "02 61 91 12 34" in picture(app)


async def test_another_error_leaves_what_was_found(tmp_path: Path) -> None:
    double = DirectoryDouble()
    async with opened(tmp_path, double, WIDE) as (app, pilot):
        await press(app, pilot, *"moreau")
        double.fails = NotFound("This entry is gone.")

        await press(app, pilot, "x")

        assert "02 61 91 12 34" in picture(app)
