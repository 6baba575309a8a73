"""Other readings of a search that found nothing: what it would find without its lesser wishes.

What is sought (a profession, a kind of service) is never given up; a price, a day or a place may be.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from core.language import N_, _
from directory.search.chips import FilterChip, Near, Understood

SOUGHT = frozenset({"profession", "specialty", "service_type", "category", "activity"})
WISHES = frozenset({
    "price", "day", "diet", "temperature", "availability", "new_patients", "home_visits", "funding", "access",
    "operating_mode", "mode", "conventionnement", "audience", "gir", "verified", "updated",
})  # fmt: skip
WITHOUT = N_("Nothing answers all of it. Without “{labels}”:")
NEARBY = N_("Nothing there. The nearest to {place} first:")
WITHOUT_WORDS = N_("Nothing answers all of it. Without the words “{words}”:")


class Relaxed(NamedTuple):
    """Another reading, and the sentence that says how it differs."""

    understood: Understood
    notice: str


def without_wishes(understood: Understood) -> Iterator[Relaxed]:
    """Without one of the wishes, then without any, then around the place rather than in it."""
    wishes = [chip for chip in understood.chips if chip.field in WISHES and not chip.excluded]
    for chip in reversed(wishes):
        yield _without(understood, [chip])
    if len(wishes) > 1:
        yield _without(understood, wishes)
    for kept in (understood, _without(understood, wishes).understood):
        if (nearby := _nearby(kept)) is not None:
            yield nearby


def without_words(understood: Understood) -> Iterator[Relaxed]:
    """Without the words that are no filter, where something else says what is sought."""
    if understood.words and _says_what(understood.chips):
        said = " ".join(word.text for word in understood.words)
        yield Relaxed(replace(understood, words=()), _(WITHOUT_WORDS).format(words=said))


def _without(understood: Understood, dropped: Sequence[FilterChip]) -> Relaxed:
    kept = tuple(chip for chip in understood.chips if chip not in dropped)
    labels = ", ".join(chip.label for chip in dropped)
    return Relaxed(replace(understood, chips=kept), _(WITHOUT).format(labels=labels))


def _nearby(understood: Understood) -> Relaxed | None:
    middles = [chip for chip in understood.chips if chip.field == "commune" and chip.place]
    if len(middles) != 1 or not _says_what(understood.chips):
        return None
    (middle,) = middles
    around = replace(
        middle,
        any_of=(),
        field="near",
        label=_("Around {place}").format(place=middle.label),
        near=Near(middle.place),
    )
    chips = tuple(around if chip is middle else chip for chip in understood.chips)
    return Relaxed(replace(understood, chips=chips), _(NEARBY).format(place=middle.label))


def _says_what(chips: Iterable[FilterChip]) -> bool:
    return any(chip.field in SOUGHT and not chip.excluded for chip in chips)
