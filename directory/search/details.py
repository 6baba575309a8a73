"""Short facts of a hit that help to choose between two answers."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import RowMapping

from core.language import _, price_text
from directory import nomenclatures
from directory.schedules import days_text


def role_details(role: RowMapping) -> tuple[str, ...]:
    """Home visits, new patients, fees: only what is known and useful."""
    said = []
    if role["home_visits"] is True:
        said.append(_("home visits"))
    if role["new_patients"] is not None:
        said.append(_("new patients") if role["new_patients"] else _("no new patients"))
    if role["conventionnement"]:
        said.append(nomenclatures.label("conventionnement", role["conventionnement"]))
    return tuple(said)


def service_details(service: RowMapping, costs: Iterable[RowMapping], today: date) -> tuple[str, ...]:
    """The lowest price, the days covered, whether there is room."""
    said = [_lowest_price(costs), days_text(service["days_covered"]), _availability(service, today)]
    return tuple(filter(None, said))


def _lowest_price(costs: Iterable[RowMapping]) -> str:
    priced = [cost for cost in costs if cost["cents"] is not None]
    if not priced:
        return ""
    lowest = min(priced, key=lambda cost: int(cost["cents"]))
    price = price_text(lowest["cents"]) if lowest["cents"] else _("free of charge")
    if lowest["unit"] and lowest["cents"]:
        price += f" / {nomenclatures.label('cost_unit', lowest['unit'])}"
    return _("from {price}").format(price=price) if len(priced) > 1 else price


def _availability(service: RowMapping, today: date) -> str:
    code, until = service["availability"], service["availability_until"]
    if not code or (until and date.fromisoformat(until) < today):
        return ""
    label = nomenclatures.label("availability", code)
    return f"{label} ({service['places']})" if service["places"] else label
