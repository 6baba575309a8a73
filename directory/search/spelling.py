"""Putting right the words of a search that occur nowhere."""

from collections import Counter
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from accounts.permissions import Actor, audience
from core.text import fold
from directory import communes, nomenclatures
from directory.search import places
from directory.search.chips import LeftWord, Understood
from directory.search.places import Territories
from directory.search.schema import TEXT_FIELDS, Weights
from search import query
from search.analysis import stem, tokens
from search.closeness import closest
from search.engine import Engine

NAMING_FIELDS = TEXT_FIELDS[:-1]  # all but the sentences
# The nomenclatures whose words people type.
_NAMING = ("profession", "savoir_faire", "service_type", "finess_category", "audience", "diet", "day")


def corrected(
    engine: Engine, actor: Actor, at: datetime, understood: Understood, text: str, here: frozenset[str]
) -> str | None:
    """The text with two words made one ("adapt logis") or each unknown one replaced by the closest known;
    None if nothing can be better.

    Words come from public entries, our communes and the nomenclatures only, so that a proposal tells
    nobody of a hidden entry.
    """
    for first, second in pairwise(understood.words):
        apart, whole = f"{first.text} {second.text}", first.text + second.text
        if apart in text and _is_known(engine, actor, at, LeftWord(whole, second.unfinished)):
            return text.replace(apart, whole, 1)
    better = text
    for word in understood.words:
        if _is_known(engine, actor, at, word):
            continue
        proposals = _proposals(engine, word.text, here)
        if proposals:
            better = better.replace(word.text, proposals[0], 1)
    return better if better != text else None


def place_meant(
    engine: Engine, actor: Actor, at: datetime, understood: Understood, text: str, here: frozenset[str]
) -> str | None:
    """The text with the words put right that only a sentence holds, and that as one of our communes:
    “kiné saumurr” finds the one whose hospital says Saumur. None when there is none.
    """
    better = text
    for word in understood.words:
        folded = fold(word.text)
        for meant in closest(folded, _names_of_places(here), 1):
            same = stem(folded) == stem(meant)  # which is all that a sentence knows of it
            named = same and places.commune_named(meant, Territories(here), told=False)
            if named and not _is_known(engine, actor, at, word, NAMING_FIELDS):
                better = better.replace(word.text, meant, 1)
    return better if better != text else None


def _is_known(
    engine: Engine, actor: Actor, at: datetime, word: LeftWord, fields: Weights = TEXT_FIELDS
) -> bool:
    sought = query.all_of(
        query.AnyOf("seen_by", frozenset(audience(actor, at))),
        query.Word(word.text, fields, prefix=word.unfinished),
    )
    return engine.search(sought, limit=0).total > 0


def _proposals(engine: Engine, word: str, here: frozenset[str]) -> tuple[str, ...]:
    """The most likely first: what entries say, then what places and things are called."""
    folded = fold(word)
    known = _vocabulary(here)
    near = {each: known[each] for each in closest(folded, known, 3)}
    return tuple(dict.fromkeys((*engine.close_terms(folded), *closest(folded, near, 1))))


@lru_cache(maxsize=4)
def _vocabulary(here: frozenset[str]) -> Counter[str]:
    """The words of our communes' names and of everything the nomenclatures name."""
    phrases = (
        phrase
        for system in _NAMING
        for term in nomenclatures.terms(system).values()
        for phrase in term.phrases()
    )
    return _names_of_places(here) + Counter(token for phrase in phrases for token in tokens(phrase))


@lru_cache(maxsize=4)
def _names_of_places(here: frozenset[str]) -> Counter[str]:
    """The words of our communes' names."""
    names = (place.name for code in here if (place := communes.by_code(code)))
    return Counter(token for name in names for token in tokens(name))
