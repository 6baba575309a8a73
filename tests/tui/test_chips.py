"""The line of filters understood."""

from dataclasses import replace
from pathlib import Path

from tests.tui.directory_double import DirectoryDouble
from tests.tui.looking import picture, settled
from tests.tui.test_search_screen import opened, press
from tui.search.box import SearchBox
from tui.search.chips import Chip, ChipLine, Offer


async def test_a_word_understood_becomes_a_chip_that_backspace_removes(tmp_path: Path) -> None:
    double = DirectoryDouble()
    async with opened(tmp_path, double) as (app, pilot):
        await press(app, pilot, *"saumur")
        app.screen.query_one(ChipLine).focus()

        await press(app, pilot, "backspace")

        assert double.asked[-1].removed == {"commune:Saumur"}
        assert "Saumur ×" not in picture(app)


async def test_all_filters_understood_can_be_removed_at_once(tmp_path: Path) -> None:
    double = DirectoryDouble()
    async with opened(tmp_path, double) as (app, pilot):
        await press(app, pilot, *"saumur")
        screen = app.search_screen
        assert screen.found is not None
        screen.found = replace(screen.found, given_up=("price:None-100",))
        await press(app, pilot, "ctrl+r")

        assert double.asked[-1].removed == {"commune:Saumur", "price:None-100"}
        assert "Saumur ×" not in picture(app)


async def test_backspace_never_takes_up_an_offer(tmp_path: Path) -> None:
    """It begins at the last filter, and on the offer behind it nothing happens."""
    double = DirectoryDouble()
    async with opened(tmp_path, double) as (app, pilot):
        await press(app, pilot, *"saumur")
        line = app.screen.query_one(ChipLine)
        line.show([*line.chips, Chip("saumurois", "saumurois", Offer.SPELLING)], hinting=False)
        line.focus()
        await pilot.pause()
        asked = len(double.asked)

        assert line.chosen == 0
        await press(app, pilot, "right", "backspace")
        assert (len(double.asked), app.screen.query_one(SearchBox).value) == (asked, "saumur")


async def test_a_click_on_a_chip_removes_it(tmp_path: Path) -> None:
    double = DirectoryDouble()
    async with opened(tmp_path, double) as (app, pilot):
        await press(app, pilot, *"saumur")

        await pilot.click(ChipLine, offset=(9, 0))
        await settled(app, pilot)

        assert double.asked[-1].removed == {"commune:Saumur"}
