"""The entries of one page of answers, loaded together: names, places, phones, what helps to choose."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, SQLModel

from accounts.permissions import Actor, audience
from core import bulk, clock, text
from core.language import phone_text
from directory import communes, nomenclatures
from directory.contacts import ContactKind, ContactPoint
from directory.entries import Entry
from directory.kinds import EntryKind, EntryStatus
from directory.locations import Location
from directory.organizations import Organization
from directory.practitioners import Practitioner, PractitionerRole
from directory.rows import table_of
from directory.search.details import reception_details, service_details
from directory.search.results import Hit
from directory.search.schema import commune_number
from directory.services import CostOption, Service

Row = Mapping[str, Any]
FAR_KM = 9_999.0
_ENTRY = ("id", "uid", "kind", "name", "commune", "status", "visibility")
_PERSON = ("profession", "specialties", "conventionnement", "new_patients", "home_visits")
_ROLE = ("key", "profession", "site_name", "conventionnement", "new_patients", "home_visits")
_SERVICE = (
    "organization_id", "service_type", "activities", "availability", "availability_until", "places",
    "availability_note", "days_covered", "diets",
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """What the search asked for, to pick the role to show and the words to mark."""

    communes: frozenset[str] = frozenset()
    professions: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    distances: Mapping[int, float] = field(default_factory=dict)  # by `commune_number`


def load(
    session: Session, actor: Actor, ranked: Sequence[tuple[int, float]], wanted: Wanted
) -> tuple[Hit, ...]:
    """Hits in the order of `ranked` (entry number, score).

    The rights are checked again here: an index that is behind can hide an entry, never show one.
    """
    page = _Page(session, actor, [number for number, _score in ranked])
    return tuple(
        page.hit(page.entries[number], score, wanted) for number, score in ranked if number in page.entries
    )


class _Page:
    """The rows behind one page, read table by table."""

    def __init__(self, session: Session, actor: Actor, numbers: Sequence[int]) -> None:
        self.session = session
        self.now: datetime = clock.of(session)
        self.allowed = audience(actor, self.now)
        self.entries = self._visible(numbers)
        by_kind: dict[str, list[int]] = defaultdict(list)
        for number, row in self.entries.items():
            by_kind[row["kind"]].append(number)
        self.people = self._of(Practitioner, by_kind[EntryKind.PRACTITIONER], *_PERSON)
        self.roles = self._of(PractitionerRole, by_kind[EntryKind.PRACTITIONER], *_ROLE)
        self.organizations = self._of(Organization, by_kind[EntryKind.ORGANIZATION], "category")
        self.services = self._of(Service, by_kind[EntryKind.SERVICE], *_SERVICE)
        self.costs = self._of(CostOption, by_kind[EntryKind.SERVICE], "cents", "unit")
        self.places = self._of(Location, list(self.entries), "part", "commune", "locality")
        run_by = {row["organization_id"] for rows in self.services.values() for row in rows} - {None}
        self.operators = self._visible(list(run_by))
        self.contacts = self._of(
            ContactPoint, [*self.entries, *self.operators], "part", "kind", "value", "visibility"
        )

    def _visible(self, numbers: Sequence[int]) -> dict[int, Row]:
        """The entries in force among these that the actor may see."""
        return {
            row["id"]: row
            for row in self._read(Entry, _ENTRY, "id", numbers)
            if row["status"] == EntryStatus.ACTIVE and row["visibility"] in self.allowed
        }

    def _of(self, model: type[SQLModel], numbers: Iterable[int], *names: str) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = defaultdict(list)
        for row in self._read(model, ("entry_id", *names), "entry_id", list(numbers)):
            found[row["entry_id"]].append(row)
        return found

    def _read(
        self, model: type[SQLModel], names: Sequence[str], key: str, numbers: Sequence[int]
    ) -> Iterable[Row]:
        rows = bulk.rows_among(self.session, table_of(model), names, key, numbers)
        return (dict(zip(names, row, strict=True)) for row in rows)

    def hit(self, entry: Row, score: float, wanted: Wanted) -> Hit:
        if entry["kind"] == EntryKind.PRACTITIONER:
            return self._practitioner(entry, score, wanted)
        if entry["kind"] == EntryKind.ORGANIZATION:
            (row,) = self.organizations[entry["id"]]
            subtitle = _label("finess_category", row["category"])
            return self._hit(entry, score, wanted, subtitle, "", ())
        return self._service(entry, score, wanted)

    def _practitioner(self, entry: Row, score: float, wanted: Wanted) -> Hit:
        (person,) = self.people[entry["id"]]
        roles = self.roles[entry["id"]]
        best = max(roles, key=lambda role: self._fit(entry["id"], role, wanted), default=None)
        specialties = (_label("savoir_faire", code) for code in person["specialties"])
        profession = _label("profession", (best or person)["profession"] or person["profession"])
        subtitle = " · ".join(filter(None, (profession, *specialties)))
        return self._hit(
            entry, score, wanted, subtitle, best["key"] if best else "", reception_details(person, best)
        )

    def _fit(self, number: int, role: Row, wanted: Wanted) -> tuple[bool, float, bool]:
        """How well a role answers: in a commune asked for, near, of the profession asked for."""
        code = self._commune(number, role["key"])
        return (
            code in wanted.communes,
            -_kilometres(code, wanted),
            role["profession"] in wanted.professions,
        )

    def _service(self, entry: Row, score: float, wanted: Wanted) -> Hit:
        (service,) = self.services[entry["id"]]
        activities = ", ".join(_label("finess_activity", code) for code in service["activities"])
        operator = self.operators.get(service["organization_id"])
        said = (
            _label("service_type", service["service_type"]) or activities,
            operator["name"] if operator else "",
        )
        subtitle = " · ".join(text for text in said if text and text not in entry["name"])
        details = service_details(service, self.costs[entry["id"]], clock.day(self.now))
        return self._hit(entry, score, wanted, subtitle, "", details, service["organization_id"])

    def _hit(
        self,
        entry: Row,
        score: float,
        wanted: Wanted,
        subtitle: str,
        part: str,
        details: tuple[str, ...],
        run_by: int | None = None,
    ) -> Hit:
        number = entry["id"]
        code = self._commune(number, part) or entry["commune"]
        if code is None and run_by in self.operators:
            code = self.operators[run_by]["commune"]
        place = communes.by_code(code) if code else None
        return Hit(
            id=entry["uid"],
            kind=entry["kind"],
            name=entry["name"],
            subtitle=subtitle,
            commune=place.name if place else self._locality(number, part),
            phones=self._phones(number, part) or (self._phones(run_by, "") if run_by else ()),
            score=score,
            distance_km=_distance(code, wanted),
            details=details,
            highlights=_marked(f"{entry['name']} {subtitle}", wanted.words),
        )

    def _commune(self, number: int, part: str) -> str | None:
        return next((row["commune"] for row in self.places[number] if row["part"] == part), None)

    def _locality(self, number: int, part: str) -> str:
        return next((row["locality"] or "" for row in self.places[number] if row["part"] == part), "")

    def _phones(self, number: int, part: str) -> tuple[str, ...]:
        """Those of the part, then those of the whole entry; only what the actor may see."""
        seen = [
            row
            for row in self.contacts[number]
            if row["kind"] == ContactKind.PHONE and row["visibility"] in self.allowed
        ]
        own = [row for row in seen if row["part"] == part]
        whole = [row for row in seen if row["part"] == "" != part]
        return tuple(dict.fromkeys(phone_text(row["value"]) for row in own + whole))


def _kilometres(code: str | None, wanted: Wanted) -> float:
    distance = _distance(code, wanted)
    return FAR_KM if distance is None else distance


def _distance(code: str | None, wanted: Wanted) -> float | None:
    return wanted.distances.get(commune_number(code) or 0) if code else None


def _label(system: str, code: str | None) -> str:
    return nomenclatures.brief(system, code) if code else ""


def _marked(shown: str, words: Sequence[str]) -> tuple[str, ...]:
    """The words, as they are written, that begin with a word of the search."""
    if not words:
        return ()
    written = shown.replace("-", " ").replace("’", " ").replace("'", " ").split()
    return tuple(dict.fromkeys(word for word in written if text.fold(word).startswith(tuple(words))))
