"""`maillage search`: what matches, as linear text or JSON."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.output import AsJson, say, say_json
from cli.references import LARGEST_NUMBER
from cli.startup import House, house
from core.language import N_, _, ngettext, number_text

if TYPE_CHECKING:
    from directory.search.chips import FilterChip
    from directory.search.results import Found, Hit

HELP = N_(
    "Search the directory.\n\n"
    "Words that name a profession, a service, a commune, a day, a diet or a price become filters; the others "
    "are sought in the texts. “-” reads one search per line of standard input and answers each at once.\n\n"
    'Example: maillage search "portage repas gennes samedi"'
)
STANDARD_INPUT = "-"

Words = Annotated[
    list[str], typer.Argument(metavar=N_("WORDS"), help=N_("What to search for; “-” reads lines."))
]
Limit = Annotated[
    int, typer.Option(metavar=N_("NUMBER"), min=0, max=1000, help=N_("How many entries to show."))
]
Skip = Annotated[
    int,
    typer.Option(
        metavar=N_("NUMBER"), min=0, max=LARGEST_NUMBER, help=N_("How many entries to pass over first.")
    ),
]
Near = Annotated[
    str | None,
    typer.Option(
        metavar=N_("COMMUNE"), help=N_("The nearest to this commune first (name, postcode or code).")
    ),
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without", metavar=N_("KEY"), help=N_("Leave out a filter understood, by its key in the JSON.")
    ),
]
Within = Annotated[
    float | None,
    typer.Option("--within", metavar="KM", min=0, help=N_("Only within so many kilometres of --near.")),
]


def search(
    context: typer.Context,
    words: Words,
    as_json: AsJson = False,
    limit: Limit = 20,
    skip: Skip = 0,
    near: Near = None,
    without: Without = None,
    within: Within = None,
) -> None:
    """Answer one search, or one per line."""
    asked = " ".join(words)
    with house(context) as opened:
        ask = _asker(opened, limit=limit, offset=skip, near=near, within=within, removed=without)
        if asked != STANDARD_INPUT:
            _show(ask(asked), as_json=as_json, one_line=False)
            return
        for line in _input_lines():
            _show(ask(line), as_json=as_json, one_line=True)


def _asker(
    opened: House, *, near: str | None, within: float | None, removed: list[str] | None, **page: int
) -> Callable[[str], "Found"]:
    """A function from words to what was found, on the index as it stands after catching up once."""
    from cli.places import commune_code
    from directory.search.find import find
    from directory.search.results import SearchRequest

    wishes: dict[str, Any] = {"removed": frozenset(removed or ()), **page}
    if near is not None:
        with opened.runtime.read() as session:
            wishes["near"] = commune_code(session, near)
    if within is not None:
        wishes["radius_km"] = within

    def ask(text: str) -> "Found":
        with opened.runtime.read() as session:
            return find(session, opened.engine, opened.actor, SearchRequest(text=text, **wishes))

    return ask


def _input_lines() -> Iterator[str]:
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def _show(found: "Found", *, as_json: bool, one_line: bool) -> None:
    if as_json:
        say_json(as_object(found), one_line=one_line)
        return
    for line in text_lines(found):
        say(line)
    sys.stdout.flush()


def as_object(found: "Found") -> dict[str, Any]:
    """What was found as the JSON object of docs/reference/json.md."""
    return {
        "query": found.query,
        "filters": [_filter_object(chip) for chip in found.filters],
        "total": found.total,
        "took_ms": round(found.took_ms, 3),
        "entries": found.entries,
        "facets": found.facets,
        "did_you_mean": found.did_you_mean,
        "notices": found.notices,
    }


def _filter_object(chip: "FilterChip") -> dict[str, Any]:
    """What a filter says; how the index asks it is our own affair."""
    return {
        "key": chip.key,
        "field": chip.field,
        "label": chip.label,
        "value": chip.value,
        "words": chip.words,
        "excluded": chip.excluded,
        "meanings": [{"key": sense.key, "label": sense.label} for sense in chip.senses],
        "problem": chip.problem or None,
    }


def text_lines(found: "Found") -> Iterator[str]:
    """One paragraph on the search, then one per entry."""
    if found.filters:
        yield _("Understood: {filters}").format(filters=" · ".join(map(_said, found.filters)))
    yield from found.notices
    if found.did_you_mean:
        yield _("Did you mean: {words}?").format(words=found.did_you_mean)
    matches = ngettext("{number} entry", "{number} entries", found.total).format(
        number=number_text(found.total)
    )
    yield _("{matches} in {milliseconds} ms").format(
        matches=matches, milliseconds=number_text(found.took_ms, 1)
    )
    for number, hit in enumerate(found.entries, 1):
        yield ""
        yield from _hit_lines(number, hit)


def _said(chip: "FilterChip") -> str:
    return _("not {filter}").format(filter=chip.label) if chip.excluded else chip.label


def _hit_lines(number: int, hit: "Hit") -> Iterator[str]:
    yield f"{number}. {_joined(' — ', (hit.name, hit.subtitle))}"
    distance = "" if hit.distance_km is None else _("{km} km").format(km=number_text(hit.distance_km, 1))
    yield f"   {_joined(' · ', (hit.commune, distance, *hit.phones))}"
    for detail in hit.details:
        yield f"   {detail}"
    yield f"   {hit.id}"


def _joined(between: str, parts: Iterable[str | None]) -> str:
    return between.join(part for part in parts if part)
