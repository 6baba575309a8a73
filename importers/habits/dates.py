"""Dates as people write them: "24/11/2026", "2026-11-24", "24 nov. 2026", "fin janvier"."""

import calendar
import re
from datetime import date, timedelta

from core.text import fold

_NUMBERS = re.compile(r"\b(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_WORDS = re.compile(r"\b(\d{1,2})(?:er)? ([a-z]{3,9})\.? (\d{4})\b")
_MONTH = re.compile(r"\b([a-z]{3,9})\.?(?: (\d{4}))?\b")
_MONTH_OF_YEAR = re.compile(r"([a-z]{3,9}|\d{1,2})\.?[ /]?(\d{4}|\d{2})")
_SERIAL = re.compile(r"4\d{4}")  # a day as spreadsheets count them, from 2009 on
_DAY_ZERO = date(1899, 12, 30)
_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
    "novembre", "decembre",
)  # fmt: skip
_SHORT = {
    "janv": 1, "jan": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip


def read(text: str) -> str | None:
    """The first day named, ISO 8601; None when there is none."""
    if match := _ISO.search(text):
        return _iso(match[1], match[2], match[3])
    if match := _NUMBERS.search(text):
        return _iso(_year(match[3]), match[2], match[1])
    if (match := _WORDS.search(fold(text))) and (month := _month(match[2])):
        return _iso(match[3], str(month), match[1])
    if _SERIAL.fullmatch(text.strip()):
        return (_DAY_ZERO + timedelta(days=int(text))).isoformat()
    return None


def first_day(text: str) -> str | None:
    """The same, and the first day of a month that is named alone: "octobre 2026", "oct-26", "10/2026"."""
    if day := read(text):
        return day
    if match := _MONTH_OF_YEAR.fullmatch(fold(text).strip(" .")):
        month = int(match[1]) if match[1].isdigit() else _month(match[1]) or 0
        return _iso(_year(match[2]), str(month), "1")
    return None


def last_day(text: str, after: str | None) -> str | None:
    """The last day meant by "jusqu'en mars" or "fin janvier 2027"; a month without its year comes after
    the day `after` (ISO 8601), and without that day cannot be told."""
    if day := read(text):
        return day
    for match in _MONTH.finditer(fold(text)):
        if (month := _month(match[1])) and (match[2] or after):
            year = int(match[2]) if match[2] else _year_of(month, date.fromisoformat(str(after)))
            return date(year, month, calendar.monthrange(year, month)[1]).isoformat()
    return None


def _year(digits: str) -> str:
    return digits if len(digits) == 4 else "20" + digits


def _year_of(month: int, after: date) -> int:
    return after.year + (month < after.month)


def _month(word: str) -> int | None:
    return _MONTHS.index(word) + 1 if word in _MONTHS else _SHORT.get(word)


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
