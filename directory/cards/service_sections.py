"""The sections of a service's card: what is offered, where, when, to whom, at what price."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from core.language import N_, _, ngettext, price_text, short_date_text
from directory import communes, nomenclatures
from directory.cards.lines import Line, Section, place_lines, said, section
from directory.cards.links import Around
from directory.fields import Fields, parts
from directory.schedules import days_text

_MEALS_AT_HOME = "33"
_OF_MEALS = ("meal_temperatures", "diets", "minimum_order")
_HALF_DAYS = {"am": N_("morning"), "pm": N_("afternoon")}
_TEMPERATURES = {"hot": N_("hot"), "chilled": N_("chilled")}


def service_sections(fields: Fields, around: Around, today: date) -> Iterator[Section]:
    yield from section(_("Availability"), availability_lines(fields, today))
    yield from section(_("Contact"), (*_organization(fields, around), *place_lines(fields)))
    yield from section(_("Prices"), _prices(fields))
    yield from section(_("Meals") if _brings_meals(fields) else _("Days"), _meals(fields))
    yield from section(_("Area served"), _areas(fields))
    yield from section(_("For whom"), _audience(fields))
    yield from section(_("How"), _access(fields))
    yield from section(
        _("About"), (*said("", fields.get("description")), *said("", fields.get("conditions")))
    )
    for key, site in parts(fields, "sites").items():
        yield from section(site.get("name") or key, place_lines(site))


def availability_lines(fields: Mapping[str, Any], today: date) -> Iterator[Line]:
    """What is said of availability or of the places left, unless its last day is past."""
    until = fields.get("availability_until")
    state, places = fields.get("availability"), fields.get("places")
    if (not state and places is None) or (until and date.fromisoformat(until) < today):
        return
    if state:
        yield Line("", nomenclatures.label("availability", state))
    yield from said(_("Places"), places)
    yield from said(_("Note"), fields.get("availability_note"))
    yield from said(_("As of"), _date(fields.get("availability_as_of")))
    yield from said(_("Until"), _date(until))


def price_line(cost: Mapping[str, Any]) -> str:
    """ "9,20 € / repas (dîner) si aide sociale"."""
    cents, unit = cost.get("cents"), cost.get("unit")
    price = price_text(cents) if cents is not None else _("on quote")
    if unit and cents is not None:
        price += f" / {nomenclatures.label('cost_unit', unit)}"
    return " · ".join(filter(None, (price, cost.get("option"), cost.get("condition"))))


def _organization(fields: Fields, around: Around) -> Iterator[Line]:
    neighbour = around.named.get(fields.get("organization") or "")
    if neighbour is not None:
        yield Line(_("Run by"), neighbour.name, "entry", neighbour.uid)


def _prices(fields: Fields) -> Iterator[Line]:
    for cost in fields.get("costs") or ():
        dates = [_date(cost.get(name)) for name in ("valid_from", "valid_to")]
        yield Line("", " · ".join(filter(None, (price_line(cost), " → ".join(filter(None, dates))))))


def _brings_meals(fields: Fields) -> bool:
    """Equipment and home nursing have days, too; only what is said of meals makes them meals."""
    return fields.get("service_type") == _MEALS_AT_HOME or any(map(fields.get, _OF_MEALS))


def _meals(fields: Fields) -> Iterator[Line]:
    yield from said(_("Days covered"), days_text(fields.get("days_covered") or ()))
    temperatures = (_(_TEMPERATURES[code]) for code in fields.get("meal_temperatures") or ())
    yield from said(_("Meals brought"), ", ".join(temperatures))
    yield from said(_("Diets"), _labels("diet", fields.get("diets")))
    if minimum := fields.get("minimum_order"):
        meals = ngettext("{number} meal a week", "{number} meals a week", minimum)
        yield Line(_("Minimum order"), meals.format(number=minimum))
    if notice := fields.get("notice_days"):
        days = ngettext("{number} day before", "{number} days before", notice)
        yield Line(_("Notice"), days.format(number=notice))
    for meal_round in fields.get("rounds") or ():
        yield Line(_("Round"), _round(meal_round))


def _round(meal_round: Mapping[str, Any]) -> str:
    half_day = meal_round.get("half_day")
    when = " ".join(
        filter(None, (days_text(meal_round.get("days") or ()), _(_HALF_DAYS[half_day]) if half_day else ""))
    )
    where = ", ".join(map(_area_name, meal_round.get("areas") or ()))
    covered = meal_round.get("days_covered")
    covers = _("for {days}").format(days=days_text(covered)) if covered else ""
    return " · ".join(filter(None, (when, where, covers)))


def _areas(fields: Fields) -> Iterator[Line]:
    yield from said("", ", ".join(map(_area_name, fields.get("areas") or ())))


def _area_name(area: Mapping[str, Any]) -> str:
    """The area as people name it; a former commune says which one it is now part of."""
    place = communes.by_code(area["code"]) if area["rule"] in ("commune", "former") else None
    if place is None:
        return str(area.get("label") or area["code"])
    current = communes.by_code(place.current) if place.current else None
    return f"{place.name} ({current.name})" if current and current.name != place.name else place.name


def _audience(fields: Fields) -> Iterator[Line]:
    yield from said("", _labels("audience", fields.get("audiences")))
    low, high = fields.get("minimum_age"), fields.get("maximum_age")
    if low is not None and high is not None:
        yield Line(_("Age"), _("from {low} to {high} years").format(low=low, high=high))
    elif low is not None:
        yield Line(_("Age"), _("from {low} years").format(low=low))
    elif high is not None:
        yield Line(_("Age"), _("up to {high} years").format(high=high))
    yield from said(_("GIR"), ", ".join(fields.get("gir") or ()))


def _access(fields: Fields) -> Iterator[Line]:
    yield from said(_("Access"), _labels("access", fields.get("access")))
    yield from said(_("Funding"), _labels("funding", fields.get("funding")))
    if mode := fields.get("operating_mode"):
        yield Line(_("Employment"), nomenclatures.label("operating_mode", mode))
    yield from said(_("Home visits"), fields.get("home_visits"))


def _labels(system: str, codes: Iterable[str] | None) -> str:
    return ", ".join(nomenclatures.label(system, code) for code in codes or ())


def _date(day: str | None) -> str:
    return short_date_text(date.fromisoformat(day)) if day else ""
