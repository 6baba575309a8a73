"""What cards are made of: lines under titles, and the lines that every kind of entry shares."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from core.language import N_, _, phone_text, short_date_text
from directory import communes
from directory.contacts import ContactKind
from directory.schedules import days_text


@dataclass(frozen=True)
class Line:
    """One thing said: `kind` is text, phone, email, url or entry (then `entry` is where it leads)."""

    label: str
    value: str
    kind: str = "text"
    entry: UUID | None = None


@dataclass(frozen=True)
class Section:
    """Lines under a title."""

    title: str
    lines: tuple[Line, ...]


_CONTACT = {
    ContactKind.PHONE: N_("Phone"),
    ContactKind.FAX: N_("Fax"),
    ContactKind.EMAIL: N_("E-mail"),
    ContactKind.MSSANTE: N_("MSSanté"),
    ContactKind.URL: N_("Web"),
}
_LINE_KIND = {ContactKind.PHONE: "phone", ContactKind.EMAIL: "email", ContactKind.URL: "url"}
LABEL_WIDTH = 18  # a longer label would push the values aside
_YES_NO = {True: N_("yes"), False: N_("no")}


def said(label: str, value: object) -> Iterator[Line]:
    """A line, unless there is nothing to say."""
    if value not in (None, "", ()):
        yield Line(label, _(_YES_NO[value]) if isinstance(value, bool) else str(value))


def section(title: str, lines: Iterable[Line]) -> Iterator[Section]:
    """A section, unless it would be empty."""
    kept = tuple(lines)
    if kept:
        yield Section(title, kept)


def place_lines(fields: Mapping[str, Any]) -> Iterator[Line]:
    """Address, contact points and hours of an entry or a part."""
    yield from said(_("Address"), address(fields))
    yield from contact_lines(fields)
    yield from hours_lines(fields)


def address(fields: Mapping[str, Any]) -> str:
    """The postal address on one line; a former commune is followed by today's."""
    town = town_name(fields)
    where = " ".join(filter(None, (fields.get("postcode"), town)))
    return ", ".join(filter(None, (fields.get("line"), fields.get("complement"), where)))


def town_name(fields: Mapping[str, Any]) -> str:
    place = communes.by_code(fields["commune"]) if fields.get("commune") else None
    if place is None:
        return str(fields.get("locality") or "")
    current = communes.by_code(place.current) if place.current else None
    return f"{place.name} ({current.name})" if current else place.name


def contact_lines(fields: Mapping[str, Any]) -> Iterator[Line]:
    for contact in fields.get("contacts") or ():
        kind = ContactKind(contact["kind"])
        own_label = contact.get("label") or ""
        label = own_label if 0 < len(own_label) <= LABEL_WIDTH else _(_CONTACT[kind])
        value = (
            phone_text(contact["value"]) if kind in (ContactKind.PHONE, ContactKind.FAX) else contact["value"]
        )
        yield Line(label, value, _LINE_KIND.get(kind, "text"))


def hours_lines(fields: Mapping[str, Any]) -> Iterator[Line]:
    by_hours: dict[str, list[str]] = {}
    by_day: dict[str, list[str]] = {}
    for slot in fields.get("hours") or ():
        by_day.setdefault(slot["day"], []).append(f"{slot['opens']}–{slot['closes']}")
    for day, slots in by_day.items():
        by_hours.setdefault(", ".join(slots), []).append(day)
    for hours, days in by_hours.items():
        yield Line(_("Hours"), f"{days_text(days)} : {hours}")
    for closure in fields.get("closures") or ():
        starts, ends = (short_date_text(date.fromisoformat(closure[name])) for name in ("from", "to"))
        when = starts if starts == ends else _("from {start} to {end}").format(start=starts, end=ends)
        what = f"{closure['opens']}–{closure['closes']}" if closure.get("opens") else _("closed")
        yield Line(_("Exception"), " · ".join(filter(None, (when, what, closure.get("label")))))
