"""The rows of some entries, read table by table and gathered by entry: what documents are made from."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, SQLModel

from core import bulk
from directory.areas import MealRound, ServiceAreaCommune
from directory.contacts import ContactPoint
from directory.entries import Entry
from directory.identifiers import Identifier
from directory.kinds import EntryKind, EntryStatus
from directory.locations import Location
from directory.organizations import Organization
from directory.practitioners import Practitioner, PractitionerRole
from directory.rows import table_of
from directory.schedules import Schedule
from directory.services import CostOption, Service
from directory.territory_services import communes_by_service
from directory.visibility import ORDER

Row = tuple[Any, ...]
By = dict[int, list[Row]]  # by the number of the entry, without it
Numbers = Sequence[int] | range

# Rows are tuples in these orders, `entry_id` left out; whoever reads a place of one looks here.
ENTRY = ("id", "kind", "visibility", "name", "commune", "verified_at", "updated_at")
KNOWN = ("conventionnement", "new_patients", "home_visits")  # of a person, or of one activity
PERSON = ("family_name", "profession", "specialties", "description", *KNOWN)
ROLE = ("organization_id", "profession", "site_name", "mode", *KNOWN)
SERVICE = (
    "organization_id", "service_type", "description", "conditions", "availability", "availability_until",
    "availability_note", "activities", "audiences", "gir", "access", "funding", "diets", "operating_mode",
    "days_covered", "home_visits", "meal_temperatures",
)  # fmt: skip
AT_ONCE = 5_000  # organizations looked up in one statement

# Whoever sees an entry of that visibility sees those of these, too.
_AS_WIDE: dict[str, Sequence[str]] = {level: ORDER[: at + 1] for at, level in enumerate(ORDER)}


class EntryRows:
    """The entries among some numbers that are in the searches, and all that their documents need."""

    def __init__(self, session: Session, numbers: Numbers) -> None:
        self.session, self.numbers = session, numbers
        rows = self._rows(Entry, "status", *ENTRY, key="id")
        self.entries = sorted(row[1:] for row in rows if row[0] == EntryStatus.ACTIVE)
        kinds = {kind for _, kind, *_ in self.entries}
        self.places = self._by(Location, "commune", "locality")
        self.contacts = self._by(ContactPoint, "kind", "value", "visibility")
        self.identifiers = self._by(Identifier, "ref")
        self.people: By = {}
        self.roles: By = {}
        self.organizations: By = {}
        self.services: By = {}
        if EntryKind.PRACTITIONER in kinds:
            self.people = self._by(Practitioner, *PERSON)
            self.roles = self._by(PractitionerRole, *ROLE)
        if EntryKind.ORGANIZATION in kinds:
            self.organizations = self._by(Organization, "alias", "category", "description", "part_of")
        if EntryKind.SERVICE in kinds:
            self._read_services()
        self._linked: dict[int, tuple[str, str | None, str]] = {}  # name, commune, visibility
        self._read_linked()

    def _read_services(self) -> None:
        self.services = self._by(Service, *SERVICE)
        self.areas = self._by(ServiceAreaCommune, "commune")
        self.of_territories = communes_by_service(self.session, self._among)
        self.costs = self._by(CostOption, "cents")
        self.rounds = self._by(MealRound, "days_covered", "days")
        self.slots = self._by(Schedule, "day")

    def _rows(self, model: type[SQLModel], *names: str, key: str = "entry_id") -> Sequence[Row]:
        return bulk.rows_among(self.session, table_of(model), names, key, self.numbers)

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
        names = ("id", "name", "commune", "visibility")
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            for number, *said in bulk.rows_among(self.session, table_of(Entry), names, "id", some):
                self._linked[number] = tuple(said)

    def of_linked(self, number: int | None, visibility: str) -> tuple[str, str | None]:
        """Name and commune of an organization, if everybody who sees the entry may see it, too."""
        if number is None:
            return "", None
        name, commune, seen_by = self._linked.get(number, ("", None, ""))
        return (name, commune) if seen_by in _AS_WIDE[visibility] else ("", None)
