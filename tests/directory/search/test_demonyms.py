"""The country around a town, as people call it."""

import pytest

from directory.search.chips import Near
from tests.directory.search.asked import asked, chip, fields


@pytest.mark.parametrize(("text", "town"), [("saumurois", "49328"), ("le Chinonais", "37072")])
def test_a_country_is_around_its_town(text: str, town: str) -> None:
    assert asked(f"portage {text}").near == Near(town)


@pytest.mark.parametrize(("text", "siren"), [("thouarsais", "247900798"), ("loudunais", "248600447")])
def test_a_group_of_communes_with_that_name_comes_first(text: str, siren: str) -> None:
    assert chip(f"saad {text}", "epci").key == f"epci:{siren}"


def test_it_may_be_in_a_name() -> None:
    assert chip("entraide du loudunais", "epci").also_text == "name"


@pytest.mark.parametrize("text", ["français", "harnais", "nantais"])
def test_other_words_are_no_country(text: str) -> None:
    assert fields(text) == []
