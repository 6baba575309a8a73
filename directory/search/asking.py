"""From what a search was understood to mean to the one query that the index is asked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from accounts.permissions import Actor, audience
from core import clock
from directory import communes
from directory.search.chips import SOUGHT, Condition, FilterChip, LeftWord, Understood
from directory.search.documents import day_number
from directory.search.hits import Wanted
from directory.search.results import SearchRequest
from directory.search.schema import COMMUNES, NUMBERS_OF, TEXT_FIELDS, Weights, commune_number
from search import query
from search.analysis import forgiven, tokens
from search.engine import ByScore, Nearest, Order
from search.query import Query

SIGHT_KM = 80.0  # how far entries are put in order of distance; beyond, they all count as far
LOCAL_POINTS = 2.0  # for standing in the territories of this instance
INSIDE_POINTS = 20.0  # for standing in the former commune asked for, not just in today's
MEANT_POINTS = 100.0  # for being what a word means, before having it in its name
FIRST_SAID_POINTS = 200.0  # for being the thing or the place that was said before another one
RINGS_KM = (0.0, 5.0, 10.0, 20.0, 40.0, SIGHT_KM)
RING_POINTS = 20.0  # for each; all of them together are less than being said first
WHOLE_POINTS = 1.0  # for serving a place in whole rather than a part of it
NAME_FIELDS = (("name", 4.0),)


@dataclass(frozen=True)
class Asking:
    """A query, the order of its answers, and what it takes to show them."""

    query: Query
    unordered: Query  # the same entries, without what only puts them in order
    order: Order
    wanted: Wanted


def asking_of(
    actor: Actor,
    at: datetime,
    request: SearchRequest,
    understood: Understood,
    here: frozenset[str],
    fuzzy: bool = False,
) -> Asking:
    """`here`: the communes of this instance's territories. `fuzzy`: words may have wrong letters."""
    allowed = audience(actor, at)
    fields = (*TEXT_FIELDS, *((NUMBERS_OF[level], 3.0) for level in sorted(allowed)))
    parts: list[Query] = [query.AnyOf("seen_by", frozenset(allowed))]
    parts += _filters(understood.chips, fields, at)
    parts += (query.Term(each.field, each.value) for each in request.filters)
    parts += (_word(word, fields, fuzzy) for word in understood.words)
    parts += (query.Phrase(tokens(phrase), TEXT_FIELDS) for phrase in understood.phrases)
    parts += (query.Not(query.Phrase(tokens(said), TEXT_FIELDS)) for said in understood.without)
    near = request.near or (understood.near.code if understood.near else None)
    distances = _distances(near) if near else {}
    if request.near:
        parts.append(_around(request.near, request.radius_km))
    unordered = query.all_of(*parts)
    asked = unordered
    if not distances and here:
        asked = query.Prefer(unordered, ((query.AnyOf("stands_in", here), LOCAL_POINTS),))
    if near and near.startswith("d"):  # a former commune has the distance of today's: those inside it first
        asked = query.Prefer(asked, ((query.Term("stands_in", near), INSIDE_POINTS),))
    order: Order = Nearest(COMMUNES, distances) if distances else ByScore()
    if near and _seeks_several(understood):  # which of them comes before how far it is
        asked, order = query.Prefer(asked, tuple(_rings(near))), ByScore()
    return Asking(asked, unordered, order, _wanted(understood, distances))


def _seeks_several(understood: Understood) -> bool:
    """Whether several things are sought of which any will do."""
    groups = Counter(chip.group for chip in understood.chips if chip.field in SOUGHT and not chip.excluded)
    return any(count > 1 for count in groups.values())


def _rings(near: str) -> Iterable[tuple[Query, float]]:
    """Points for standing at most so far away, where other points count before the distance."""
    for km in RINGS_KM:
        yield query.AnyOf("stands_in", frozenset(communes.within(near, km))), RING_POINTS


def _filters(chips: Iterable[FilterChip], fields: Weights, at: datetime) -> Iterable[Query]:
    """Chips of a group are alternatives; every group must hold."""
    groups: dict[str, list[FilterChip]] = {}
    for chip in chips:
        if chip.excluded:
            yield query.Not(_chip(chip, fields, at))
        else:
            groups.setdefault(chip.group, []).append(chip)
    yield from (_any_in_turn(alternatives, fields, at) for alternatives in groups.values())


def _any_in_turn(chips: Sequence[FilterChip], fields: Weights, at: datetime) -> Query:
    """Any of them; what is or says all of them first, then what was said first: “coiffeuse ehpad” is about a
    hairdresser, best one who comes to such homes.
    """
    alternatives = [_chip(chip, fields, at) for chip in chips]
    if len(alternatives) == 1:
        return alternatives[0]
    *earlier, _last = alternatives
    points = [(each, FIRST_SAID_POINTS * left) for left, each in enumerate(reversed(earlier), 1)]
    said = (chip if chip.place else replace(chip, also_text="text") for chip in chips)
    every = query.all_of(*(_chip(chip, fields, at) for chip in said))
    return query.Prefer(query.any_of(alternatives), ((every, FIRST_SAID_POINTS * len(chips)), *points))


def _chip(chip: FilterChip, fields: Weights, at: datetime) -> Query:
    ways: list[Query] = [
        query.all_of(*(_condition(condition, at) for condition in every)) for every in chip.any_of
    ]
    if chip.near is not None and chip.near.km is not None:
        ways.append(_around(chip.near.code, chip.near.km))
    elif chip.near is not None:
        ways.append(_around(chip.near.code, SearchRequest.radius_km))
    meant = query.any_of(ways) if ways else query.Nothing()
    if not chip.also_text:
        return meant
    typed = _typed(chip, NAME_FIELDS if chip.also_text == "name" else fields)
    return query.Prefer(query.any_of((meant, typed)), ((meant, MEANT_POINTS),))


def _typed(chip: FilterChip, fields: Weights) -> Query:
    """The words of the chip, as text; the last one may still be being typed."""
    words = tokens(chip.words)
    if not words:
        return query.Nothing()
    *whole, last = words
    sought = [query.Word(word, _able_to_hold(word, fields)) for word in whole]
    return query.all_of(*sought, query.Word(last, _able_to_hold(last, fields), prefix=chip.unfinished))


def _condition(condition: Condition, at: datetime) -> Query:
    if condition.low is not None or condition.high is not None:
        return query.Range(condition.field, condition.low, condition.high)
    if condition.every:
        return query.all_of(*(query.Term(condition.field, code) for code in sorted(condition.values)))
    whole = query.AnyOf(condition.field, condition.values)
    if condition.weaker:
        either = query.AnyOf(condition.field, condition.values | condition.weaker)
        return query.Prefer(either, ((whole, WHOLE_POINTS),))
    if condition.field == "availability":  # what was said of it counts until its last day
        said = query.all_of(whole, query.Range("availability_until", low=day_number(clock.day(at))))
        takes = query.Term("new_patients", "yes")  # how a practitioner is available
        return query.any_of((said, takes)) if "open" in condition.values else said
    return whole


def _word(word: LeftWord, fields: Weights, fuzzy: bool) -> Query:
    letters = forgiven(word.text.lower()) if fuzzy else 0
    return query.Word(word.text, _able_to_hold(word.text, fields), prefix=word.unfinished, fuzzy=letters)


def _able_to_hold(word: str, fields: Weights) -> Weights:
    """The fields of numbers hold no word without a digit."""
    return fields if any(map(str.isdigit, word)) else tuple(each for each in fields if each in TEXT_FIELDS)


def _around(code: str, km: float) -> Query:
    """What stands within so many kilometres of a place, or serves it."""
    standing = query.AnyOf("stands_in", frozenset(communes.within(code, km)))  # with any of its places
    return query.any_of((standing, query.AnyOf("covers", communes.covering_codes(code).whole)))


@lru_cache(maxsize=16)
def _distances(code: str) -> Mapping[int, float]:
    """Kilometres from a place to the communes around, by the number that the index holds."""
    near = communes.within(code, SIGHT_KM).items()
    return {number: km for each, km in near if (number := commune_number(each)) is not None}


def _wanted(understood: Understood, distances: Mapping[int, float]) -> Wanted:
    conditions = [
        condition
        for chip in understood.chips
        if not chip.excluded
        for every in chip.any_of
        for condition in every
    ]
    words = [token for word in understood.words for token in tokens(word.text)]
    words += [token for phrase in understood.phrases for token in tokens(phrase)]
    return Wanted(
        communes=_values(conditions, "covers"),
        professions=_values(conditions, "profession"),
        words=tuple(dict.fromkeys(words)),
        distances=distances,
    )


def _values(conditions: Iterable[Condition], field: str) -> frozenset[str]:
    return frozenset(code for one in conditions if one.field == field for code in one.values | one.weaker)
