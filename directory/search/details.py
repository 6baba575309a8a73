"""Short facts of a hit that help to choose between two answers."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from core.language import _, ngettext, price_text
from directory import nomenclatures
from directory.schedules import days_brief

Row = Mapping[str, Any]


def reception_details(person: Row, role: Row | None) -> tuple[str, ...]:
    """Home visits, new patients, fees: what is known of the activity, else of the person."""

    def known(name: str) -> Any:
        own = role[name] if role is not None else None
        return person[name] if own is None else own

    said = []
    if known("home_visits"):
        said.append(_("home visits"))
    if known("new_patients") is not None:
        said.append(_("new patients") if known("new_patients") else _("no new patients"))
    if known("conventionnement"):
        said.append(nomenclatures.label("conventionnement", known("conventionnement")))
    return tuple(said)


def service_details(service: Row, costs: Iterable[Row], today: date) -> tuple[str, ...]:
    """Whether there is room, the lowest price, the days covered: what decides comes first."""
    said = [_availability(service, today), _lowest_price(costs), days_brief(service["days_covered"])]
    return tuple(filter(None, said))


def _lowest_price(costs: Iterable[Row]) -> str:
    priced = [cost for cost in costs if cost["cents"] is not None]
    if not priced:
        return ""
    lowest = min(priced, key=lambda cost: int(cost["cents"]))
    price = price_text(lowest["cents"]) if lowest["cents"] else _("free of charge")
    if lowest["unit"] and lowest["cents"]:
        price += f" / {nomenclatures.label('cost_unit', lowest['unit'])}"
    return _("from {price}").format(price=price) if len(priced) > 1 else price


def _availability(service: Row, today: date) -> str:
    code, until = service["availability"], service["availability_until"]
    if not code or (until and date.fromisoformat(until) < today):
        return ""
    if code == "open" and service["places"]:
        places: int = service["places"]
        return ngettext("{number} place left", "{number} places left", places).format(number=places)
    return nomenclatures.label("availability", code)
