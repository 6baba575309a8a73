"""The person's language: messages by gettext, and how dates, numbers, prices and telephones are written.

French is the default. A catalogue is loaded at the first message shown, not at import.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from core.text import fold

if TYPE_CHECKING:
    from gettext import NullTranslations

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LOCALES = Path(__file__).with_name("locales")
_chosen: Language = "fr"


def use(language: Language) -> None:
    """Show everything in that language from now on, in the whole process."""
    global _chosen  # one process serves one person
    _chosen = language


def current() -> Language:
    return _chosen


def named(wish: str) -> Language | None:
    """The language a setting such as "fr_FR.UTF-8", "EN" or "C" names, if we speak it."""
    code = wish.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return next((language for language in LANGUAGES if language == code), None)


def _(message: str) -> str:
    """The sentence in the person's language; `message` is the English one."""
    return _catalogue(_chosen).gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    return _catalogue(_chosen).ngettext(one, many, number)


def N_(message: str) -> str:  # noqa: N802  # the name gettext tools know
    """Mark a message for translation; it is translated when shown."""
    return message


@cache
def _catalogue(language: Language) -> "NullTranslations":
    from gettext import NullTranslations, translation

    if language == "en":
        return NullTranslations()
    return translation("maillage", LOCALES, [language], fallback=True)


_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}


def date_text(day: date) -> str:
    """ "1er mars 2026", "12 mars 2026"; in English "1 March 2026"."""
    number = "1er" if day.day == 1 and _chosen == "fr" else str(day.day)
    month = _MONTHS[_chosen].split()[day.month - 1]
    return f"{number} {month} {day.year}"


def short_date_text(day: date) -> str:
    """ "12/03/2026", day first in both languages."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def number_text(number: float, decimals: int = 0) -> str:
    """ "25 000", "4,5"; in English "25,000", "4.5". Ordinary spaces: a terminal copies them as they are."""
    english = f"{number:,.{decimals}f}"
    return english if _chosen == "en" else english.translate(_FRENCH_SEPARATORS)


_FRENCH_SEPARATORS = str.maketrans({",": " ", ".": ","})


def price_text(cents: int) -> str:
    """ "6,96 €"; in English "€6.96"."""
    amount = number_text(cents / 100, 2)
    return f"€{amount}" if _chosen == "en" else f"{amount} €"


def short_price_text(cents: int) -> str:
    """Whole euros without their cents, as a limit is said: "8 €", "8,50 €"; in English "€8"."""
    if cents % 100:
        return price_text(cents)
    return f"€{number_text(cents // 100)}" if _chosen == "en" else f"{number_text(cents // 100)} €"


def of_text(name: str) -> str:
    """The name of a place after “of” as the French join them: “d’Angers”, “du Mans”; in English as it is.

    An h is taken for a mute one, as most are (“d’Huismes”), but for the one of “haut”.
    """
    if _chosen == "en":
        return name
    article, _space, rest = name.partition(" ")
    if rest and (joined := _JOINED.get(article.lower())):
        return f"{joined} {rest}"
    elided = fold(name[:1]) in _ELIDED and not fold(name).startswith(_ASPIRATED)
    return f"d’{name}" if elided else f"de {name}"


_JOINED = {"le": "du", "les": "des"}
_ASPIRATED = "haut"
_ELIDED = ("a", "e", "h", "i", "o", "oe", "ae", "u", "y")


def phone_text(number: str) -> str:
    """ "+33261911234" as the French write it, "02 61 91 12 34"; any other number as it is."""
    if number.startswith("+33") and len(number) == 12:
        national = "0" + number[3:]
        return " ".join(national[start : start + 2] for start in range(0, 10, 2))
    return number
