"""How results answer otherwise than asked is read before them."""

from dataclasses import replace
from pathlib import Path

from directory.search.results import Found
from tests.tui.directory_double import DirectoryDouble
from tests.tui.looking import picture, settled
from tests.tui.test_search_screen import opened
from tui.directory_reader import Asked

SENTENCE = "Nothing answers all of it."


class Relaxing(DirectoryDouble):
    """Says so of every search for a town."""

    def _find(self, asked: Asked) -> Found:
        found = super()._find(asked)
        return replace(found, notices=(SENTENCE,)) if found.filters else found


async def test_what_was_left_out_stands_above_the_results(tmp_path: Path) -> None:
    async with opened(tmp_path, Relaxing()) as (app, pilot):
        await pilot.press(*"saumur")
        await settled(app, pilot)

        shown = picture(app)
        assert 0 < shown.index(SENTENCE) < shown.index("Saumur", shown.index(SENTENCE))


async def test_it_takes_no_room_where_there_is_nothing_to_say(tmp_path: Path) -> None:
    async with opened(tmp_path, Relaxing()) as (app, pilot):
        await pilot.press(*"moreau")
        await settled(app, pilot)

        assert not app.search_screen.query_one("#notice").display
