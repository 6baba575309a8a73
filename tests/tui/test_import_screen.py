"""The form of an import."""

from pathlib import Path

from textual.widgets import Input

from tests.tui.looking import picture, settled
from tests.tui.test_search_screen import opened, press
from tui.directory_reader import Outcome
from tui.importing import Importing
from tui.imports import OutcomeList, SourceList
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


async def test_a_trial_says_that_nothing_was_changed_and_the_arrows_go_through_what_it_did(
    tmp_path: Path,
) -> None:
    (tmp_path / "table.csv").write_text("Nom\n", encoding="utf-8")
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "ctrl+o")
        app.screen.query_one("#path", Input).value = str(tmp_path / "table.csv")
        await press(app, pilot, "tab", "tab", "space", "f6")
        await settled(app, pilot)
        done = app.screen.query_one(OutcomeList)
        said = [text for _value, text in done.lines]
        seen = picture(app)

        assert "nothing was changed" in said[0]
        assert "End of the trial" in seen
        assert app.focused is done


async def test_what_is_empty_is_no_stop_on_the_way(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "ctrl+o", "tab", "tab", "tab")

        assert app.focused is app.screen.query_one(SourceList)


async def test_what_was_said_of_another_file_goes_with_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "ctrl+o", "x", "f6")
        before = picture(app)
        await press(app, pilot, "y")

        assert "There is no file x" in before
        assert "There is no file" not in picture(app)
