"""What a search was understood to ask: filters that a person sees and can take away, and words left over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SOUGHT = frozenset({"profession", "specialty", "service_type", "category", "activity"})  # not how or where

# How the typed words of a chip count beside its filter: not at all, in names, in every text.
AlsoText = Literal["", "name", "text"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A test on one field of the index: one of `values` (each of them if `every`), or a range of numbers.

    An entry that holds one of `weaker` passes too, below the others: it serves a part of the place only.
    """

    field: str
    values: frozenset[str] = frozenset()
    weaker: frozenset[str] = frozenset()
    every: bool = False
    low: int | None = None  # both ends are included
    high: int | None = None


# One of these must hold, in whole: (A and B) or (C). None of them: nothing passes.
AnyOf = tuple[tuple[Condition, ...], ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Around a place; `km` is None when the person did not say how far."""

    code: str
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Sense:
    """One of several things that an ambiguous word may mean. To exclude it, remove its key."""

    key: str
    label: str
    any_of: AnyOf


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A filter, as it is shown and as it works.

    Chips of one `group` are alternatives; every group must be met. `start` and `end` say which characters
    of the text it stands for. With two or more `senses`, `any_of` is the union of theirs. `problem` is
    a sentence about a value that is not known; such a chip lets nothing pass.
    """

    key: str
    field: str
    label: str
    any_of: AnyOf
    group: str
    words: str
    start: int
    end: int
    also_text: AlsoText = ""
    place: str = ""  # the commune in the middle of it, to order by distance from
    near: Near | None = None
    senses: tuple[Sense, ...] = ()
    excluded: bool = False
    explicit: bool = False
    unfinished: bool = False
    problem: str = ""
    suggestions: tuple[str, ...] = ()
    removable: bool = True

    @property
    def value(self) -> str:
        """The codes it looks for, as one text; of a place, its own."""
        if self.place:
            return self.place
        return "+".join(sorted({code for every in self.any_of for one in every for code in one.values}))


@dataclass(frozen=True, slots=True)
class LeftWord:
    """A word to be matched as text; `unfinished`: it is still being typed. `start`: where it stands."""

    text: str
    unfinished: bool = False
    start: int = 0


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text asks for. `fallbacks`: keys to remove, in this order, when nothing is found."""

    chips: tuple[FilterChip, ...] = ()
    words: tuple[LeftWord, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()  # words and phrases that must not occur
    notices: tuple[str, ...] = ()  # sentences
    fallbacks: tuple[frozenset[str], ...] = ()
    text: str = ""  # all of it

    @property
    def near(self) -> Near | None:
        """The place to order by distance from: the one that was asked for, else the first commune."""
        found = [chip.near for chip in self.chips if chip.near is not None]
        if not found:
            found = [Near(chip.place) for chip in self.chips if chip.place and not chip.excluded]
        return found[0] if found else None
