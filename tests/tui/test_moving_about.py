"""How the keys lead from the box to the filters and back, and what they drop."""

from pathlib import Path

from tests.tui.directory_double import DirectoryDouble
from tests.tui.looking import picture, settled
from tests.tui.test_search_screen import NORMAL, opened, press
from tui.search.box import SearchBox
from tui.search.chips import ChipLine


async def test_up_in_the_box_leads_to_the_filters(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, *"saumur", "up")

        assert app.screen.query_one(ChipLine).has_focus


async def test_up_from_the_first_result_leads_to_the_filters(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, *"saumur", "down", "down", "up", "up")

        assert app.screen.query_one(ChipLine).has_focus


async def test_up_from_the_first_result_leads_to_the_box_without_filters(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "down", "up")

        assert app.screen.query_one(SearchBox).has_focus


async def test_typing_after_f2_replaces_the_text(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, *"moreau", "down", "f2", "g")

        assert app.screen.query_one(SearchBox).value == "g"


async def test_emptying_the_box_drops_the_place_and_what_was_chosen(tmp_path: Path) -> None:
    double = DirectoryDouble()
    async with opened(tmp_path, double) as (app, pilot):
        await press(app, pilot, *"mo", "ctrl+g", *"gen", "enter")
        assert double.asked[-1].near is not None

        await press(app, pilot, "escape", "a")

        assert double.asked[-1].near is None
        assert double.asked[-1].text == "a"


async def test_an_open_card_offers_to_copy_the_phone_at_100_columns(tmp_path: Path) -> None:
    async with opened(tmp_path, size=NORMAL) as (app, pilot):
        await press(app, pilot, "enter")

        assert "Copy the phone" in picture(app).splitlines()[-1]


async def test_an_error_at_opening_stays(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.search_screen.opened = None
        app.say("The directory cannot be opened.", error=True)

        app.search_screen._show_summary()
        await settled(app, pilot)

        assert "cannot be opened" in picture(app)


async def test_the_palette_offers_to_copy_only_what_is_there(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, *"moro", "f9", *"phone")

        assert "Copy the phone" not in picture(app)


async def test_no_commune_is_missed_before_one_types(tmp_path: Path) -> None:
    double = DirectoryDouble()
    double.places = lambda prefix: []  # type: ignore[method-assign]  # none whatever is typed
    async with opened(tmp_path, double) as (app, pilot):
        await press(app, pilot, "ctrl+g")
        assert "No commune" not in picture(app)

        await press(app, pilot, "x")

        assert "No commune begins like this." in picture(app)


async def test_the_chip_of_a_place_says_how_far_around(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, "ctrl+g", *"gen", "enter")

        assert "within 30 km of Gennes-Val-de-Loire" in picture(app)


async def test_the_filters_say_how_to_reach_them(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(app, pilot, *"saumur")

        assert picture(app).splitlines()[2].endswith("↑ Filters")
