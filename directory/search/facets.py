"""The ways to narrow the answers down, with how many entries each would leave."""

from collections.abc import Callable, Mapping

from core.language import N_, _
from directory import communes, nomenclatures
from directory.schedules import DAYS
from directory.search.results import Facet, FacetValue, SearchRequest

MOST_VALUES = 30
LABELS = {
    "kind": N_("Kind"),
    "profession": N_("Profession"),
    "service_type": N_("Type of service"),
    "category": N_("Category"),
    "departement": N_("Département"),
    "availability": N_("Availability"),
    "day": N_("Day"),
    "diet": N_("Diet"),
}
KINDS = {
    "practitioner": N_("Professionals"),
    "organization": N_("Organizations"),
    "service": N_("Services"),
}
_SYSTEMS = {"category": "finess_category"}  # where the nomenclature has another name than the field


def facets_of(counts: Mapping[str, Mapping[str, int]], request: SearchRequest) -> tuple[Facet, ...]:
    """The facets that can narrow anything down: those with a value, in a settled order."""
    chosen = {(each.field, each.value) for each in request.filters}
    found = []
    for field, label in LABELS.items():
        values = sorted(counts.get(field, {}).items(), key=_in_order(field))
        if values:
            shown = tuple(
                FacetValue(code, value_label(field, code), count, (field, code) in chosen)
                for code, count in values[:MOST_VALUES]
            )
            found.append(Facet(field, _(label), shown))
    return tuple(found)


def _in_order(field: str) -> Callable[[tuple[str, int]], tuple[int, str]]:
    """The values that leave most come first; but days are those of a week, Monday first."""
    if field == "day":
        return lambda pair: ((*DAYS, pair[0]).index(pair[0]), pair[0])
    return lambda pair: (-pair[1], pair[0])


def value_label(field: str, code: str) -> str:
    """What people call one value of a facet."""
    if field == "kind":
        return _(KINDS[code]) if code in KINDS else code
    if field == "departement":
        group = communes.departement(code)
        return f"{group.name} ({code})" if group else code
    return nomenclatures.label(_SYSTEMS.get(field, field), code)
