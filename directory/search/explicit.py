"""The filters of the language, `field:value`: their names, and what their values mean.

To add a field: its names in NAMES, its kind if it is no keyword in KINDS, and what it filters on in
SYSTEMS (codes of nomenclatures) or in `_chips`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from core.language import N_, _, of_text
from directory import nomenclatures
from directory.kinds import EntryKind
from directory.nomenclatures import phrase_key
from directory.search import amounts, places, vocabulary
from directory.search.chips import AnyOf, Condition, FilterChip, Near
from directory.search.places import Area, Territories
from search.parts import Dates, FieldKind, Filter, Keywords, Numbers, YesNo

# Field -> the names it can be called by, the one to show first.
NAMES: Mapping[str, tuple[str, ...]] = {
    "profession": ("profession", "métier"),
    "specialty": ("spécialité", "specialty", "savoirfaire"),
    "service_type": ("type", "service", "offre"),
    "category": ("catégorie", "category"),
    "diet": ("régime", "diet", "menu"),
    "day": ("jour", "jours", "day"),
    "availability": ("dispo", "disponibilité", "availability"),
    "audience": ("public", "audience"),
    "funding": ("financement", "aide", "funding"),
    "access": ("accès", "access"),
    "conventionnement": ("conventionnement", "secteur"),
    "operating_mode": ("intervention", "modalité"),
    "mode": ("exercice", "mode"),
    "kind": ("fiche", "kind", "genre"),
    "commune": ("commune", "ville", "lieu", "town"),
    "departement": ("département", "dept", "dep"),
    "region": ("région", "region"),
    "epci": ("epci", "agglo", "communauté"),
    "territory": ("territoire", "territory"),
    "near": ("près", "autour", "proche", "near"),
    "distance": ("rayon", "km", "distance"),
    "price": ("prix", "tarif", "price"),
    "new_patients": ("nouveaux", "patients", "new"),
    "home_visits": ("domicile", "visites", "home"),
    "updated": ("maj", "modifié", "updated"),
    "verified": ("vérifié", "verified"),
    "gir": ("gir",),
    "name": ("nom", "name"),
}
KINDS: Mapping[str, FieldKind] = {
    "distance": "number",
    "price": "number",
    "new_patients": "yesno",
    "home_visits": "yesno",
    "updated": "date",
    "verified": "date",
}
FIELDS: Mapping[str, FieldKind] = {
    name: KINDS.get(field, "keyword") for field, names in NAMES.items() for name in names
}
# The nomenclatures that a field's values are looked up in.
SYSTEMS: Mapping[str, tuple[str, ...]] = {
    "profession": ("profession", "savoir_faire"),
    "specialty": ("savoir_faire",),
    "service_type": ("service_type", "finess_activity", "finess_category"),
    "category": ("finess_category",),
    "diet": ("diet",),
    "day": ("day",),
    "availability": ("availability",),
    "audience": ("audience",),
    "funding": ("funding",),
    "access": ("access",),
    "conventionnement": ("conventionnement",),
    "operating_mode": ("operating_mode",),
    "mode": ("mode",),
}
_FIELD_OF = {name: field for field, names in NAMES.items() for name in names}
EACH_COUNTS = frozenset({"day", "diet"})  # two values ask for both
_KINDS_SAID = {
    EntryKind.PRACTITIONER: ("practitioner", "professionnel", "professionnels", "personne", "praticien"),
    EntryKind.ORGANIZATION: ("organization", "organisme", "structure", "organisation", "établissement"),
    EntryKind.SERVICE: ("service", "services", "offre"),
}
GIRS = ("1", "2", "3", "4", "5", "6")
_OPEN, _FULL = ("oui", "yes", "true", "1"), ("non", "no", "false", "0")
_DAY_ZERO = date(1970, 1, 1)
_SUGGESTED = 3


def chips(part: Filter, where: Territories) -> list[FilterChip]:
    """The filters that one part asks for, one for each of its values."""
    field = _FIELD_OF[part.field]
    if field == "distance":
        return []  # it says how far around a place, see `distance`
    if isinstance(part, Keywords):
        found = [_keyword(field, part, value, where) for value in part.values]
    else:
        found = [_amount(field, part)]
    if part.excluded:
        found = [replace(chip, excluded=True, group=chip.key) for chip in found]
    return found


def _keyword(field: str, part: Keywords, value: str, where: Territories) -> FilterChip:
    chip = _plain(field, part, value)
    if field == "name":
        return replace(chip, also_text="name")
    if field in ("commune", "departement", "region", "epci", "territory", "near"):
        return _placed(chip, field, value, where)
    any_of, label = _coded(field, value)
    return replace(chip, any_of=any_of, label=label) if any_of else _unknown(chip, field, value, where)


def distance(part: Filter) -> float | None:
    """The kilometres that a part asks for, if it does."""
    if not isinstance(part, Numbers) or _FIELD_OF[part.field] != "distance":
        return None
    said = part.high or part.low
    return float(said) if said else None


def _plain(field: str, part: Filter, value: str) -> FilterChip:
    key = f"={field}:{phrase_key(value).replace(' ', '-') or value}"
    return FilterChip(
        key=key,
        field=field,
        label=value,
        any_of=(),
        group=key if field in EACH_COUNTS else field,
        words=value,
        start=part.start,
        end=part.end,
        explicit=True,
        unfinished=part.unfinished,
    )


def _coded(field: str, value: str) -> tuple[AnyOf, str]:
    """What a value of a nomenclature filters on, and its label; nothing when it is not known."""
    if field == "gir":
        known = value in GIRS
        return (((Condition("gir", frozenset({value})),),), f"GIR {value}") if known else ((), "")
    if field == "kind":
        found = [kind for kind, said in _KINDS_SAID.items() if phrase_key(value) in map(phrase_key, said)]
        return tuple((Condition("kind", frozenset({kind})),) for kind in found), value
    if field == "day" and (days := vocabulary.day_groups().get(phrase_key(value))):
        return ((Condition("day", frozenset(days), every=True),),), value
    if field == "availability" and value.lower() in (*_OPEN, *_FULL):
        value = "open" if value.lower() in _OPEN else "full"
    terms = [term for system in SYSTEMS[field] for term in nomenclatures.match(system, value)]
    if not terms:
        return (), ""
    return vocabulary.any_of(terms), vocabulary.label_of(phrase_key(value), terms)


def _day_number(day: date | None) -> int | None:
    """As the index counts days."""
    return (day - _DAY_ZERO).days if day else None


def _placed(chip: FilterChip, field: str, value: str, where: Territories) -> FilterChip:
    areas = list(_areas(field, value, where))
    if not areas:
        return _unknown(chip, field, value, where)
    placed = places.chip(areas, value, chip.start, chip.end)
    if field == "near":
        placed = around(placed, None)
    return replace(placed, key=chip.key, explicit=True, unfinished=chip.unfinished)


def _areas(field: str, value: str, where: Territories) -> Iterable[Area]:
    if field in ("commune", "near"):
        number = value.replace(" ", "")
        postcode = places.numbered(number, where) if number.isdigit() else None
        return [postcode] if postcode else places.commune_named(value, where, told=True)
    if field == "departement":
        found = places.numbered(value, where, told=True)
        found = found or places.departement_named(value, where, told=True)
    elif field == "region":
        found = places.region_named(value)
    else:
        found = places.group_named(value, where, told=True)
    return [found] if found else []


def around(chip: FilterChip, km: float | None) -> FilterChip:
    """The place of a filter, as the middle of a circle."""
    said = AROUND if km is None else KM_AROUND
    label = _(said).format(place=of_text(chip.label), km=f"{km or 0:g}")
    near = Near(chip.place, km)
    return replace(chip, key=f"near:{chip.place}", field="near", label=label, any_of=(), near=near, senses=())


AROUND, KM_AROUND = N_("Around {place}"), N_("{km} km around {place}")


def _amount(field: str, part: Numbers | Dates | YesNo) -> FilterChip:
    chip = _plain(field, part, part.text.partition(":")[2] or part.text)
    label = f"{_name(field)} {chip.words}".strip()
    if isinstance(part, YesNo):
        condition = Condition(field, frozenset({"yes" if part.value else "no"}))
    elif isinstance(part, Dates):
        condition = Condition(field, low=_day_number(part.first), high=_day_number(part.last))
    else:
        low = _cents(part.low, part.low_included, +1)
        high = _cents(part.high, part.high_included, -1)
        condition = Condition(field, low=low, high=high)
        label = _price_said(part)
    return replace(chip, label=label, any_of=((condition,),))


def _price_said(part: Numbers) -> str:
    """With the ends as they were typed: the index is asked for 7.99 at most where `prix:<8` stands."""
    low, high = (None if end is None else int(end * 100) for end in (part.low, part.high))
    inclusive = part.low_included if high is None else part.high_included
    return amounts.price_label(low, high, inclusive=inclusive)


def _cents(euros: Decimal | None, included: bool, inwards: int) -> int | None:
    """Whole cents with the end included; `inwards` is the direction of what is inside."""
    if euros is None:
        return None
    cents = euros * 100
    whole = int(cents.to_integral_value(ROUND_CEILING if inwards > 0 else ROUND_FLOOR))
    return whole if included or whole != cents else whole + inwards


def _name(field: str) -> str:
    return NAMES[field][0]


def _unknown(chip: FilterChip, field: str, value: str, where: Territories) -> FilterChip:
    """A filter that lets nothing pass and says why."""
    near = _similar(field, value, where)
    sentence = _(NOT_KNOWN).format(value=value, field=_name(field))
    if near:
        sentence += " " + _(PERHAPS).format(suggestions=", ".join(near))
    return replace(chip, label=f"{_name(field)}:{value}", problem=sentence, suggestions=near)


NOT_KNOWN = N_("“{value}” is not known as “{field}”.")
PERHAPS = N_("Did you mean {suggestions}?")


def _similar(field: str, value: str, where: Territories) -> tuple[str, ...]:
    if field in ("commune", "near"):
        return places.similar_names(value, where)
    labels: dict[str, str] = {}
    for system in SYSTEMS.get(field, ()):
        for term in nomenclatures.terms(system).values():
            labels.update({phrase_key(phrase): term.brief() for phrase in term.phrases() if phrase})
    near = difflib.get_close_matches(phrase_key(value), labels, n=2 * _SUGGESTED, cutoff=0.6)
    return tuple(dict.fromkeys(labels[key] for key in near))[:_SUGGESTED]
