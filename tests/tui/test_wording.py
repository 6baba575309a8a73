"""The sentences of the search screen."""

from directory.search.chips import FilterChip
from directory.search.results import Found
from tui.directory_reader import Asked, Chosen
from tui.search.wording import chips_of, nothing_steps, says_the_type


def test_a_chip_that_leaves_out_says_so() -> None:
    full = FilterChip("-dispo", "availability", "Full", (), "", "", 0, 0, excluded=True)
    found, asked = Found("not full", (full,), 0, 1.0, (), ()), Asked("not full")

    chips = chips_of(found, asked)

    assert [chip.label for chip in chips] == ["not Full"]
    assert "Remove the filter “not Full”" in [step.label for step in nothing_steps(found, asked, chips)]


def test_a_type_understood_and_then_chosen_is_not_repeated_on_every_result() -> None:
    meals = FilterChip("type", "service_type", "Meals on wheels", (), "type", "portage", 0, 7)
    asked = Asked("portage", chosen=(Chosen("service_type", "33", "Meals on wheels"),))

    assert says_the_type(Found("portage", (meals,), 2, 1.0, (), ()), asked)
