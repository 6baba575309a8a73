"""From entries in the database to the documents of the index, in bulk."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from directory import communes, nomenclatures
from directory.contacts import ContactKind
from directory.entries import Entry
from directory.kinds import EntryKind
from directory.rows import table_of
from directory.search.entry_rows import KNOWN, SERVICE, EntryRows, Numbers, Row
from directory.search.schema import COMMUNES, NUMBERS_OF, commune_number
from search.engine import Document

BATCH = 5_000
FOREVER = 99_999_999  # a day no clock reaches
SHARED = 1 << 14  # places and professions that many entries have are worked out once
DIALLED = (ContactKind.PHONE, ContactKind.FAX)
_EPOCH = date(1970, 1, 1)
_YES_NO = {True: "yes", False: "no"}
_NOT_LETTERS = re.compile(r"[\W_]+")
_CODES = {
    "activities": "activity", "audiences": "audience", "gir": "gir", "access": "access",
    "funding": "funding", "diets": "diet", "operating_mode": "operating_mode",
    "meal_temperatures": "temperature",
}  # fmt: skip


def load(session: Session, numbers: Iterable[int]) -> Iterator[Document]:
    """Documents of those entries that are in the searches; the others give none."""
    wanted = sorted(numbers)
    for start in range(0, len(wanted), BATCH):
        yield from among(session, wanted[start : start + BATCH])


def load_all(session: Session) -> Iterator[Document]:
    """A document of every entry that is in the searches, by ascending id, in bounded memory."""
    for numbers in all_numbers(session):
        yield from among(session, numbers)


def all_numbers(session: Session) -> Sequence[range]:
    """The numbers of all entries, in order, as many together as are well read together."""
    last = session.connection().execute(select(func.max(table_of(Entry).c.id))).scalar() or 0
    return [range(start, min(start + BATCH, last + 1)) for start in range(1, last + 1, BATCH)]


def among(session: Session, numbers: Numbers) -> Iterator[Document]:
    """Those of one batch of numbers, by ascending id."""
    rows = EntryRows(session, numbers)
    return (_document(rows, entry) for entry in rows.entries)


def day_number(day: date | datetime | str | None) -> int | None:
    """Days since 1970-01-01, so that a clock need not write anything when time passes."""
    if day is None:
        return None
    if isinstance(day, str):
        day = date.fromisoformat(day)
    return ((day.date() if isinstance(day, datetime) else day) - _EPOCH).days


def national(phone: str) -> str:
    """Digits as they are dialled inside France: +33261911234 becomes 0261911234."""
    digits = phone[1:] if phone[1:].isdecimal() else "".join(filter(str.isdigit, phone))
    return "0" + digits[2:] if phone.startswith("+33") else digits


def _document(rows: EntryRows, entry: Row) -> Document:
    """The values of one entry by field of the schema; a field that has none holds nothing, or is not there.

    Several values that many entries share are a tuple, not a list: an engine analyses it once.
    """
    number, kind, visibility, name, commune, verified_at, updated_at = entry
    places = rows.places.get(number, ())
    document: dict[str, Any] = {
        "id": number,
        "name": name,
        "updated": day_number(updated_at),
        **_standard(kind, visibility),
        **_standing(places),
    }
    if verified_at:
        document["verified"] = day_number(verified_at)
    _add_communes(document, commune, places)
    _add_numbers(document, rows, number)
    if kind == EntryKind.PRACTITIONER:
        _add_practitioner(document, rows, number, visibility)
        return document
    if kind == EntryKind.ORGANIZATION:
        _add_organization(document, rows, number, visibility)
    else:
        _add_service(document, rows, number, visibility)
    return {field: value for field, value in document.items() if value}


@cache
def _standard(kind: str, visibility: str) -> dict[str, tuple[str]]:
    return {"kind": (kind,), "seen_by": (visibility,)}


def _add_communes(document: dict[str, Any], first: str | None, places: Sequence[Row]) -> None:
    if first is not None:
        document["commune"] = commune_number(first)
    if len(places) > 1:
        others = {number for code, _ in places if code and (number := commune_number(code)) is not None}
        others.discard(document.get("commune", 0))
        document.update(zip(COMMUNES[1:], sorted(others), strict=False))


def _standing(places: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    """Where these places (commune, locality) are."""
    if len(places) == 1 and places[0][0] is not None:
        return _of_commune(places[0][0])
    standing: set[str] = set()
    covered: set[str] = set()  # who stands in one former commune does not stand in its neighbours
    words: set[str] = set()
    for code, locality in places:
        if code is not None:
            names, current = _place(code)
            standing |= {code, current}
            covered.add(code)
            words.update(names)
        elif locality:
            words.add(locality)
    return _stood(standing, covered, words)


@lru_cache(maxsize=SHARED)
def _of_commune(code: str) -> dict[str, tuple[str, ...]]:
    names, current = _place(code)
    return _stood({code, current}, {code}, set(names))


def _stood(standing: set[str], covered: set[str], words: set[str]) -> dict[str, tuple[str, ...]]:
    return {
        "stands_in": tuple(sorted(standing)),
        "covers": tuple(sorted(covered)),
        "place": tuple(sorted(words)),
        "departement": tuple(sorted(set(map(communes.departement_of, standing)))),
    }


def _add_numbers(document: dict[str, Any], rows: EntryRows, number: int) -> None:
    identifiers = [ref.partition(":")[2] for (ref,) in rows.identifiers.get(number, ())]
    if identifiers:
        document["numbers"] = identifiers
    for kind, value, visibility in rows.contacts.get(number, ()):
        if kind in DIALLED:
            document.setdefault(NUMBERS_OF[visibility], []).append(national(value))


def _add_practitioner(document: dict[str, Any], rows: EntryRows, number: int, visibility: str) -> None:
    ((family_name, profession, specialties, description, *known),) = rows.people[number]
    together = _NOT_LETTERS.sub("", family_name)
    if together != family_name:  # "legoff" finds LE GOFF
        document["name"] = [document["name"], together]
    roles = rows.roles.get(number, ())
    activities = ((profession, None, *known), *[(role[1], *role[3:]) for role in roles])
    document.update(_practised(activities))
    sites = {name for role in roles for name in (role[2], rows.of_linked(role[0], visibility)[0]) if name}
    body = sorted(sites)
    if specialties:
        document["specialty"] = specialties
        body[:0] = (nomenclatures.label("savoir_faire", code, "fr") for code in specialties)
    if description:
        body.append(description)
    if body:
        document["body"] = body


@lru_cache(maxsize=SHARED)
def _practised(activities: tuple[Row, ...]) -> dict[str, tuple[str, ...]]:
    """What (profession, mode and `KNOWN`) of a person and of each activity say together."""
    found = dict(zip(("profession", "mode", *KNOWN), map(_said, zip(*activities, strict=True)), strict=True))
    found["title"] = tuple(nomenclatures.label("profession", code, "fr") for code in found["profession"])
    return {field: values for field, values in found.items() if values}


def _said(values: Iterable[Any]) -> tuple[str, ...]:
    """What is known, each value once, in order; yes and no in words."""
    return tuple(sorted(_YES_NO.get(value, value) for value in set(values) if value is not None))


def _add_organization(document: dict[str, Any], rows: EntryRows, number: int, visibility: str) -> None:
    ((alias, category, description, part_of),) = rows.organizations[number]
    if alias:
        document["name"] = [document["name"], alias]
    if category:
        document["category"] = category
        document["title"] = nomenclatures.label("finess_category", category, "fr")
    whole, _home = rows.of_linked(part_of, visibility)
    document["body"] = [said for said in (description, whole) if said]


def _add_service(document: dict[str, Any], rows: EntryRows, number: int, visibility: str) -> None:
    (row,) = rows.services[number]
    service = dict(zip(SERVICE, row, strict=True))
    run_by, home = rows.of_linked(service["organization_id"], visibility)
    areas = {code for (code,) in rows.areas.get(number, ())}
    areas |= rows.of_territories.get(number, frozenset())
    if "commune" not in document and home:
        document["commune"] = commune_number(home)  # as near as its organization
        document["stands_in"] = _of_commune(home)["stands_in"]
        areas = areas or {home}  # and there for whoever is there
    kind_of_service, activities = service["service_type"], service["activities"]
    labels = [nomenclatures.label("finess_activity", code, "fr") for code in activities]
    if kind_of_service:
        document["service_type"] = kind_of_service
        labels.insert(0, nomenclatures.label("service_type", kind_of_service, "fr"))
    document["title"] = labels
    said = [service["description"], service["conditions"], service["availability_note"]]
    said += (nomenclatures.label("meal_temperature", code, "fr") for code in service["meal_temperatures"])
    document["body"] = [text for text in (*said, run_by) if text]
    document["covers"] = sorted(areas.union(document["covers"]))
    if areas:
        served = set(map(communes.departement_of, areas))
        document["departement"] = sorted(served.union(document["departement"]))
    document["price"] = [cents for (cents,) in rows.costs.get(number, ()) if cents is not None]
    document["day"] = sorted(_days(rows, number, service["days_covered"]))
    for name, index_field in _CODES.items():
        document[index_field] = service[name]
    if service["availability"]:
        document["availability"] = service["availability"]
        document["availability_until"] = day_number(service["availability_until"]) or FOREVER
    if service["home_visits"] is not None:
        document["home_visits"] = _YES_NO[service["home_visits"]]


def _days(rows: EntryRows, number: int, covered: Sequence[str]) -> set[str]:
    """The days a service is there for: those its meals are for, else those of its rounds, else open."""
    if covered:
        return set(covered)
    rounds = rows.rounds.get(number, ())
    if rounds:
        return {day for for_days, on_days in rounds for day in (for_days or on_days)}
    return {day for (day,) in rows.slots.get(number, ())}


@cache
def _place(code: str) -> tuple[tuple[str, ...], str]:
    """The names to find a place by (a former commune's and today's), and today's code."""
    place = communes.by_code(code)
    if place is None:
        return (), code
    current = communes.by_code(place.current) if place.current else None
    return (place.name, current.name) if current else (place.name,), (current or place).code
