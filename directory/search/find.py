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
from directory.search.spelling import corrected
from directory.search.understand import understand
from search.engine import Engine, Result

RELAXED = N_("Nothing matches every filter: {labels} is sought as text.")
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


def find(session: Session, engine: Engine, actor: Actor, request: SearchRequest) -> Found:
    """The entries that answer a request and that this actor may see, nearest or best first.

    Never raises for what a person types. When nothing answers, other readings are tried in turn: a
    misspelt word put right, an interpretation taken as text, wrong letters forgiven. `did_you_mean` and
    `notices` say so.
    """
    start = perf_counter()
    readings = _readings(session, engine, actor, request)
    as_typed = next(readings)
    answer = (
        as_typed
        if as_typed.result.total
        else next((each for each in readings if each.result.total), as_typed)
    )
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
        took_ms=round((perf_counter() - start) * 1000, 2),
    )


def _readings(session: Session, engine: Engine, actor: Actor, request: SearchRequest) -> Iterator[_Answer]:
    """The readings of a request, the most faithful first; each is asked only when it is reached."""
    at, here = clock.of(session), territories.ours(session)

    def read(text: str, removed: frozenset[str], *, fuzzy: bool = False) -> _Answer:
        return ask(understand(session, text, removed, here, at), fuzzy=fuzzy)

    def ask(understood: Understood, *, fuzzy: bool = False) -> _Answer:
        asking = asking_of(actor, at, request, understood, here, fuzzy=fuzzy)
        counting = begin(engine, asking.unordered) if request.with_facets else None
        result = engine.search(asking.query, limit=request.limit, offset=request.offset, order=asking.order)
        return _Answer(understood, asking, result, counting)

    as_typed = read(request.text, request.removed)
    yield as_typed
    better = corrected(engine, actor, at, as_typed.understood, request.text, here)
    if better is not None:
        yield replace(read(better, request.removed), did_you_mean=better)
    for relaxed in without_wishes(as_typed.understood, here):
        yield replace(ask(relaxed.understood), notice=relaxed.notice)
    for removed in as_typed.understood.fallbacks:
        labels = ", ".join(chip.label for chip in as_typed.understood.chips if chip.key in removed)
        answer = read(request.text, request.removed | removed)
        yield replace(answer, notice=_(RELAXED).format(labels=labels))
    if as_typed.understood.words:
        yield replace(read(request.text, request.removed, fuzzy=True), notice=_(MISSPELT))
    for others in (without_words, without_one_thing):
        for relaxed in others(as_typed.understood):
            yield replace(ask(relaxed.understood), notice=relaxed.notice)
