"""What a key press does not pay for: a layout, a card that is there already, what Textual adds to a line."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from unittest.mock import Mock

import pytest
from textual.pilot import Pilot

from tests.tui.directory_double import DirectoryDouble
from tests.tui.looking import picture, segments, settled
from tui.app import MaillageApp
from tui.search.card_pane import CardPane
from tui.search.results import ResultList


@asynccontextmanager
async def opened(home: Path) -> AsyncIterator[tuple[MaillageApp, Pilot[int]]]:
    app = MaillageApp(home, DirectoryDouble())
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        yield app, pilot


async def test_a_letter_lays_nothing_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(tmp_path) as (app, pilot):
        lay_out = Mock(side_effect=app.screen._compositor.reflow)
        monkeypatch.setattr(app.screen._compositor, "reflow", lay_out)

        await pilot.press("c")
        await settled(app, pilot)

        lay_out.assert_not_called()


async def test_the_card_that_is_there_is_not_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path) as (app, pilot):
        drawn: list[str] = []
        monkeypatch.setattr(CardPane, "redraw", lambda pane: drawn.append("again"))

        await pilot.press("c")
        await settled(app, pilot)

        assert app.search_screen.card_pane.card is not None
        assert drawn == []


async def test_a_line_is_painted_as_it_was_drawn(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, _pilot):
        results = app.search_screen.query_one(ResultList)

        painted = results.render_lines(results.size.region)

        assert painted[0] is results.render_line(0)
        assert {strip.cell_length for strip in painted} == {results.size.width}


async def test_without_colours_lines_lose_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(tmp_path) as (app, _pilot):
        colours = [
            each.style.color.get_truecolor()
            for line in segments(app)
            for each in line
            if each.style and each.style.color
        ]

    assert colours
    assert all(red == green == blue for red, green, blue in colours)


async def test_a_line_stands_left_of_the_card_from_top_to_bottom(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, _pilot):
        lines = picture(app).splitlines()

    assert [("▏" in line) for line in lines] == [False] * 3 + [True] * 35 + [False] * 2
