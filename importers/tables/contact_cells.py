"""Cells that say how to reach someone: telephones, mails, web addresses."""

import re
from collections.abc import Callable

from core.language import N_
from core.text import clean, fold
from directory.contacts import default_visibility, kind_of_address
from directory.kinds import EntryKind, Visibility
from importers.habits import phones
from importers.tables.reading import Reading

_EMAIL = re.compile(r"[^\s,;<>()]+@[^\s,;<>()]+\.[^\s,;<>()]+")
_URL = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?")


# In the header of a number that families are not given, or beside the number.
_PERSONAL = ("portable", "mobile", "direct", "perso")
_FAX = re.compile(r"\b(?:fax|telecopie)\b")
NO_NUMBER = N_(
    "“{value}” holds no telephone and no address, so it was left out of “{column}”. Write the number "
    "behind the name."
)


def _add(reading: Reading, kind: str, value: str, label: str = "", visibility: str | None = None) -> None:
    """A contact point, once: the first column that names it counts."""
    known = reading.fields.setdefault("contacts", [])
    if not any((each["kind"], each["value"]) == (kind, value) for each in known):
        said = {"label": label} if label else {}
        known.append(
            {"kind": kind, "value": value, "visibility": visibility or str(default_visibility(kind))} | said
        )


def _add_numbers(reading: Reading, kind: str, numbers: list[phones.Number], personal: bool) -> None:
    for value, label in numbers:
        words = fold(label)
        own = personal or any(word in words for word in _PERSONAL)
        of_kind = "fax" if _FAX.search(words) else kind
        shown = "" if of_kind == "fax" != kind else label
        _add(reading, of_kind, value, shown, str(Visibility.PROFESSIONALS) if own else None)


def numbers_of(kind: str) -> Callable[[Reading, str, str], None]:
    def read(reading: Reading, header: str, text: str) -> None:
        numbers, unread = phones.read(text)
        personal = any(word in fold(header) for word in _PERSONAL)
        _add_numbers(reading, kind, numbers, personal)
        if unread and not numbers:
            reading.unread(header, text)
        elif unread:
            reading.note(header, clean(text))

    return read


def addresses_of(kind: str) -> Callable[[Reading, str, str], None]:
    def read(reading: Reading, header: str, text: str) -> None:
        found = [each.strip(".").lower() for each in _EMAIL.findall(text)]
        for address in found:
            _add(reading, kind if kind == "mssante" else str(kind_of_address(address)), address)
        if not found:
            reading.unread(header, text)

    return read


def contact(reading: Reading, header: str, text: str) -> None:
    """Somebody to ask for, by name: their numbers and addresses are not for families."""
    names = _EMAIL.sub(" ", text)
    numbers, unread = phones.read(names)
    named = "" if numbers else _bare_name(unread)
    is_named = bool(named or any(number.label for number in numbers))
    personal = is_named and reading.texts.kind != EntryKind.PRACTITIONER
    _add_numbers(reading, "phone", numbers, personal)
    for address in _EMAIL.findall(text):
        own = str(Visibility.PROFESSIONALS) if personal else None
        _add(reading, str(kind_of_address(address)), address.strip(".").lower(), named, own)
    if not numbers and not _EMAIL.search(text):
        reading.doubt(header, text, NO_NUMBER)


def _bare_name(text: str) -> str:
    return clean(text, 60).strip(" :;,/()<>-")


def url(reading: Reading, header: str, text: str) -> None:
    found = [each if "://" in each else "https://" + each for each in _URL.findall(text)]
    for address in found:
        _add(reading, "url", address)
    if not found:
        reading.unread(header, text)
