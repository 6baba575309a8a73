"""The person's language: which one, and how dates, numbers, prices and telephones are written."""

from datetime import date

import pytest

from core import language
from core.language import Language


@pytest.mark.parametrize(
    ("wish", "spoken"),
    [
        ("fr_FR.UTF-8", "fr"),
        ("fr", "fr"),
        ("EN-gb", "en"),
        ("en.UTF-8", "en"),
        ("C", None),
        ("de_DE", None),
        ("", None),
    ],
)
def test_the_language_a_setting_names(wish: str, spoken: Language | None) -> None:
    assert language.named(wish) == spoken


def test_english_messages_are_their_own() -> None:
    language.use("en")

    assert language._("Nothing here.") == "Nothing here."
    assert language.ngettext("{n} entry", "{n} entries", 2) == "{n} entries"


def test_no_message_is_no_text() -> None:
    language.use("fr")

    assert language._("") == ""


@pytest.mark.parametrize(
    ("spoken", "text"),
    [("fr", ["1er mars 2026", "12 août 2026"]), ("en", ["1 March 2026", "12 August 2026"])],
)
def test_dates(spoken: Language, text: list[str]) -> None:
    language.use(spoken)

    assert [language.date_text(day) for day in (date(2026, 3, 1), date(2026, 8, 12))] == text
    assert language.short_date_text(date(2026, 3, 1)) == "01/03/2026"


@pytest.mark.parametrize(
    ("spoken", "text"), [("fr", ["25 000", "4,5", "-1 234,50"]), ("en", ["25,000", "4.5", "-1,234.50"])]
)
def test_numbers(spoken: Language, text: list[str]) -> None:
    language.use(spoken)

    numbers = [(25_000, 0), (4.5, 1), (-1234.5, 2)]
    assert [language.number_text(number, decimals) for number, decimals in numbers] == text


@pytest.mark.parametrize(("spoken", "text"), [("fr", "6,96 € 1 200,00 €"), ("en", "€6.96 €1,200.00")])
def test_prices(spoken: Language, text: str) -> None:
    language.use(spoken)

    assert f"{language.price_text(696)} {language.price_text(120_000)}" == text


@pytest.mark.parametrize(
    ("number", "text"),
    [("+33261911234", "02 61 91 12 34"), ("15", "15"), ("+3225550123", "+3225550123"), ("3646", "3646")],
)
def test_phones(number: str, text: str) -> None:
    assert language.phone_text(number) == text


@pytest.mark.parametrize(
    ("cents", "french", "english"),
    [(800, "8 €", "€8"), (850, "8,50 €", "€8.50"), (120000, "1 200 €", "€1,200")],
)
def test_a_limit_has_no_cents_it_does_not_need(cents: int, french: str, english: str) -> None:
    language.use("fr")
    assert language.short_price_text(cents) == french

    language.use("en")
    assert language.short_price_text(cents) == english


@pytest.mark.parametrize(
    ("name", "joined"),
    [
        ("Angers", "d’Angers"),
        ("Épieds", "d’Épieds"),
        ("Œuilly", "d’Œuilly"),
        ("Huismes", "d’Huismes"),
        ("Hautefort", "de Hautefort"),
        ("Saumur", "de Saumur"),
        ("Le Mans", "du Mans"),
        ("Les Ponts-de-Cé", "des Ponts-de-Cé"),
        ("La Flèche", "de La Flèche"),
        ("L’Île-Bouchard", "de L’Île-Bouchard"),
        ("", "de "),
    ],
)
def test_a_place_is_joined_as_the_french_do(name: str, joined: str) -> None:
    language.use("fr")
    assert language.of_text(name) == joined

    language.use("en")
    assert language.of_text(name) == name
