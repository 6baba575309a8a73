"""The search screen wired to a double: what a person does and what they then see."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from core.errors import NotFound
from tests.tui.directory_double import DirectoryDouble
from tests.tui.looking import picture, settled
from tui.app import MaillageApp, Options
from tui.directory_reader import PAGE
from tui.search.box import SearchBox
from tui.search.card_pane import CardPane
from tui.search.chips import ChipLine
from tui.search.facets import FacetList
from tui.search.next_steps import NextSteps
from tui.search.results import ResultList

NARROW, NORMAL, WIDE = (80, 24), (100, 30), (120, 40)


@asynccontextmanager
async def opened(
    home: Path, double: DirectoryDouble | None = None, size: tuple[int, int] = NARROW, **options: object
) -> AsyncIterator[tuple[MaillageApp, Pilot[int]]]:
    app = MaillageApp(home, double or DirectoryDouble(), Options(**options))  # type: ignore[arg-type]  # as given
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        yield app, pilot


async def press(app: MaillageApp, pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(app, pilot)


async def test_results_come_as_one_types(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, *"moreau")

        assert "40 entries" in picture(app)
        assert all(hit.name.endswith("Moreau") for hit in app.search_screen.query_one(ResultList).hits)


async def test_backspace_in_an_empty_box_removes_the_last_refinement(tmp_path: Path) -> None:
    double = DirectoryDouble()
    async with opened(tmp_path, double) as (app, pilot):
        await press(app, pilot, "f3", "down", "enter", "f2")
        assert double.asked[-1].chosen

        await press(app, pilot, "backspace")

        assert not double.asked[-1].chosen


async def test_an_ambiguous_word_is_offered_in_each_sense(tmp_path: Path) -> None:
    double = DirectoryDouble()
    async with opened(tmp_path, double) as (app, pilot):
        await press(app, pilot, *"emsp")
        assert "Soins palliatifs ?" in picture(app)

        await pilot.click(ChipLine, offset=(picture(app).splitlines()[2].index("Soins"), 0))
        await settled(app, pilot)

        assert double.asked[-1].removed == {"type:Équipe de Saumur"}


async def test_a_refinement_is_kept_and_left_with_the_mouse(tmp_path: Path) -> None:
    double = DirectoryDouble()
    async with opened(tmp_path, double, WIDE) as (app, pilot):
        await pilot.click(FacetList, offset=(4, 2))
        await settled(app, pilot)

        assert [choice.label for choice in double.asked[-1].chosen] == ["Médecin généraliste"]
        assert "✓ Médecin" in picture(app)


async def test_at_80_columns_the_card_takes_the_place_of_the_list(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, *"moreau", "enter")
        assert app.screen.query_one(CardPane).display
        assert not app.screen.query_one(ResultList).display

        await press(app, pilot, "left")

        assert app.screen.query_one(ResultList).has_focus


async def test_from_100_columns_the_card_follows_the_cursor(tmp_path: Path) -> None:
    async with opened(tmp_path, size=NORMAL) as (app, pilot):
        await press(app, pilot, "down", "down")

        card = app.screen.query_one(CardPane).card
        assert card is not None
        assert card.name == app.search_screen.query_one(ResultList).hits[1].name


async def test_the_next_card_comes_without_going_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "enter", "n")

        assert app.screen.query_one(CardPane).has_focus
        assert "Benoît Moreau" in picture(app)


async def test_a_phone_is_copied(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "down", "c")

        assert app.clipboard == "02 61 91 12 00"
        assert "Copied: 02 61 91 12 00" in picture(app)


async def test_a_whole_card_is_copied(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "down", "f")

        assert "Téléphone: 02 61 91 12 34" in app.clipboard


async def test_a_web_address_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened_addresses: list[str] = []
    async with opened(tmp_path) as (app, pilot):
        monkeypatch.setattr(app, "open_url", opened_addresses.append)

        await press(app, pilot, "down", "o")

    assert opened_addresses == ["https://exemple.fr/rendez-vous"]


async def test_a_line_that_names_another_entry_opens_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "enter", "end", "up", "up", "up", "enter")

        card = app.screen.query_one(CardPane).card
        assert card is not None
        assert card.name == "Benoît Moreau"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", ""])
async def test_only_web_addresses_are_opened(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_addresses: list[str] = []
    async with opened(tmp_path) as (app, _pilot):
        monkeypatch.setattr(app, "open_url", opened_addresses.append)

        app.search_screen.open(address)

    assert opened_addresses == []


async def test_near_orders_by_distance(tmp_path: Path) -> None:
    double = DirectoryDouble()
    async with opened(tmp_path, double) as (app, pilot):
        await press(app, pilot, "ctrl+g", *"gen", "enter")

        assert double.asked[-1].near is not None
        assert double.asked[-1].near.label == "Gennes-Val-de-Loire"
        assert "1.5 km" in picture(app)


async def test_the_end_of_the_list_brings_more(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "down", "end")
        await press(app, pilot, "end")

        assert len(app.search_screen.query_one(ResultList).hits) >= 2 * PAGE


async def test_up_in_an_empty_box_brings_back_a_search(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, *"moreau", "escape", "up")

        assert app.screen.query_one(SearchBox).value == "moreau"


async def test_nothing_found_says_what_to_do(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, *"moro")
        assert "Nothing found for “moro”." in picture(app)

        await press(app, pilot, "down", "enter")

        assert app.screen.query_one(SearchBox).value == "moreau"


async def test_an_empty_directory_offers_the_demonstration(tmp_path: Path) -> None:
    async with opened(tmp_path, DirectoryDouble([])) as (app, pilot):
        assert app.screen.query_one(NextSteps).has_focus

        await press(app, pilot, "enter")
        await settled(app, pilot)

        assert "12 entries" in picture(app)


async def test_help_is_about_the_place_where_one_is(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "down", "f1")

        assert "In the results" in picture(app)
        assert "Copy the telephone number" in picture(app)


async def test_the_palette_runs_a_command(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "f9", *"light", "enter")

        assert app.theme == "clair"


async def test_a_click_on_the_key_line_does_what_the_key_does(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        left = picture(app).splitlines()[-1].index("F3")
        await pilot.click("KeyLine", offset=(left, 0))
        await settled(app, pilot)

        assert app.screen.query_one(FacetList).has_focus


async def test_an_error_of_ours_is_a_sentence(tmp_path: Path) -> None:
    double = DirectoryDouble()
    async with opened(tmp_path, double) as (app, pilot):
        double.fails = NotFound("This entry is gone.")

        await press(app, pilot, "x")

        assert "This entry is gone." in picture(app)


async def test_a_bug_names_the_log_and_the_screen_goes_on(tmp_path: Path) -> None:
    double = DirectoryDouble()
    async with opened(tmp_path, double, WIDE) as (app, pilot):
        double.fails = ZeroDivisionError("a bug")
        await press(app, pilot, "x")
        assert "maillage.log" in picture(app)
        assert "ZeroDivisionError: a bug" in (tmp_path / "maillage.log").read_text()

        double.fails = None
        await press(app, pilot, "backspace")

        assert "370 entries" in picture(app)


async def test_below_the_smallest_size_one_sentence_stands(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(50, 12)) as (app, pilot):
        assert "too small" in picture(app)

        await pilot.resize_terminal(80, 24)
        await settled(app, pilot)

        assert "370 entries" in picture(app)


async def test_in_accessible_mode_the_cursor_stands_on_the_selected_row(tmp_path: Path) -> None:
    async with opened(tmp_path, accessible=True) as (app, pilot):
        await press(app, pilot, "down", "down")

        row = picture(app).splitlines()[app.cursor_position.y]
        assert row.startswith("▸ Benoît")


async def test_each_place_has_its_keys(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        assert "Copy the phone" not in picture(app).splitlines()[-1]

        await press(app, pilot, "down")

        assert "Copy the phone" in picture(app).splitlines()[-1]
