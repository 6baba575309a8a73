"""Drafts: what people submit, checked field by field before anything is stored."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic import Field as Limit
from pydantic_core import PydanticCustomError

from core.errors import Invalid, Problem
from core.language import N_
from directory.contacts import ContactKind
from directory.draft_values import (
    Access,
    Activities,
    Audiences,
    Availability,
    Category,
    Commune,
    Conventionnement,
    CostUnit,
    Day,
    Days,
    Diets,
    Funding,
    Gir,
    Hour,
    IsoDate,
    Line,
    MealTemperatures,
    Mode,
    Name,
    OperatingMode,
    Paragraphs,
    Profession,
    Reference,
    References,
    ServiceType,
    Specialties,
)  # fmt: skip
from directory.fields import Fields, compact, flatten, nest
from directory.kinds import EntryKind, Visibility


class Draft(BaseModel):
    """What every draft shares: unknown fields are refused, not lost."""

    model_config = ConfigDict(extra="forbid")

    def _in_order(self, first: str, last: str) -> Self:
        """Refuse a beginning that lies after its end."""
        low, high = getattr(self, first), getattr(self, last)
        if low is not None and high is not None and low > high:
            raise PydanticCustomError("order", "out of order", {"first": first, "last": last})
        return self


class ContactDraft(Draft):
    kind: ContactKind
    value: Name
    label: Line | None = None
    visibility: Visibility | None = None

    @model_validator(mode="after")
    def _keep_secured_addresses_from_the_public(self) -> Self:
        if self.kind == ContactKind.MSSANTE and self.visibility == Visibility.PUBLIC:
            self.visibility = Visibility.PROFESSIONALS
        return self


class SlotDraft(Draft):
    day: Day
    opens: Hour
    closes: Hour


class ClosureDraft(Draft):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    starts: IsoDate = Limit(alias="from")
    ends: IsoDate = Limit(alias="to")
    opens: Hour | None = None
    closes: Hour | None = None
    label: Line | None = None

    @model_validator(mode="after")
    def _starts_before_it_ends(self) -> Self:
        return self._in_order("starts", "ends")


class PlaceDraft(Draft):
    """An address, coordinates in WGS 84 degrees, the ways to reach it and its hours."""

    line: Line | None = None
    complement: Line | None = None
    postcode: Annotated[str, Limit(pattern=r"^\d{5}$")] | None = None
    commune: Commune | None = None
    locality: Line | None = None
    latitude: Annotated[float, Limit(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Limit(ge=-180, le=180)] | None = None
    contacts: Annotated[list[ContactDraft], Limit(max_length=50)] = []
    hours: Annotated[list[SlotDraft], Limit(max_length=100)] = []
    closures: Annotated[list[ClosureDraft], Limit(max_length=100)] = []


class EntryDraft(Draft):
    """What every kind of entry has."""

    visibility: Visibility | None = None
    verified_at: IsoDate | None = None
    identifiers: References = []
    description: Paragraphs | None = None


class RoleDraft(PlaceDraft):
    profession: Profession | None = None
    mode: Mode | None = None
    sector: Line | None = None
    function: Line | None = None
    site_name: Line | None = None
    organization: Reference | None = None
    conventionnement: Conventionnement | None = None
    new_patients: bool | None = None
    home_visits: bool | None = None


class PractitionerDraft(EntryDraft):
    civility: Line | None = None
    family_name: Name
    given_name: Line | None = None
    profession: Profession | None = None
    specialties: Specialties = []
    conventionnement: Conventionnement | None = None
    new_patients: bool | None = None
    home_visits: bool | None = None
    contacts: Annotated[list[ContactDraft], Limit(max_length=50)] = []
    roles: Annotated[dict[str, RoleDraft], Limit(max_length=200)] = {}


class OrganizationDraft(EntryDraft, PlaceDraft):
    name: Name
    alias: Line | None = None
    category: Category | None = None
    part_of: Reference | None = None


class AreaDraft(Draft):
    rule: Annotated[str, Limit(pattern="^(commune|former|epci|departement|postcode|territory)$")]
    code: Name
    label: Line | None = None


class RoundDraft(Draft):
    days: list[Day] = []
    half_day: Annotated[str, Limit(pattern="^(am|pm)$")] | None = None
    days_covered: list[Day] = []
    areas: list[AreaDraft] = []


class CostDraft(Draft):
    option: Line | None = None
    cents: Annotated[int, Limit(ge=0, le=100_000_000)] | None = None
    unit: CostUnit | None = None
    condition: Line | None = None
    valid_from: IsoDate | None = None
    valid_to: IsoDate | None = None

    @model_validator(mode="after")
    def _is_valid_from_before_to(self) -> Self:
        return self._in_order("valid_from", "valid_to")


class SiteDraft(PlaceDraft):
    name: Line | None = None


class ServiceDraft(EntryDraft, PlaceDraft):
    name: Name
    organization: Reference | None = None
    service_type: ServiceType | None = None
    activities: Activities = []
    audiences: Audiences = []
    minimum_age: Annotated[int, Limit(ge=0, le=130)] | None = None
    maximum_age: Annotated[int, Limit(ge=0, le=130)] | None = None
    gir: Gir = []
    access: Access = []
    funding: Funding = []
    operating_mode: OperatingMode | None = None
    conditions: Paragraphs | None = None
    availability: Availability | None = None
    places: Annotated[int, Limit(ge=0, le=100_000)] | None = None
    availability_as_of: IsoDate | None = None
    availability_until: IsoDate | None = None
    availability_note: Line | None = None
    diets: Diets = []
    meal_temperatures: MealTemperatures = []
    minimum_order: Annotated[int, Limit(ge=0, le=100)] | None = None
    notice_days: Annotated[int, Limit(ge=0, le=365)] | None = None
    home_visits: bool | None = None
    days_covered: Days = []
    areas: Annotated[list[AreaDraft], Limit(max_length=2_000)] = []
    rounds: Annotated[list[RoundDraft], Limit(max_length=100)] = []
    costs: Annotated[list[CostDraft], Limit(max_length=100)] = []
    sites: Annotated[dict[str, SiteDraft], Limit(max_length=100)] = {}

    @model_validator(mode="after")
    def _ages_and_dates_in_order(self) -> Self:
        self._in_order("minimum_age", "maximum_age")
        return self._in_order("availability_as_of", "availability_until")


DRAFTS: dict[str, type[EntryDraft]] = {
    EntryKind.PRACTITIONER: PractitionerDraft,
    EntryKind.ORGANIZATION: OrganizationDraft,
    EntryKind.SERVICE: ServiceDraft,
}


def checked(kind: str, fields: Mapping[str, Any]) -> Fields:
    """The same fields in canonical form. Raises Invalid with one sentence for each that breaks a rule."""
    return _canonical(kind, fields)


def changed(kind: str, before: Mapping[str, Any], changes: Mapping[str, Any]) -> Fields:
    """All fields after these changes; only what changes is checked, so that an entry whose source says
    something odd elsewhere can still be corrected. Raises Invalid.
    """
    needed = (name for name, field in DRAFTS[kind].model_fields.items() if field.is_required())
    there = {name: _STANDS_ALREADY for name in needed if name not in changes}
    canonical = _canonical(kind, there | compact(changes))
    return compact({**before, **{path: canonical.get(path) for path in changes}})


_STANDS_ALREADY = "…"  # for a field that a draft needs and a change leaves alone


def _canonical(kind: str, fields: Mapping[str, Any]) -> Fields:
    try:
        draft = DRAFTS[kind].model_validate(nest(fields))
    except ValidationError as error:
        raise Invalid([_problem(problem) for problem in error.errors()]) from error
    return flatten(draft.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def _problem(problem: Any) -> Problem:
    path = ".".join(str(step) for step in problem["loc"]) or "?"
    given = json.dumps(problem.get("input"), ensure_ascii=False, default=str, skipkeys=True)[:GIVEN_SHOWN]
    message = SENTENCES.get(problem["type"], NOT_KNOWN)
    return Problem(path, message, {"given": given} | problem.get("ctx", {}))


GIVEN_SHOWN = 60  # characters
NOT_KNOWN = N_("this is not a value we know (given: {given})")
SENTENCES = {
    "missing": N_("this field is needed"),
    "extra_forbidden": N_("there is no such field"),
    "string_too_long": N_("at most {max_length} characters"),
    "string_too_short": N_("at least {min_length} characters"),
    "too_long": N_("at most {max_length} items"),
    "string_unicode": N_("this text holds half a character: write it anew"),
    "string_type": N_("write it as a text (given: {given})"),
    "int_type": N_("write it as a whole number (given: {given})"),
    "int_parsing": N_("write it as a whole number (given: {given})"),
    "int_from_float": N_("write it as a whole number (given: {given})"),
    "float_type": N_("write it as a number (given: {given})"),
    "float_parsing": N_("write it as a number (given: {given})"),
    "finite_number": N_("write it as a number (given: {given})"),
    "bool_parsing": N_("write it as true or false (given: {given})"),
    "bool_type": N_("write it as true or false (given: {given})"),
    "string_pattern_mismatch": NOT_KNOWN,
    "greater_than_equal": N_("at least {ge} (given: {given})"),
    "less_than_equal": N_("at most {le} (given: {given})"),
    "enum": N_("choose among {expected} (given: {given})"),
    "list_type": N_("write it as a list (given: {given})"),
    "dict_type": N_("write it as an object (given: {given})"),
    "model_type": N_("write it as an object (given: {given})"),
    "patient": N_("this looks like data of a patient, which has no place here: write it otherwise"),
    "order": N_("{first} lies after {last}: put them in order"),
    "code": N_("there is no such code: {given}"),
    "hour": N_("write the hour as 08:30 (given: {given})"),
    "date": N_("write the date as 2026-11-24 (given: {given})"),
    "commune": N_("there is no commune with the INSEE code {given}"),
    "reference": N_("write it as system:number, such as finess:499900470 (given: {given})"),
}
