"""Whole sentences: the words with which people ask say nothing of what they seek."""

import pytest

from tests.directory.search.asked import asked, fields, words


@pytest.mark.parametrize(
    "text",
    [
        "je cherche un kiné à saumur",
        "bonjour, il me faudrait un kiné à saumur svp",
        "est-ce qu'il y a un kiné à saumur",
        "ma mère a besoin d'un kiné à saumur",
        "numéro du kiné de saumur",
        "quelqu'un qui fait kiné à saumur",
    ],
)
def test_a_sentence_asks_what_its_words_name(text: str) -> None:
    understood = asked(text)

    assert [each.field for each in understood.chips] == ["profession", "commune"]
    assert understood.words == ()


def test_beside_a_name_they_are_left_out_too() -> None:
    assert words(asked("numero grellier")) == ["grellier"]


@pytest.mark.parametrize("text", ["je cherche", "merci", "le midi"])
def test_alone_they_are_sought(text: str) -> None:
    assert words(asked(text))


def test_what_they_are_part_of_comes_first() -> None:
    assert fields("numéro d'écoute") == ["service_type"]


def test_the_time_of_day_filters_nothing_and_says_so() -> None:
    understood = asked("portage de repas le midi saumur")

    assert understood.words == ()
    assert understood.notices == ("The time of day is no filter (“le midi”): see the hours of each.",)


@pytest.mark.parametrize(
    "text",
    [
        "qui est de garde ce soir à doué ?",
        "pharmacie d'astreinte",
        "Médecin de Garde",
        "SOS Médecins",
        "samu",
    ],
)
def test_who_is_on_duty_is_answered_by_telephone(text: str) -> None:
    (notice, *_) = asked(text).notices

    assert "dial 15" in notice


def test_being_on_duty_is_no_word_to_search_for() -> None:
    assert words(asked("pharmacie de garde")) == words(asked("pharmacie d'astreinte")) == []


def test_those_who_help_the_homeless_are_no_emergency() -> None:
    assert (fields("samu social saumur"), asked("samu social saumur").notices) == (
        ["audience", "commune"],
        (),
    )


def test_night_care_is_no_duty() -> None:
    assert asked("garde de nuit saumur").notices == ()
    assert asked("service de garde de nuit saumur").notices == ()


def test_open_on_a_day_is_the_day() -> None:
    assert (fields("pharmacie ouverte le dimanche"), words(asked("pharmacie ouverte le dimanche"))) == (
        ["profession", "day"],
        [],
    )
