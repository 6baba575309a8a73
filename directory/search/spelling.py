"""Putting right the words of a search that occur nowhere, or hardly anywhere.

Words come from public entries, our communes and the nomenclatures only, so that a proposal tells nobody
of a hidden entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from accounts.permissions import Actor, audience
from core.text import fold
from directory.nomenclatures import phrase_key
from directory.search import known_words, places
from directory.search.chips import LeftWord, Understood
from directory.search.places import Territories
from directory.search.schema import TEXT_FIELDS, Weights
from search import query
from search.analysis import stem
from search.closeness import closest
from search.engine import Engine
from search.sounds import sound

NAMING_FIELDS = TEXT_FIELDS[:-1]  # all but the sentences
NAME_FIELDS = TEXT_FIELDS[:1]
_TYPED = re.compile(r"[^\s\":<>()]+")
_LONGEST_NAME = 8  # words of a place's name
_PROPOSED = 5  # words of entries that are compared
_SHORTEST_PLACE = 5  # letters: of a shorter word, too many others are one letter away
_SHORTEST_PART = 3  # letters of each of two words that were typed as one
_LONGEST_CUT = 30
_SHORTEST_HEARD = 4  # letters: a shorter word sounds like too many others


class Change(NamedTuple):
    """Other words for what stands there in the text."""

    start: int
    end: int
    words: str


def corrected(
    engine: Engine, actor: Actor, at: datetime, understood: Understood, here: frozenset[str]
) -> str | None:
    """The text with joined words apart, words apart joined, places and words as they are written; None if
    nothing can be better. `here`: the communes of our territories.
    """
    return _Spelling(engine, actor, at, here).corrected(understood)


def one_name(
    engine: Engine, actor: Actor, at: datetime, understood: Understood, here: frozenset[str]
) -> str | None:
    """The text with two words made one, if somebody is called so: “mobil age”, “adapt logis”."""
    return _Spelling(engine, actor, at, here).one_name(understood)


def place_meant(
    engine: Engine, actor: Actor, at: datetime, understood: Understood, here: frozenset[str]
) -> str | None:
    """The text with the words put right that only a sentence holds, and that as one of our communes:
    “kiné saumurr” finds the one whose hospital says Saumur. None when there is none.
    """
    return _Spelling(engine, actor, at, here).place_meant(understood)


@dataclass(frozen=True)
class _Spelling:
    """What is known to whoever asks."""

    engine: Engine
    actor: Actor
    at: datetime
    here: frozenset[str]

    def corrected(self, understood: Understood) -> str | None:
        if whole := self.one_name(understood):
            return whole
        changes: list[Change] = []
        for word in _standing(understood):
            if any(change.start <= word.start < change.end for change in changes):
                continue
            if not self._is_known(word, NAMING_FIELDS) and (change := self._change(word, understood.text)):
                changes.append(change)
        return _changed(understood.text, changes)

    def one_name(self, understood: Understood) -> str | None:
        for first, second in pairwise(_standing(understood)):
            start, end = first.start, second.start + len(second.text)
            apart = understood.text[start:end]
            whole = first.text + second.text
            if apart.split() == [first.text, second.text] and self._is_known(
                LeftWord(whole, second.unfinished), NAMING_FIELDS
            ):
                return _changed(understood.text, [Change(start, end, whole)])
        return None

    def place_meant(self, understood: Understood) -> str | None:
        return _changed(
            understood.text,
            [
                change
                for word in _standing(understood)
                if (change := self._place(word))
                and self._is_stemmed_as(word, change.words)
                and not self._is_known(word, NAMING_FIELDS)
            ],
        )

    def _is_stemmed_as(self, word: LeftWord, place: str) -> bool:
        """Whether a sentence knows no difference between a word and a commune of ours."""
        named = places.commune_named(place, Territories(self.here), told=False)
        return bool(named) and stem(fold(word.text)) == stem(fold(place))

    def _change(self, word: LeftWord, text: str) -> Change | None:
        """The first of these that something is written like."""
        if change := self._joined(word, text) or self._place_by_ear(word, text) or self._place(word):
            return change
        end = word.start + len(word.text)
        if apart := known_words.in_one_word(self.here).get(known_words.joined_key(word.text)):
            return Change(word.start, end, known_words.with_accents(apart, self.here))
        if self._is_known(word) or places.commune_beyond(word.text, Territories(self.here)):
            return None
        better = next(self._proposals(word.text), None) or self._cut(word)
        return Change(word.start, end, known_words.with_accents(better, self.here)) if better else None

    def _joined(self, word: LeftWord, text: str) -> Change | None:
        """With the word before or after it, if the two are one: “ortho phoniste”."""
        typed = list(_TYPED.finditer(text))
        for first, second in pairwise(typed):
            if first.start() <= word.start < first.end() or second.start() <= word.start < second.end():
                whole = first[0] + second[0]
                if phrase_key(whole) in known_words.phrase_keys():
                    return Change(first.start(), second.end(), whole)
        return None

    def _place_by_ear(self, word: LeftWord, text: str) -> Change | None:
        """The longest run of words around this one that sounds like the name of a place."""
        typed = list(_TYPED.finditer(text))
        for size in range(min(_LONGEST_NAME, len(typed)), 0, -1):
            for run in (typed[first : first + size] for first in range(len(typed) - size + 1)):
                start, end = run[0].start(), run[-1].end()
                if start <= word.start < end and (
                    name := known_words.place_sounding(text[start:end], self.here)
                ):
                    return Change(start, end, _as_typed(name, text[start:end]))
        return None

    def _place(self, word: LeftWord) -> Change | None:
        """One of our places that is nearly spelt so, if the word is no other: a “bain” is not Brain."""
        folded = fold(word.text)
        if len(folded) < _SHORTEST_PLACE or folded in known_words.words(self.here):
            return None
        near = closest(folded, known_words.names_of_places(self.here), 1)
        if not near:
            return None
        name = known_words.with_accents(near[0], self.here)
        return Change(word.start, word.start + len(word.text), name)

    def _proposals(self, word: str) -> Iterator[str]:
        """The most likely first: what sounds alike, what entries say, then what things are called."""
        folded = fold(word)
        said = self.engine.close_terms(folded, _PROPOSED)
        if len(folded) >= _SHORTEST_HEARD and (heard := sound(word)):
            yield from (each for each in said if sound(each) == heard)
            yield from known_words.by_sound(self.here).get(heard, ())
        yield from said
        yield from closest(folded, known_words.words(self.here), 1)

    def _cut(self, word: LeftWord) -> str | None:
        """Two words that one entry is called, typed as one."""
        if len(word.text) > _LONGEST_CUT or not word.text.isalpha():
            return None
        for at in range(_SHORTEST_PART, len(word.text) - _SHORTEST_PART + 1):
            first, second = word.text[:at], word.text[at:]
            sought = (query.Word(each, NAME_FIELDS) for each in (first, second))
            if self._found(*sought):
                return f"{first} {second}"
        return None

    def _is_known(self, word: LeftWord, fields: Weights = TEXT_FIELDS) -> bool:
        return self._found(query.Word(word.text, fields, prefix=word.unfinished))

    def _found(self, *sought: query.Query) -> bool:
        seen = query.AnyOf("seen_by", frozenset(audience(self.actor, self.at)))
        return self.engine.search(query.all_of(seen, *sought), limit=0).total > 0


def _standing(understood: Understood) -> Sequence[LeftWord]:
    """The words that stand in the text as they are, which numbers and values of filters need not."""
    return [word for word in understood.words if understood.text.startswith(word.text, word.start)]


def _as_typed(name: str, typed: str) -> str:
    """One word in small letters stays so, for whoever never types others."""
    return name.lower() if typed.islower() and name.isalpha() else name


def _changed(text: str, changes: Sequence[Change]) -> str | None:
    for start, end, words in sorted(changes, reverse=True):
        text = text[:start] + words + text[end:]
    return text if changes else None
