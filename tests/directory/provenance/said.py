"""Strategies for what sources and people say: few names, so that they meet."""

from hypothesis import strategies as st

from directory.fields import Fields, compact
from directory.provenance.elements import is_set, key_of, union

WORDS = st.sampled_from(["a", "b", "c"])
CODES = st.lists(st.sampled_from(["x", "y", "z"]), max_size=3)
CONTACTS = st.lists(
    st.fixed_dictionaries(
        {"kind": st.just("phone"), "value": st.sampled_from(["1", "2"]), "visibility": WORDS}
    ),
    max_size=2,
)
VALUES = {
    "name": WORDS,
    "hours": st.lists(WORDS, max_size=2),
    "diets": CODES,
    "contacts": CONTACTS,
    "roles.k1.mode": WORDS,
    "roles.k1.contacts": CONTACTS,
    "roles.k2.mode": WORDS,
    "roles.k2.sector": WORDS,
}


def _canonical(fields: Fields) -> Fields:
    return compact({path: tidy(path, value) for path, value in fields.items()})


def tidy(path: str, value: object) -> object:
    """A set in one order, whoever wrote it."""
    if not is_set(path) or not isinstance(value, list):
        return value
    merged = union(path, [value])
    return sorted(merged, key=key_of)


def tidied(fields: Fields) -> Fields:
    return {path: tidy(path, value) for path, value in fields.items()}


FIELDS = st.fixed_dictionaries({}, optional=VALUES).map(_canonical)
