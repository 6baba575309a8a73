"""The three-way merge of one entry: what sources said before, what they say now, what people corrected."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from directory.fields import Changes, Fields, differences, said
from directory.provenance.elements import LATEST_COUNTS
from directory.provenance.overlay import Corrections, overlay, part_of, parts_in
from directory.provenance.resolve import Said, origin, resolve


class Contradiction(NamedTuple):
    """A source says something new against a person's correction."""

    path: str
    source: str
    ours: Any
    theirs: Any


class Merged(NamedTuple):
    """The fields before and now, how they changed, and where a source contradicts a person."""

    before: Fields
    fields: Fields
    changes: Changes
    contradictions: tuple[Contradiction, ...]


def merge(before: Sequence[Said], now: Sequence[Said], corrections: Corrections) -> Merged:
    """A field follows the sources, unless a person corrected it; then only news is a contradiction.

    A source that falls silent contradicts nobody.
    """
    old, new = resolve(before), resolve(now)
    earlier, fields = overlay(old, corrections), overlay(new, corrections)
    changes = differences(earlier, fields)
    news = tuple(
        Contradiction(path, origin(path, now) or "", ours, new[path])
        for (path, element), ours in sorted(corrections.items(), key=lambda item: item[0])
        if not element and _contradicts(path, ours, old, new, corrections)
    )
    return Merged(earlier, fields, changes, news)


def _contradicts(path: str, ours: Any, old: Fields, new: Fields, corrections: Corrections) -> bool:
    theirs = new.get(path)
    if path.endswith(".") or path in LATEST_COUNTS or not said(theirs) or theirs in (ours, old.get(path)):
        return False
    part = part_of(path)
    return not part or (part in parts_in(new) and corrections.get((part, ""), True) is not None)
