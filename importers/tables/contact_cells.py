"""Cells that say how to reach someone: telephones, mails, web addresses."""

import re
from collections.abc import Callable

from core.text import clean, fold
from directory.contacts import default_visibility, kind_of_address
from directory.kinds import Visibility
from importers.habits import phones
from importers.tables.reading import Reading

_EMAIL = re.compile(r"[^\s,;<>()]+@[^\s,;<>()]+\.[^\s,;<>()]+")
_URL = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?")


_PERSONAL = ("portable", "mobile", "direct")  # in the header of a number that families are not given


def _add(reading: Reading, kind: str, values: list[str], visibility: str | None = None) -> None:
    known = reading.fields.setdefault("contacts", [])
    for value in values:
        contact = {"kind": kind, "value": value, "visibility": visibility or str(default_visibility(kind))}
        if contact not in known:
            known.append(contact)
    if not known:
        del reading.fields["contacts"]


def numbers_of(kind: str) -> Callable[[Reading, str, str], None]:
    def read(reading: Reading, header: str, text: str) -> None:
        numbers, unread = phones.found_in(text)
        personal = any(word in fold(header) for word in _PERSONAL)
        _add(reading, kind, numbers, str(Visibility.PROFESSIONALS) if personal else None)
        if unread and not numbers:
            reading.unread(header, text)
        elif unread:
            reading.note(header, clean(text))

    return read


def addresses_of(kind: str) -> Callable[[Reading, str, str], None]:
    def read(reading: Reading, header: str, text: str) -> None:
        found = [each.strip(".").lower() for each in _EMAIL.findall(text)]
        for address in found:
            _add(reading, kind if kind == "mssante" else str(kind_of_address(address)), [address])
        if not found:
            reading.unread(header, text)

    return read


def url(reading: Reading, header: str, text: str) -> None:
    found = [each if "://" in each else "https://" + each for each in _URL.findall(text)]
    _add(reading, "url", found)
    if not found:
        reading.unread(header, text)
