"""One search from end to end: understand the text, ask the index, load the entries."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import perf_counter

from sqlmodel import Session

from accounts.permissions import Actor
from core import clock
from core.language import N_, _
from directory import territories
from directory.search import hits
from directory.search.asking import Asking, asking_of
from directory.search.chips import Understood
from directory.search.counting import Counting, begin
from directory.search.facets import facets_of
from directory.search.relaxing import without_one_thing, without_wishes, without_words
from directory.search.results import Found, SearchRequest
from directory.search.spelling import corrected, one_name, place_meant
from directory.search.understand import understand
from search.engine import Engine, Result

RELAXED = N_("Nothing matches every filter: {labels} is sought as text.")
FEW = 10  # entries: then another spelling of a place may be what was meant
MISSPELT = N_("Nothing is written exactly so: words with other letters are shown.")


@dataclass(frozen=True)
class _Answer:
    """What one way of reading the text gave."""

    understood: Understood
    asking: Asking
    result: Result
    counting: Counting | None
    did_you_mean: str | None = None
    notice: str | None = None


@dataclass(frozen=True)
class _Reading:
    """One way of reading the text, and what is said of it."""

    understood: Understood
    fuzzy: bool = False
    did_you_mean: str | None = None
    notice: str | None = None


def find(session: Session, engine: Engine, actor: Actor, request: SearchRequest) -> Found:
    """The entries that answer a request and that this actor may see, nearest or best first.

    Never raises for what a person types. When nothing answers, other readings are tried in turn: a
    misspelt word put right, an interpretation taken as text, wrong letters forgiven. `did_you_mean` and
    `notices` say so.
    """
    start = perf_counter()
    readings = _readings(session, engine, actor, request)
    as_typed = answer = next(readings)
    if not answer.result.total:
        answer = next(readings, answer)
    elif answer.result.total <= FEW and answer.understood.words:
        answer = _hardly_found(session, engine, actor, request, answer)
    ranked = list(zip(answer.result.ids, answer.result.scores, strict=True))
    entries = hits.load(session, actor, ranked, answer.asking.wanted)
    return Found(
        query=request.text,
        filters=answer.understood.chips,
        total=answer.result.total,
        entries=entries,
        facets=facets_of(answer.counting.result(), request) if answer.counting else (),
        did_you_mean=answer.did_you_mean,
        notices=(*answer.understood.notices, *filter(None, (answer.notice,))),
        given_up=_given_up(as_typed.understood, answer.understood),
        took_ms=round((perf_counter() - start) * 1000, 2),
    )


def _given_up(as_typed: Understood, answered: Understood) -> tuple[str, ...]:
    kept = {chip.key for chip in answered.chips}
    return tuple(chip.key for chip in as_typed.chips if chip.key not in kept)


def _readings(session: Session, engine: Engine, actor: Actor, request: SearchRequest) -> Iterator[_Answer]:
    """What the text says as it stands; then, one by one, what other readings of it find, if anything."""
    at, here = clock.of(session), territories.ours(session)
    understood = understand(session, request.text, request.removed, here, at)
    yield _answered(engine, request, understood, asking_of(actor, at, request, understood, here))
    for other in _others(session, engine, actor, request, understood):
        asking = asking_of(actor, at, request, other.understood, here, fuzzy=other.fuzzy)
        if engine.search(asking.unordered, limit=0).total:  # many find nothing: they only cost a count
            answer = _answered(engine, request, other.understood, asking)
            yield replace(answer, did_you_mean=other.did_you_mean, notice=other.notice)


def _hardly_found(
    session: Session, engine: Engine, actor: Actor, request: SearchRequest, as_typed: _Answer
) -> _Answer:
    """The same, with what else may have been meant; or who is called by two of the words as one."""
    at, here = clock.of(session), territories.ours(session)
    if (whole := one_name(engine, actor, at, as_typed.understood, here)) is not None:
        understood = understand(session, whole, request.removed, here, at)
        answer = _answered(engine, request, understood, asking_of(actor, at, request, understood, here))
        if answer.result.total:
            return replace(answer, did_you_mean=whole)
    if not request.limit or request.offset:  # said once, with the first page
        return as_typed
    return replace(as_typed, did_you_mean=place_meant(engine, actor, at, as_typed.understood, here))


def _answered(engine: Engine, request: SearchRequest, understood: Understood, asking: Asking) -> _Answer:
    counting = begin(engine, asking.unordered) if request.with_facets else None
    result = engine.search(asking.query, limit=request.limit, offset=request.offset, order=asking.order)
    return _Answer(understood, asking, result, counting)


def _others(
    session: Session, engine: Engine, actor: Actor, request: SearchRequest, as_typed: Understood
) -> Iterator[_Reading]:
    """The other readings of a request that finds nothing, the most faithful first."""
    at, here = clock.of(session), territories.ours(session)

    def read(text: str, removed: frozenset[str]) -> Understood:
        return understand(session, text, removed, here, at)

    better = corrected(engine, actor, at, as_typed, here)
    if better is not None:
        put_right = read(better, request.removed)
        yield _Reading(put_right, did_you_mean=better)
        for relaxed in without_wishes(put_right, here):
            yield _Reading(relaxed.understood, did_you_mean=better, notice=relaxed.notice)
    for relaxed in without_wishes(as_typed, here):
        yield _Reading(relaxed.understood, notice=relaxed.notice)
    for removed in as_typed.fallbacks:
        labels = ", ".join(chip.label for chip in as_typed.chips if chip.key in removed)
        notice = _(RELAXED).format(labels=labels)
        yield _Reading(read(request.text, request.removed | removed), notice=notice)
    if as_typed.words:
        yield _Reading(as_typed, fuzzy=True, notice=_(MISSPELT))
    for others in (without_words, without_one_thing):
        for relaxed in others(as_typed):
            yield _Reading(relaxed.understood, notice=relaxed.notice)
