"""Columns of tables recognised by their headers, in the words secretariats use.

A target is what a column fills. To add one: its row in `headers.csv`, and how its cells are read in `cells`.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rapidfuzz import fuzz, process

from core.text import fold
from directory.kinds import EntryKind

SIMILAR = 88  # of 100
_NOT_WORDS = re.compile(r"[^a-z0-9]+")

# Of two kinds that fit as well, the first.
NEEDED: dict[EntryKind, frozenset[str]] = {
    EntryKind.ORGANIZATION: frozenset({"name"}),
    EntryKind.SERVICE: frozenset({"name", "service_type"}),
    EntryKind.PRACTITIONER: frozenset({"family_name", "full_name", "rpps"}),
}
_TELLING: dict[EntryKind, frozenset[str]] = {
    EntryKind.PRACTITIONER: frozenset(
        {"given_name", "profession", "rpps", "adeli", "new_patients", "full_name", "conventionnement"}
    ),
    EntryKind.SERVICE: frozenset(
        {"service_type", "areas", "days", "days_covered", "rounds", "costs", "diets", "audiences", "funding",
         "availability", "organization", "places"}
    ),
    EntryKind.ORGANIZATION: frozenset({"alias"}),
}  # fmt: skip


# What people note for themselves: never published unless a mapping says so.
OWN_NOTES = frozenset(
    ["observations", "observation", "remarques", "remarque", "commentaires", "commentaire", "notes", "note",
     "divers", "memo", "suivi", "historique", "interne", "notes internes", "a savoir"]
)  # fmt: skip


@cache
def headers_of(kind: EntryKind) -> dict[str, tuple[str, ...]]:
    """The headers of each target of a kind, folded, the usual one first."""
    text = (files("importers.tables") / "headers.csv").read_text("utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        if kind in row["kind"].split("|"):
            found[row["target"]] = (*found.get(row["target"], ()), *row["headers"].split("|"))
    return found


class Recognised(NamedTuple):
    """The target of each header, in order (None for a header not known), and headers read as another."""

    targets: tuple[str | None, ...]
    guessed: dict[str, str]

    @property
    def known(self) -> int:
        """How many headers are known."""
        return sum(target is not None for target in self.targets)


def key(header: str) -> str:
    """What two ways to write a header share: "N° FINESS :" → "n finess"."""
    return _NOT_WORDS.sub(" ", fold(header)).strip()


def recognise(headers: Sequence[str], kind: EntryKind) -> Recognised:
    """Exact headers first; then near misses, for targets that no header has yet."""
    known = {name: target for target, names in headers_of(kind).items() for name in reversed(names)}
    targets = [known.get(key(header)) for header in headers]
    guessed: dict[str, str] = {}
    for at, header in enumerate(headers):
        if targets[at] is None and len(key(header)) > 3:
            near = process.extractOne(key(header), known.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR)
            if near and known[near[0]] not in targets:
                targets[at] = known[near[0]]
                guessed[header] = near[0]
    return Recognised(tuple(_once(targets)), guessed)


_SEVERAL = frozenset({"phone", "email", "contact", "url", "description", "conditions", "line", "complement"})


def _once(targets: Iterable[str | None]) -> list[str | None]:
    """The first column of a target counts, except where several may be put together."""
    seen: set[str] = set()
    kept: list[str | None] = []
    for target in targets:
        kept.append(None if target in seen and target not in _SEVERAL else target)
        seen.add(target or "")
    return kept


def kind_of(headers: Sequence[str]) -> EntryKind | None:
    """The kind whose own columns are there; None when none can be told."""
    scores = {kind: _score(headers, kind) for kind in NEEDED}
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] > (0, 0) else None


def _score(headers: Sequence[str], kind: EntryKind) -> tuple[int, int]:
    found = recognise(headers, kind)
    here = {target for target in found.targets if target}
    if not here & NEEDED[kind] or found.known < 2:
        return 0, 0
    return len(here & _TELLING[kind]), found.known
