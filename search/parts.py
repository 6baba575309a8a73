"""The parts that a typed text is read as: words, phrases, and filters of one kind or another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

FieldKind = Literal["keyword", "number", "date", "yesno"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of the text, from `start` to `end`; `unfinished`: it is the last one and may go on."""

    text: str
    start: int
    end: int
    excluded: bool = False
    unfinished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeWord(Part):
    """A word; `text` is without its minus sign and the punctuation around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedPhrase(Part):
    """Words in quotation marks; `text` is what stands between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keywords(Part):
    """`field:value`, `field:one,two`, `field:(one two)`, `field:"one two"`."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Part):
    """Numbers from `low` to `high`; None leaves an end open."""

    field: str
    low: Decimal | None
    high: Decimal | None
    low_included: bool = True
    high_included: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates(Part):
    """The days from `first` to `last`, both included; None leaves an end open."""

    field: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(Part):
    field: str
    value: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored(Part):
    """A known field with a value that cannot be read, or not yet: `prix:<`."""

    field: str


Filter: TypeAlias = Keywords | Numbers | Dates | YesNo
AnyPart: TypeAlias = FreeWord | QuotedPhrase | Filter | Ignored

_AROUND = "<=>.,;!?…'’`/\\|+*~^&%#@_-–—"


def free_word(raw: str, start: int, length: int) -> FreeWord | None:
    """The word in a run of characters, which `start` in a text of that length; None in mere punctuation."""
    word = raw.strip(_AROUND)
    if not word:
        return None
    begin = start + raw.index(word)
    end = begin + len(word)
    return FreeWord(text=word, start=begin, end=end, unfinished=end == length)
