"""The fields people see: what sources say together, with what people corrected laid over it.

A correction holds a field (`path`, `element` ""), one element of a set (`path`, its key), or a whole part
(`path` ending in a dot, as `roles.k1.`). Its `value` is what the person said; None is "not so".
"""

from collections.abc import Iterable, Mapping
from typing import Any

from directory.fields import PART_PREFIXES, Fields
from directory.provenance.elements import LATEST_COUNTS, as_list, by_key, is_set

_STARTS = tuple(prefix + "." for prefix in PART_PREFIXES)

Corrections = Mapping[tuple[str, str], Any]  # (path, element) -> value


def part_of(path: str) -> str:
    """`roles.k1.` for a field of a role, "" for a field of the entry itself."""
    return path[: path.rindex(".") + 1] if path.startswith(_STARTS) else ""


def parts_in(fields: Iterable[str]) -> frozenset[str]:
    return frozenset(part_of(path) for path in fields) - {""}


def overlay(resolved: Fields, corrections: Corrections) -> Fields:
    """The fields people see: what the sources say together, with the corrections over it.

    A correction inside a part sleeps while nothing vouches for the part; a part a person removed stays out.
    """
    if not corrections:
        return resolved
    live = parts_in(resolved)
    for path, _ in corrections:
        if path.endswith("."):
            live = live | {path} if corrections[path, ""] else live - {path}
    fields = {path: value for path, value in resolved.items() if part_of(path) in live or not part_of(path)}
    for (path, element), value in sorted(corrections.items(), key=lambda item: item[0]):
        if not path.endswith(".") and (part_of(path) in live or not part_of(path)):
            _put(fields, path, element, value)
    return fields


def _put(fields: Fields, path: str, element: str, value: Any) -> None:
    if path in LATEST_COUNTS:
        kept = max(value or "", fields.get(path) or "") or None
    elif not element:
        kept = value
    else:
        elements = by_key(fields.get(path))
        elements.pop(element, None) if value is None else elements.update({element: value})
        kept = as_list(path, elements) or None
    if kept is None:
        fields.pop(path, None)
    else:
        fields[path] = kept


def noted(corrections: Corrections, before: Fields, after: Fields, resolved: Fields) -> Corrections:
    """The corrections after a person changed the fields from `before` to `after`.

    What agrees with the sources again is no correction any more.
    """
    kept = _of_parts(dict(corrections), before, after, resolved)
    gone = parts_in(before) - parts_in(after)
    back = parts_in(after) - parts_in(before)
    before = before | {path: value for path, value in resolved.items() if part_of(path) in back}
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) == after.get(path) or part_of(path) in gone:
            continue
        if is_set(path):
            _note_set(kept, path, before.get(path), after.get(path), resolved.get(path))
        else:
            _note(kept, path, "", after.get(path), resolved.get(path))
    return kept


def _of_parts(
    kept: dict[tuple[str, str], Any], before: Fields, after: Fields, resolved: Fields
) -> dict[tuple[str, str], Any]:
    """A part that comes or goes begins anew: what was corrected in it before counts no more."""
    vouched = parts_in(resolved)
    for part in sorted(parts_in(after) ^ parts_in(before)):
        kept = {name: value for name, value in kept.items() if not name[0].startswith(part)}
        _note(kept, part, "", True if part in parts_in(after) else None, True if part in vouched else None)
    return kept


def _note_set(kept: dict[tuple[str, str], Any], path: str, before: Any, after: Any, resolved: Any) -> None:
    old, new, vouched = by_key(before), by_key(after), by_key(resolved)
    for element in sorted(old.keys() | new.keys()):
        if old.get(element) != new.get(element):
            _note(kept, path, element, new.get(element), vouched.get(element))


def _note(kept: dict[tuple[str, str], Any], path: str, element: str, value: Any, theirs: Any) -> None:
    if value == theirs:
        kept.pop((path, element), None)
    else:
        kept[path, element] = value


def without_agreed(corrections: Corrections, resolved: Fields) -> Corrections:
    """The corrections that still say something other than the sources."""
    return {
        (path, element): value
        for (path, element), value in corrections.items()
        if value != _theirs(path, element, resolved)
    }


def _theirs(path: str, element: str, resolved: Fields) -> Any:
    if path.endswith("."):
        return True if path in parts_in(resolved) else None
    if element:
        return by_key(resolved.get(path)).get(element)
    return resolved.get(path)
