"""Other readings of a search that found nothing: what it would find without its lesser wishes.

What is sought (a profession, a kind of service) is never given up; a price, a day or a place may be. Of
two things sought, one may only say where or why: “pédicure en EHPAD”, “transport vers l'hôpital”.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import combinations, pairwise
from typing import NamedTuple

from core.language import N_, _, of_text
from directory import communes
from directory.nomenclatures import LITTLE_WORDS, key_words
from directory.search import places
from directory.search.asking import SIGHT_KM
from directory.search.chips import SOUGHT, FilterChip, LeftWord, Near, Understood
from directory.search.explicit import AROUND
from directory.search.places import Territories

_SAID = SOUGHT | {"audience"}  # who it is for says what is sought, too
WISHES = frozenset({
    "price", "day", "diet", "temperature", "availability", "new_patients", "home_visits", "funding", "access",
    "operating_mode", "mode", "conventionnement", "audience", "gir", "verified", "updated",
})  # fmt: skip
_FEW = 3  # words that are given up one by one before all of them
_SENTENCE = range(3, 7)  # words of one; two may be somebody's name
_TELLING = 5  # letters of a word that says something alone
WITHOUT = N_("Nothing answers all of it. Without “{labels}”:")
NEARBY = N_("Nothing there. The nearest to {place} first:")
WITHOUT_WORDS = N_("Nothing answers all of it. Without the words “{words}”:")


class Relaxed(NamedTuple):
    """Another reading, and the sentence that says how it differs."""

    understood: Understood
    notice: str


def without_wishes(understood: Understood, here: frozenset[str]) -> Iterator[Relaxed]:
    """Without one of the wishes, then without any, then around the place rather than in it.

    `here`: the communes of this instance's territories.
    """
    for dropped in _fewer_wishes(understood):
        yield _without(understood, dropped)
    wishes = _wishes(understood)
    bare = [_without(understood, wishes).understood] if wishes else []
    for kept in (understood, *bare):
        nearby = _nearby(kept) or _further(kept) or _elsewhere(kept, Territories(here))
        if nearby is not None:
            yield nearby


def without_words(understood: Understood) -> Iterator[Relaxed]:
    """Without some of the words that are no filter, where something else says what is sought; else with
    the most telling words of a sentence.
    """
    words = understood.words
    if not words:
        return
    if not _says(understood, _SAID):
        yield from _most_telling(understood)
        return
    if 1 < len(words) <= _FEW:
        for dropped in reversed(words):
            yield _without_words(understood, [dropped])
    bare = _without_words(understood, words)
    yield bare
    said = " ".join(word.text for word in words)
    for wishes in _fewer_wishes(bare.understood):
        yield _without(bare.understood, wishes, said)
    if (nearby := _nearby(bare.understood)) is not None:
        yield Relaxed(nearby.understood, f"{bare.notice} {nearby.notice}")


def without_one_thing(understood: Understood) -> Iterator[Relaxed]:
    """Of several things that are sought together, without one: the last said first; then without wishes
    and words, too.
    """
    sought = [chip for chip in understood.chips if chip.field in SOUGHT and not chip.excluded]
    if len({chip.group for chip in sought}) < 2:
        return
    for chip in reversed(sought):
        yield _without(understood, [chip])
    said = " ".join(word.text for word in understood.words)
    for chip in reversed(sought):
        yield _without(replace(understood, words=()), [chip, *_wishes(understood)], said)


def _most_telling(understood: Understood) -> Iterator[Relaxed]:
    """Two words of a sentence about a place, then one: “changer une ampoule à Saumur”."""
    words = understood.words
    if len(words) not in _SENTENCE or not understood.chips or not all(word.text.isalpha() for word in words):
        return
    for size in (2, 1):
        for kept in sorted(combinations(words, size), key=_letters, reverse=True):
            if _letters(kept) >= size * _TELLING:
                yield _without_words(understood, [word for word in words if word not in kept])


def _letters(words: Sequence[LeftWord]) -> int:
    return sum(len(word.text) for word in words)


def _without_words(understood: Understood, dropped: Sequence[LeftWord]) -> Relaxed:
    kept = tuple(word for word in understood.words if word not in dropped)
    said = " ".join(word.text for word in dropped)
    return Relaxed(replace(understood, words=kept), _(WITHOUT_WORDS).format(words=said))


def _wishes(understood: Understood) -> list[FilterChip]:
    """What may be given up; not for whom it is, where nothing else says what is sought."""
    lesser = WISHES if _says(understood, SOUGHT) else WISHES - _SAID
    return [chip for chip in understood.chips if chip.field in lesser and not chip.excluded]


def _fewer_wishes(understood: Understood) -> Iterator[list[FilterChip]]:
    """The wishes to give up: one by one, the last said first, then all; unless only a place would be left."""
    wishes = _wishes(understood)
    left = [chip for chip in understood.chips if chip not in wishes and not _is_place_or_refused(chip)]
    if left or understood.words or understood.phrases:
        yield from ([chip] for chip in reversed(wishes))
        if len(wishes) > 1:
            yield wishes


def _without(understood: Understood, dropped: Sequence[FilterChip], words: str = "") -> Relaxed:
    kept = tuple(chip for chip in understood.chips if chip not in dropped)
    labels = ", ".join(filter(None, (words, *(chip.label for chip in dropped))))
    return Relaxed(replace(understood, chips=kept), _(WITHOUT).format(labels=labels))


def _nearby(understood: Understood) -> Relaxed | None:
    """Around the place rather than in it."""
    middles = [
        chip for chip in understood.chips if chip.field == "commune" and chip.place and not chip.excluded
    ]
    if len(middles) != 1 or not (_seeks_one_thing(understood) or _seeks_no_kind(understood)):
        return None
    (middle,) = middles
    chips = tuple(_around(chip) if chip is middle else chip for chip in understood.chips)
    return Relaxed(replace(understood, chips=chips), _(NEARBY).format(place=of_text(middle.label)))


def _further(understood: Understood) -> Relaxed | None:
    """Around the place, but further than was thought."""
    for chip in understood.chips:
        place = communes.by_code(chip.near.code) if chip.near is not None else None
        if chip.near is None or place is None or (chip.near.km or 0) >= SIGHT_KM:
            continue
        label = places.label_of(place)
        wider = replace(chip, label=_around_label(label), near=Near(chip.near.code, SIGHT_KM))
        chips = tuple(wider if each is chip else each for each in understood.chips)
        return Relaxed(replace(understood, chips=chips), _(NEARBY).format(place=of_text(label)))
    return None


def _elsewhere(understood: Understood, where: Territories) -> Relaxed | None:
    """Around a commune that is not ours, where one of the words names it: “ehpad angers”."""
    placed = any(chip.group == "place" and not chip.excluded for chip in understood.chips)
    if placed or not _seeks_one_thing(understood):
        return None
    for run in _runs(understood):
        start, end = run[0].start, run[-1].start + len(run[-1].text)
        if areas := places.commune_beyond(understood.text[start:end], where):
            place = places.chip(areas[:1], understood.text[start:end], start, end)
            words = tuple(each for each in understood.words if each not in run)
            chips = (*understood.chips, _around(place))
            return Relaxed(
                replace(understood, chips=chips, words=words), _(NEARBY).format(place=of_text(place.label))
            )
    return None


def _runs(understood: Understood) -> Iterator[Sequence[LeftWord]]:
    """Words side by side, but for little ones, that may be one name, the longest first: “ponts de cé”."""
    words = understood.words
    for size in range(min(_FEW, len(words)), 0, -1):
        for first in range(len(words) - size + 1):
            run = words[first : first + size]
            gaps = (understood.text[one.start + len(one.text) : other.start] for one, other in pairwise(run))
            if all(LITTLE_WORDS.issuperset(key_words(gap)) for gap in gaps):
                yield run


def _around(chip: FilterChip) -> FilterChip:
    near = Near(chip.place, SIGHT_KM)
    return replace(chip, any_of=(), field="near", label=_around_label(chip.label), near=near, senses=())


def _around_label(place: str) -> str:
    return _(AROUND).format(place=of_text(place))


def _says(understood: Understood, fields: Set[str]) -> bool:
    return any(chip.field in fields and not chip.excluded for chip in understood.chips)


def _seeks_no_kind(understood: Understood) -> bool:
    """Whether words, or wishes, are all that says what is sought."""
    said = [chip for chip in understood.chips if not _is_place_or_refused(chip)]
    return bool(said or understood.words or understood.phrases) and not _says(understood, SOUGHT)


def _is_place_or_refused(chip: FilterChip) -> bool:
    return chip.group == "place" or chip.excluded


def _seeks_one_thing(understood: Understood) -> bool:
    sought = {chip.group for chip in understood.chips if chip.field in SOUGHT and not chip.excluded}
    return len(sought) == 1
