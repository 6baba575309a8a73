"""Contact points of the national registers: telephones that can be read, and mail addresses."""

from collections.abc import Iterable

from directory.contacts import default_visibility, kind_of_address
from importers.habits import phones

EMAIL = "email"


def contact_points(said: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Each once, in the order given, from (kind, text); a secured address is never public."""
    found: dict[tuple[str, str], None] = {}
    for kind, text in said:
        if kind == EMAIL and "@" in text:
            found[str(kind_of_address(text)), text.lower()] = None
        elif kind != EMAIL and text and (number := phones.e164(text)):
            found[kind, number] = None
    return [
        {"kind": kind, "value": value, "visibility": str(default_visibility(kind))} for kind, value in found
    ]
