"""The sections of a card, kind by kind, in the person's language."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from core.language import _
from directory import nomenclatures
from directory.cards.lines import Line, Section, contact_lines, place_lines, said, section, town_name
from directory.cards.links import Around, Neighbour
from directory.cards.service_sections import service_sections
from directory.fields import Fields, parts
from directory.identifiers import UNSHOWN_SYSTEMS
from directory.kinds import EntryKind


def subtitle(kind: str, fields: Mapping[str, Any]) -> str:
    """What the entry is, in a few words: profession, category or type of service."""
    if kind == EntryKind.PRACTITIONER:
        specialties = labels("savoir_faire", fields.get("specialties"))
        return " · ".join(filter(None, (_label("profession", fields.get("profession")), *specialties)))
    if kind == EntryKind.ORGANIZATION:
        return _label("finess_category", fields.get("category"))
    activities = labels("finess_activity", fields.get("activities"))
    return _label("service_type", fields.get("service_type")) or ", ".join(activities)


def sections(kind: str, fields: Fields, around: Around, today: date) -> tuple[Section, ...]:
    """The sections in reading order; what answers "who, where, how to reach" comes first."""
    if kind == EntryKind.PRACTITIONER:
        made = _practitioner(fields, around)
    elif kind == EntryKind.ORGANIZATION:
        made = _organization(fields, around)
    else:
        made = service_sections(fields, around, today)
    return (*made, *section(_("Numbers"), _numbers(fields)))


def labels(system: str, codes: Iterable[str] | None) -> list[str]:
    return [_label(system, code) for code in codes or ()]


def _label(system: str, code: str | None) -> str:
    return nomenclatures.label(system, code) if code else ""


def _practitioner(fields: Fields, around: Around) -> Iterator[Section]:
    yield from section(_("Contact"), (*contact_lines(fields), *_reception_lines(fields)))
    for role in parts(fields, "roles").values():
        yield from section(_role_title(role, around), _role_lines(fields, role, around))
    yield from section(_("About"), said("", fields.get("description")))


def _role_title(role: Fields, around: Around) -> str:
    organization = around.named.get(role.get("organization") or "")
    name = role.get("site_name") or (organization.name if organization else "")
    return " · ".join(filter(None, (name, town_name(role)))) or _("Activity")


def _role_lines(fields: Fields, role: Fields, around: Around) -> Iterator[Line]:
    if role.get("profession") != fields.get("profession"):
        yield from said(_("Profession"), _label("profession", role.get("profession")))
    yield from place_lines(role)
    yield from said(_("Practice"), _label("mode", role.get("mode")))
    yield from said(_("Function"), role.get("function"))
    yield from _reception_lines(role)
    yield from _named(_("Organization"), role.get("organization"), around)


def _reception_lines(fields: Fields) -> Iterator[Line]:
    yield from said(_("Fees"), _label("conventionnement", fields.get("conventionnement")))
    yield from said(_("New patients"), fields.get("new_patients"))
    yield from said(_("Home visits"), fields.get("home_visits"))


def _organization(fields: Fields, around: Around) -> Iterator[Section]:
    yield from section(_("Contact"), (*said(_("Also called"), fields.get("alias")), *place_lines(fields)))
    yield from section(_("About"), said("", fields.get("description")))
    yield from section(_("Part of"), _named("", fields.get("part_of"), around))
    yield from section(_("Services"), _neighbours(around.services))
    yield from section(_("Sites"), _neighbours(around.sites))
    yield from section(_("People"), _neighbours(around.people))


def _named(label: str, ref: str | None, around: Around) -> Iterator[Line]:
    neighbour = around.named.get(ref or "")
    if neighbour is not None:
        yield Line(label, neighbour.name, "entry", neighbour.uid)


def _neighbours(neighbours: Iterable[Neighbour]) -> Iterator[Line]:
    return (Line("", neighbour.name, "entry", neighbour.uid) for neighbour in neighbours)


def _numbers(fields: Fields) -> Iterator[Line]:
    for ref in fields.get("identifiers") or ():
        system, _separator, value = ref.partition(":")
        if system not in UNSHOWN_SYSTEMS:
            yield Line(system.upper(), value)
