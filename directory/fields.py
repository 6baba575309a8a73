"""Field paths and values: the one currency of drafts, journal, merge and history.

A path is a plain name (`profession`, `diets`), or `roles.<key>.<name>` and `sites.<key>.<name>` for a
part of an entry. A value is JSON. An absent path, `None`, "" and an empty list all mean "not said", and
only the absent path is kept. Lists of codes are sorted; lists of things are lists of dicts.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Fields = dict[str, Any]
Changes = dict[str, tuple[Any, Any]]  # path -> (before, after); None is "not said"
PART_PREFIXES = ("roles", "sites")


def said(value: Any) -> bool:
    """Whether a value says something; 0 and False do."""
    return value is not None and value != "" and value != [] and value != ()


def compact(fields: Mapping[str, Any]) -> Fields:
    """The same fields without those that say nothing."""
    return {path: value for path, value in fields.items() if said(value)}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Changes:
    """Every path whose value differs, in alphabetical order."""
    paths = sorted(before.keys() | after.keys())
    pairs = ((path, (before.get(path), after.get(path))) for path in paths)
    return {path: pair for path, pair in pairs if pair[0] != pair[1]}


def parts(fields: Mapping[str, Any], prefix: str) -> dict[str, Fields]:
    """The fields of each part by its key: `roles.k1.mode` becomes `{"k1": {"mode": …}}`."""
    start = prefix + "."
    skipped = len(start)
    found: dict[str, Fields] = {}
    for path, value in fields.items():
        if path.startswith(start):
            end = path.rfind(".")
            key = path[skipped:end]
            if key in found:
                found[key][path[end + 1 :]] = value
            else:
                found[key] = {path[end + 1 :]: value}
    return found


def flatten(nested: Mapping[str, Any]) -> Fields:
    """From the nested form people write (`{"roles": {"k1": {…}}}`) to paths."""
    return compact(unfolded(nested))


def unfolded(nested: Mapping[str, Any]) -> Fields:
    """As `flatten`, with what says nothing: in a change, it empties a field (`roles.k1`: a whole part)."""
    return dict(_flat(nested.items()))


def _flat(items: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    for name, value in items:
        if name in PART_PREFIXES and _is_of_parts(value):
            for key, part in value.items():
                if part is None:
                    yield f"{name}.{key}", None
                else:
                    yield from ((f"{name}.{key}.{inner}", its_value) for inner, its_value in part.items())
        else:
            yield name, value


def _is_of_parts(value: Any) -> bool:
    """Anything else is left as it was written, for the draft to refuse."""
    return isinstance(value, Mapping) and all(
        part is None or isinstance(part, Mapping) for part in value.values()
    )


def nest(fields: Mapping[str, Any]) -> dict[str, Any]:
    """From paths to the nested form; the reverse of `flatten`."""
    nested: dict[str, Any] = {path: value for path, value in fields.items() if not _in_part(path)}
    for prefix in PART_PREFIXES:
        if of_prefix := parts(fields, prefix):
            nested[prefix] = of_prefix
    return nested


def _in_part(path: str) -> bool:
    return path.startswith(tuple(prefix + "." for prefix in PART_PREFIXES))
