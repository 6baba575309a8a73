"""What stands in front of a screen: the palette, “near…”, the help."""

from pathlib import Path

import pytest
from textual.containers import Vertical
from textual.geometry import Offset
from textual.widgets import Input

from tests.tui.test_search_screen import opened, press
from tui.chooser import ChoiceList


async def test_the_terminals_cursor_is_in_the_box_then_on_the_line_chosen(tmp_path: Path) -> None:
    async with opened(tmp_path, accessible=True) as (app, pilot):
        await press(app, pilot, "f9")
        box, choices = app.screen.query_one(Input), app.screen.query_one(ChoiceList)
        at_first = app.cursor_position
        await press(app, pilot, "down")

        assert at_first == box.cursor_screen_offset
        assert app.cursor_position == choices.content_region.offset + Offset(0, choices.cursor)
        assert choices.cursor == 1


@pytest.mark.parametrize("key", ["f9", "f1", "ctrl+g"])
async def test_no_letters_look_out_beside_it_on_a_narrow_screen(tmp_path: Path, key: str) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, key)

        assert app.screen.query_one(Vertical).outer_size.width == app.size.width
