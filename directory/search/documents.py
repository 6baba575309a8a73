"""From entries in the database to the documents of the index, in bulk."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, SQLModel

from directory import communes, nomenclatures
from directory.areas import MealRound, ServiceAreaCommune
from directory.contacts import ContactKind, ContactPoint
from directory.entries import Entry
from directory.identifiers import Identifier
from directory.kinds import EntryKind, EntryStatus, Visibility
from directory.locations import Location
from directory.organizations import Organization
from directory.practitioners import Practitioner, PractitionerRole
from directory.rows import table_of
from directory.schedules import Schedule
from directory.search.schema import NUMBERS_OF, commune_number
from directory.services import CostOption, Service
from directory.visibility import ORDER
from search.engine import Document

BATCH = 5_000
FOREVER = 99_999_999  # a day no clock reaches
_EPOCH = date(1970, 1, 1)
_YES_NO = {True: "yes", False: "no"}
Numbers = Sequence[int] | range
By = dict[int, list[tuple[Any, ...]]]


def load(session: Session, numbers: Iterable[int]) -> Iterator[Document]:
    """Documents of those entries that are in the searches; the others give none."""
    wanted = sorted(numbers)
    for start in range(0, len(wanted), BATCH):
        yield from _documents(session, wanted[start : start + BATCH])


def load_all(session: Session) -> Iterator[Document]:
    """A document of every entry that is in the searches, in bounded memory."""
    last = session.connection().execute(select(func.max(table_of(Entry).c.id))).scalar() or 0
    for start in range(1, last + 1, BATCH):
        yield from _documents(session, range(start, start + BATCH))


def day_number(day: date | datetime | str | None) -> int | None:
    """Days since 1970-01-01, so that a clock need not write anything when time passes."""
    if day is None:
        return None
    if isinstance(day, str):
        day = date.fromisoformat(day)
    return ((day.date() if isinstance(day, datetime) else day) - _EPOCH).days


def _documents(session: Session, numbers: Numbers) -> Iterator[Document]:
    batch = _Batch(session, numbers)
    for entry in batch.entries:
        yield batch.document(entry)


class _Batch:
    """The rows of some entries, read table by table and gathered by entry."""

    def __init__(self, session: Session, numbers: Numbers) -> None:
        self.session, self.numbers = session, numbers
        self.entries = self._rows(
            Entry, "id", "kind", "visibility", "name", "commune", "verified_at", "updated_at", key="id"
        )
        kinds = {kind for _, kind, *_ in self.entries}
        self.places = self._by(Location, "part", "commune", "locality")
        self.contacts = self._by(ContactPoint, "kind", "value", "visibility")
        self.identifiers = self._by(Identifier, "ref")
        self.people: By = {}
        self.roles: By = {}
        self.organizations: By = {}
        self.services: By = {}
        if EntryKind.PRACTITIONER in kinds:
            self.people = self._by(Practitioner, *_PERSON)
            self.roles = self._by(PractitionerRole, *_ROLE)
        if EntryKind.ORGANIZATION in kinds:
            self.organizations = self._by(Organization, "alias", "category", "description", "part_of")
        if EntryKind.SERVICE in kinds:
            self._read_services()
        self.linked: dict[int, tuple[str, str | None, str]] = {}  # name, commune, visibility
        self._read_linked()

    def _read_services(self) -> None:
        self.services = self._by(Service, *_SERVICE)
        self.areas = self._by(ServiceAreaCommune, "commune")
        self.costs = self._by(CostOption, "cents")
        self.rounds = self._by(MealRound, "days_covered", "days")
        self.slots = self._by(Schedule, "day")

    def _rows(self, model: type[SQLModel], *names: str, key: str = "entry_id") -> Sequence[Any]:
        table = table_of(model)
        statement: Select[Any] = select(*(table.c[name] for name in names)).where(self._among(table.c[key]))
        if model is Entry:
            statement = statement.where(table.c.status == EntryStatus.ACTIVE).order_by(table.c.id)
        return self.session.connection().execute(statement).all()

    def _among(self, column: ColumnElement[Any]) -> ColumnElement[bool]:
        if isinstance(self.numbers, range):
            return column.between(self.numbers.start, self.numbers.stop - 1)
        return column.in_(self.numbers)

    def _by(self, model: type[SQLModel], *names: str) -> By:
        found: By = defaultdict(list)
        for row in self._rows(model, "entry_id", *names):
            found[row[0]].append(row[1:])
        return found

    def _read_linked(self) -> None:
        """The organizations that roles, services and sites belong to."""
        linked = {role[0] for roles in self.roles.values() for role in roles}
        linked |= {service[0] for (service,) in self.services.values()}
        linked |= {organization[3] for (organization,) in self.organizations.values()}
        wanted = sorted(number for number in linked if number is not None)
        columns = table_of(Entry).c
        for start in range(0, len(wanted), BATCH):
            some = select(columns.id, columns.name, columns.commune, columns.visibility).where(
                columns.id.in_(wanted[start : start + BATCH])
            )
            for number, *said in self.session.connection().execute(some):
                self.linked[number] = tuple(said)

    def _of_linked(self, number: int | None, visibility: str) -> tuple[str, str | None]:
        """Name and commune of an organization, if everybody who sees the entry may see it, too."""
        name, commune, seen_by = self.linked.get(number or 0, ("", None, ""))
        return (name, commune) if seen_by in _AS_WIDE[visibility] else ("", None)

    def document(self, entry: tuple[Any, ...]) -> Document:
        number, kind, visibility, name, commune, verified_at, updated_at = entry
        document: dict[str, Any] = {
            "id": number,
            "kind": kind,
            "seen_by": visibility,
            "name": name,
            "verified": day_number(verified_at),
            "updated": day_number(updated_at),
        }
        self._add_places(document, number, commune)
        self._add_numbers(document, number)
        if kind == EntryKind.PRACTITIONER:
            self._add_practitioner(document, number, visibility)
        elif kind == EntryKind.ORGANIZATION:
            self._add_organization(document, number, visibility)
        else:
            self._add_service(document, number, visibility)
        if visibility == Visibility.PUBLIC:
            document["words"] = _flat(document["name"], document.get("title"), document["place"])
        return {field: value for field, value in document.items() if value}

    def _add_places(self, document: dict[str, Any], number: int, commune: str | None) -> None:
        standing: set[str] = set()
        covered: set[str] = set()  # who stands in one former commune does not stand in its neighbours
        words: set[str] = set()
        for _, code, locality in self.places.get(number, ()):
            if code is not None:
                names, current = _place(code)
                standing |= {code, current}
                covered.add(code)
                words.update(names)
            elif locality:
                words.add(locality)
        document["stands_in"], document["covers"] = sorted(standing), sorted(covered)
        document["place"] = sorted(words)
        document["departement"] = sorted({_departement(code) for code in standing})
        if commune is not None:
            document["commune"] = commune_number(commune)

    def _add_numbers(self, document: dict[str, Any], number: int) -> None:
        for (ref,) in self.identifiers.get(number, ()):
            document.setdefault("numbers", []).append(ref.partition(":")[2])
        for kind, value, visibility in self.contacts.get(number, ()):
            if kind in (ContactKind.PHONE, ContactKind.FAX):
                document.setdefault(NUMBERS_OF[visibility], []).append(national(value))

    def _add_practitioner(self, document: dict[str, Any], number: int, visibility: str) -> None:
        ((family_name, profession, specialties, description, *known),) = self.people[number]
        together = _NOT_LETTERS.sub("", family_name)
        if together != family_name:  # "legoff" finds LE GOFF
            document["name"] = [document["name"], together]
        roles = self.roles.get(number, ())
        professions = {profession, *(role[1] for role in roles)} - {None}
        document["profession"] = sorted(professions)
        document["title"] = [nomenclatures.label("profession", code, "fr") for code in sorted(professions)]
        document["specialty"] = specialties
        run_by = (self._of_linked(role[0], visibility)[0] for role in roles)
        sites = {name for name in (*(role[2] for role in roles), *run_by) if name}
        document["body"] = [
            *(nomenclatures.label("savoir_faire", code, "fr") for code in specialties),
            *sorted(sites),
            *([description] if description else ()),
        ]
        document["mode"] = sorted({role[3] for role in roles} - {None})
        for position, name in enumerate(_KNOWN):
            said = {known[position], *(role[4 + position] for role in roles)} - {None}
            document[name] = sorted(_YES_NO.get(value, value) for value in said)

    def _add_organization(self, document: dict[str, Any], number: int, visibility: str) -> None:
        ((alias, category, description, part_of),) = self.organizations[number]
        if alias:
            document["name"] = [document["name"], alias]
        if category:
            document["category"] = category
            document["title"] = nomenclatures.label("finess_category", category, "fr")
        whole, _home = self._of_linked(part_of, visibility)
        document["body"] = [said for said in (description, whole) if said]

    def _add_service(self, document: dict[str, Any], number: int, visibility: str) -> None:
        (row,) = self.services[number]
        service = dict(zip(_SERVICE, row, strict=True))
        run_by, home = self._of_linked(service["organization_id"], visibility)
        areas = {code for (code,) in self.areas.get(number, ())}
        if "commune" not in document and home:
            document["commune"] = commune_number(home)  # as near as its organization
            if not areas:
                areas = {home}  # and there for whoever is there
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
            document["departement"] = sorted(
                {_departement(code) for code in areas}.union(document["departement"])
            )
        document["price"] = [cents for (cents,) in self.costs.get(number, ()) if cents is not None]
        document["day"] = sorted(self._days(number, service["days_covered"]))
        for name, index_field in _CODES.items():
            document[index_field] = service[name]
        if service["availability"]:
            document["availability"] = service["availability"]
            document["availability_until"] = day_number(service["availability_until"]) or FOREVER
        if service["home_visits"] is not None:
            document["home_visits"] = _YES_NO[service["home_visits"]]

    def _days(self, number: int, covered: Sequence[str]) -> set[str]:
        """The days a service is there for: those its meals are for, else those of its rounds, else open."""
        if covered:
            return set(covered)
        rounds = self.rounds.get(number, ())
        if rounds:
            return {day for for_days, on_days in rounds for day in (for_days or on_days)}
        return {day for (day,) in self.slots.get(number, ())}


# Whoever sees an entry of that visibility sees those of these, too.
_AS_WIDE: dict[str, Sequence[str]] = {level: ORDER[: at + 1] for at, level in enumerate(ORDER)}
_KNOWN = ("conventionnement", "new_patients", "home_visits")  # of a person, or of one activity
_PERSON = ("family_name", "profession", "specialties", "description", *_KNOWN)
_NOT_LETTERS = re.compile(r"[\W_]+")
_ROLE = (
    "organization_id", "profession", "site_name", "mode", *_KNOWN,
)  # fmt: skip
_SERVICE = (
    "organization_id", "service_type", "description", "conditions", "availability", "availability_until",
    "availability_note", "activities", "audiences", "gir", "access", "funding", "diets", "operating_mode",
    "days_covered", "home_visits", "meal_temperatures",
)  # fmt: skip
_CODES = {
    "activities": "activity", "audiences": "audience", "gir": "gir", "access": "access",
    "funding": "funding", "diets": "diet", "operating_mode": "operating_mode",
    "meal_temperatures": "temperature",
}  # fmt: skip


def _flat(*said: str | Sequence[str] | None) -> list[str]:
    return [text for one in said if one for text in ([one] if isinstance(one, str) else one)]


def national(phone: str) -> str:
    """Digits as they are dialled inside France: +33261911234 becomes 0261911234."""
    digits = "".join(filter(str.isdigit, phone))
    return "0" + digits[2:] if phone.startswith("+33") else digits


@cache
def _place(code: str) -> tuple[tuple[str, ...], str]:
    """The names to find a place by (a former commune's and today's), and today's code."""
    place = communes.by_code(code)
    if place is None:
        return (), code
    current = communes.by_code(place.current) if place.current else None
    return (place.name, current.name) if current else (place.name,), (current or place).code


def _departement(code: str) -> str:
    bare = code.removeprefix("d")
    return bare[:3] if bare.startswith("97") else bare[:2]
