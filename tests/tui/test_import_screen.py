"""The form of an import."""

from pathlib import Path

from tests.tui.test_search_screen import opened, press
from tui.imports import SourceList


async def test_the_arrows_go_from_the_file_to_the_kinds_of_file_and_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "ctrl+o", "up", "down")
        sources = app.screen.query_one(SourceList)

        assert app.focused is sources
        assert sources.cursor == 1

        await press(app, pilot, "tab", "down")

        assert app.focused is app.screen.query_one("#departements")
