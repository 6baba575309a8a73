"""The values of `field:value`, read by the kind of the field."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from core.text import fold
from search.parts import AnyPart, Dates, FieldKind, Ignored, Keywords, Numbers, YesNo

_YES = frozenset(["oui", "o", "yes", "y", "vrai", "true", "1"])
_NO = frozenset(["non", "n", "no", "faux", "false", "0"])
_NUMBER = re.compile(r"(\d{1,9})(?:[.,](\d{1,4}))?\s?[^\W\d_]{0,6}€?")  # with its unit
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_FRENCH_DAY = re.compile(r"(?:(?:(?P<day>\d{1,2})/)?(?P<month>\d{1,2})/)?(?P<year>\d{4})")
_BETWEEN = re.compile(r"\s*\.\.+\s*|(?:^|\s+)(?:to|à|a|au)(?:\s+|$)", re.IGNORECASE)
_LISTED = re.compile(r"""["«“„]\s*([^"»”]*?)\s*(?:["»”]|$)|([^\s,;"«“„»”()\[\]]+)""")
_YEARS = range(1900, 2200)

End = TypeVar("End")


def filter_part(field: str, kind: FieldKind, operator: str, value: str, place: dict[str, Any]) -> AnyPart:
    """Ignored when the value is none of that kind; `place` is where it stands."""
    read = {"keyword": _keywords, "number": _numbers, "date": _dates, "yesno": _yes_no}[kind]
    return read(field, operator, value, place) or Ignored(field=field, **place)


def _keywords(field: str, operator: str, value: str, place: dict[str, Any]) -> Keywords | None:
    values = tuple(quoted or bare for quoted, bare in _LISTED.findall(value) if quoted or bare)
    if not values or operator not in ("", "="):
        return None
    return Keywords(field=field, values=values, **place)


def _yes_no(field: str, operator: str, value: str, place: dict[str, Any]) -> YesNo | None:
    said = fold(value)
    if said not in _YES | _NO or operator not in ("", "="):
        return None
    return YesNo(field=field, value=said in _YES, **place)


def _numbers(field: str, operator: str, value: str, place: dict[str, Any]) -> Numbers | None:
    ends = _ends(value, _number)
    if ends is None:
        return None
    low, high = ends
    if low is not None and high is not None and low > high:
        low, high = high, low
    if operator.startswith("<"):
        return Numbers(field=field, low=None, high=high, high_included=operator == "<=", **place)
    if operator.startswith(">"):
        return Numbers(field=field, low=low, high=None, low_included=operator == ">=", **place)
    return Numbers(field=field, low=low, high=high, **place)


def _number(text: str) -> Decimal | None:
    match = _NUMBER.fullmatch(text)
    return Decimal(f"{match[1]}.{match[2] or 0}") if match else None


def _dates(field: str, operator: str, value: str, place: dict[str, Any]) -> Dates | None:
    ends = _ends(value, _days)
    if ends is None:
        return None
    low, high = ends
    if low is not None and high is not None and low > high:
        low, high = high, low
    first, last = low and low[0], high and high[1]
    if operator.startswith("<"):
        last = high and (high[1] if operator == "<=" else high[0] - _ONE_DAY)
        first = None
    elif operator.startswith(">"):
        first = low and (low[0] if operator == ">=" else low[1] + _ONE_DAY)
        last = None
    return Dates(field=field, first=first, last=last, **place)


_ONE_DAY = timedelta(days=1)


def _days(text: str) -> tuple[date, date] | None:
    """The first and the last day of a year, a month or a day: 2026, 2026-03, 03/2026, 01/03/2026."""
    match = _DAY.fullmatch(text) or _FRENCH_DAY.fullmatch(text)
    if match is None or int(match["year"]) not in _YEARS:
        return None
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    try:
        first = date(year, month if match["month"] else 1, day if match["day"] else 1)
    except ValueError:
        return None
    if match["day"]:
        return first, first
    last_month = first.month if match["month"] else 12
    return first, date(year, last_month, monthrange(year, last_month)[1])


def _ends(value: str, read: Callable[[str], End | None]) -> tuple[End | None, End | None] | None:
    """Both ends of `5..8`, `[5 to 8]`, `5..`, or twice the one value; None when one cannot be read."""
    pieces = [piece.strip() for piece in _BETWEEN.split(value.strip("[]() \t"))]
    if len(pieces) > 2 or not any(pieces):
        return None
    found = [read(piece) if piece else None for piece in pieces]
    if any(piece and end is None for piece, end in zip(pieces, found, strict=True)):
        return None
    return found[0], found[-1]
