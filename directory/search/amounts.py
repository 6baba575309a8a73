"""Prices and distances in free words: "moins de 8 €", "< 8€", "entre 6 et 8 euros", "15 km"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.language import N_, _, short_price_text
from directory.search.typed import Span, Typed

_NUMBER = r"((?:\d{1,3}(?: \d{3})+|\d{1,5})(?:[.,]\d{1,2})?)"  # “2 000” in the French way, too
_EURO = r" ?(?:€|euros?|eur|e)\b|(?<=\d) ?€"
_AT_MOST = r"(?:moins de|moins d|inferieur a|jusqu a|maximum|maxi|max|au plus|pas plus de|sous|<|≤)"
_MORE_THAN = r"(?:plus de|au moins|minimum|mini|min|a partir de|superieur a|>|≥)"
_UNITS = """
ans an mois semaines semaine h heures heure km e rue avenue bis lits places personnes kg
min minutes jours jour €
"""
_AFTER_AMOUNT = frozenset(_UNITS.split())
_BEFORE_AMOUNT = frozenset({"gir", "rue", "ligne", "secteur", "<", ">", "≤", "≥"})
_WIDEST = 9  # pieces in the longest way to say an amount

# (expression of the folded pieces, what its numbers are)
_PRICES = (
    (re.compile(rf"(?:entre|de) {_NUMBER}(?:{_EURO})? (?:et|a) {_NUMBER}(?:{_EURO})"), ("low", "high")),
    (re.compile(rf"{_AT_MOST} ?{_NUMBER}(?:{_EURO})(?: (?:max|maximum|maxi))?"), ("high",)),
    (re.compile(rf"{_NUMBER}(?:{_EURO}) (?:maximum|maxi|max|au plus|ou moins)"), ("high",)),
    (re.compile(rf"{_MORE_THAN} ?{_NUMBER}(?:{_EURO})"), ("low",)),
    (re.compile(rf"(?:a )?{_NUMBER}(?:{_EURO})"), ("high",)),
    (re.compile(rf"(?:<|≤) ?{_NUMBER}"), ("high",)),
    (re.compile(rf"(?:>|≥) ?{_NUMBER}"), ("low",)),
)
_BARE_LIMIT = re.compile(rf"(?:moins de|pas plus de|au plus|maximum|maxi|max) {_NUMBER}")
_CENTS_BEHIND = re.compile(r"(\d) ?€(\d\d)\b")
_DISTANCE = re.compile(
    rf"(?:(?:a |dans un rayon de |rayon de |rayon |a moins de |moins de |sur ){{0,1}}){_NUMBER} ?"
    r"(?:km|kms|kilometres?)(?: a la ronde)?"
)


@dataclass(frozen=True, slots=True)
class Price:
    """In euro cents, both ends included."""

    span: Span
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Distance:
    span: Span
    km: float


AT_MOST, AT_LEAST, BETWEEN = N_("at most {high}"), N_("at least {low}"), N_("{low} to {high}")
LESS_THAN, MORE_THAN = N_("less than {high}"), N_("more than {low}")


def price_label(low: int | None, high: int | None, *, inclusive: bool = True) -> str:
    """What a filter on prices is called; in euro cents, one end may be open.

    `inclusive`: whether a lone end passes, too.
    """
    least, most = (short_price_text(end) if end is not None else "" for end in (low, high))
    if least and most:
        said = BETWEEN
    elif most:
        said = AT_MOST if inclusive else LESS_THAN
    else:
        said = AT_LEAST if inclusive else MORE_THAN
    return _(said).format(low=least, high=most)


def prices(typed: Typed) -> Iterator[Price]:
    """The prices that free pieces say, the longest way of saying one first."""
    for size in range(min(_WIDEST, len(typed.pieces)), 0, -1):
        for span in typed.spans(size):
            price = _price(span, _said(typed, span)) or _bare_limit(typed, span)
            if price is not None:
                yield price


def _said(typed: Typed, span: Span) -> str:
    """The folded pieces; “8€50” as “8,50 €”, when nothing stands between: “60 € 49” is another thing."""
    said = typed.plain(span)
    if "€" not in said or not _CENTS_BEHIND.search(typed.written(span)):
        return said
    return _CENTS_BEHIND.sub(r"\1,\2 €", said.replace(" € ", "€"))


def is_amount(typed: Typed, span: Span) -> bool:
    """Whether a short number is an age, a house number, a price rather than a département."""
    pieces = typed.pieces
    after = pieces[span.last].text if span.last < len(pieces) else ""
    short = len(pieces[span.first].text) < 5
    return short and (after in _AFTER_AMOUNT or typed.before(span) in _BEFORE_AMOUNT)


def distances(typed: Typed) -> Iterator[Distance]:
    for size in range(min(_WIDEST, len(typed.pieces)), 0, -1):
        for span in typed.spans(size):
            match = _DISTANCE.fullmatch(typed.plain(span))
            if match is not None:
                yield Distance(span, float(match[1].replace(" ", "").replace(",", ".")))


def _price(span: Span, said: str) -> Price | None:
    for expression, ends in _PRICES:
        if match := expression.fullmatch(said):
            cents = dict(zip(ends, map(_cents, match.groups()), strict=True))
            return Price(span, cents.get("low"), cents.get("high"))
    return None


def _bare_limit(typed: Typed, span: Span) -> Price | None:
    """“moins de 15”, unless another unit follows: “moins de 60 ans”."""
    match = _BARE_LIMIT.fullmatch(typed.plain(span))
    return Price(span, None, _cents(match[1])) if match and not _has_unit(typed, span) else None


def _has_unit(typed: Typed, span: Span) -> bool:
    after = typed.pieces[span.last].text if span.last < len(typed.pieces) else ""
    return after in _AFTER_AMOUNT or after[:1].isdigit()


def _cents(number: str) -> int:
    return int(Decimal(number.replace(" ", "").replace(",", ".")) * 100)
