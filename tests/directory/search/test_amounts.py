"""Days, prices and telephone numbers in the words of a search."""

import pytest

from core.language import use
from directory.search.chips import Condition
from tests.directory.search.asked import asked, chip, fields, values, words


@pytest.mark.parametrize("text", ["week-end", "le weekend", "samedi et dimanche"])
def test_the_week_end_is_both_days(text: str) -> None:
    found = asked(text).chips

    assert {code for each in found for code in values(each, "day")} == {"sa", "su"}
    assert len({each.group for each in found}) == len(found), "each day must be met"


@pytest.mark.parametrize("text", ["7j/7", "7 jours sur 7", "tous les jours", "lundi au dimanche", "lun-dim"])
def test_every_day(text: str) -> None:
    (condition,) = chip(text, "day").any_of[0]

    assert condition.values == {"mo", "tu", "we", "th", "fr", "sa", "su"}
    assert condition.every


@pytest.mark.parametrize("text", ["du vendredi au lundi", "ven-lun", "vendredi au lundi"])
def test_a_range_may_go_round_the_week_end(text: str) -> None:
    (condition,) = chip(text, "day").any_of[0]

    assert condition.values == {"fr", "sa", "su", "mo"}


@pytest.mark.parametrize("text", ["avec place", "avec des places", "qui a de la place", "encore de la place"])
def test_places_left_are_asked_for(text: str) -> None:
    assert values(chip(f"ehpad {text} saumur", "availability"), "availability") == {"open"}
    assert words(asked(f"ehpad {text} saumur")) == []


def test_a_square_is_no_place_left() -> None:
    assert "availability" not in fields("pharmacie de la place")


def test_two_days_are_not_a_range() -> None:
    assert [values(each, "day") for each in asked("lundi et vendredi").chips] == [{"mo"}, {"fr"}]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("moins de 8 €", None, 800),
        ("< 8€", None, 800),
        ("8 euros max", None, 800),
        ("8,50 €", None, 850),
        ("8€50", None, 850),
        ("moins de 8 €50", None, 850),
        ("entre 6€20 et 8€50", 620, 850),
        ("ehpad 60 € 49", None, 6000),
        ("plus de 6 euros", 600, None),
        ("entre 6 et 8,5 €", 600, 850),
        ("portage moins de 8", None, 800),
        ("max 15 saumur", None, 1500),
        ("prix:<8", None, 799),
        ("prix:<=8", None, 800),
        ("prix:5..8", 500, 800),
    ],
)
def test_prices(text: str, low: int | None, high: int | None) -> None:
    assert chip(text, "price").any_of == ((Condition("price", low=low, high=high),),)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("prix:<8", "moins de 8 €"),
        ("prix:<=8,5", "au plus 8,50 €"),
        ("prix:>8", "plus de 8 €"),
        ("prix:>=8", "au moins 8 €"),
        ("prix:6..8", "6 € à 8 €"),
        ("moins de 8€", "au plus 8 €"),
    ],
)
def test_a_price_is_said_as_it_was_asked(text: str, label: str) -> None:
    use("fr")

    assert chip(text, "price").label == label


@pytest.mark.parametrize(
    "text",
    [
        "aide 24h/24",
        "enfant de 12 ans",
        "49 ans",
        "moins de 60 ans",
        "moins de 20 minutes",
        "12 rue du Port",
        "116 117",
    ],
)
def test_other_numbers_are_no_place_and_no_price(text: str) -> None:
    assert not {"departement", "price", "postcode"} & set(fields(text))


@pytest.mark.parametrize(
    "text",
    [
        "02 61 91 37 49",
        "02.61.91.37.49",
        "02-61-91-37-49",
        "02/61/91/37/49",
        "0261913749",
        "02 61 913 749",
        "+33 2 61 91 37 49",
        "+33 (0)2 61 91 37 49",
        "(0)2 61 91 37 49",
        "0033 261913749",
        "33261913749",
        "2 61 91 37 49",
    ],
)
def test_a_telephone_number_is_one_word(text: str) -> None:
    understood = asked(text)

    assert understood.chips == ()
    assert words(understood) == ["0261913749"]


def test_the_beginning_of_a_telephone_number_may_go_on() -> None:
    (word,) = asked("02 61 9").words

    assert (word.text, word.unfinished) == ("02619", True)


def test_a_postcode_is_no_telephone_number() -> None:
    assert fields("01400") == ["postcode"]


@pytest.mark.parametrize("text", ["ehpad moins de 2 000 €", "ehpad max 2 000 euros"])
def test_a_price_of_thousands_is_read_whole(text: str) -> None:
    (price,) = [chip for chip in asked(text).chips if chip.field == "price"]

    assert [one.high for every in price.any_of for one in every] == [200_000]
