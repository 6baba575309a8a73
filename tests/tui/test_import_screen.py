"""The form of an import."""

from pathlib import Path

from tests.tui.test_search_screen import opened, press
from tui.directory_reader import Outcome
from tui.importing import Importing
from tui.imports import SourceList
from tui.lines import KeyLine


async def test_the_arrows_go_from_the_file_to_the_kinds_of_file_and_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "ctrl+o", "up", "down")
        sources = app.screen.query_one(SourceList)

        assert app.focused is sources
        assert sources.cursor == 1

        await press(app, pilot, "tab", "down")

        assert app.focused is app.screen.query_one("#departements")


async def test_the_key_line_names_what_can_be_done_now(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "ctrl+o")
        keys = app.screen.query_one(KeyLine)
        waiting = {action.name for action, _key, _label in keys.offers()}

        app.importing = Importing("x", lambda _: Outcome(()), app.post_message)
        running = {action.name for action, _key, _label in keys.offers()}
        app.importing = None

    assert {"start", "cancel"} & waiting == {"start"}
    assert {"start", "cancel"} & running == {"cancel"}
