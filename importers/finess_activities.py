"""FINESS+ flow "activités": what sites do, of which the social activities that help at home become services.

A record is one service of one site: activities of the same offer (for different people) make one.
"""

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

from core.errors import Invalid
from core.language import N_
from directory import communes
from directory.fields import Fields, compact
from directory.kinds import EntryKind
from importers import finess_json, finess_offers
from importers.facts import Area, Checked, Fact, Finding, Record, Refusal, Warning
from importers.finess_json import Flow, Json, part, parts, word

SOURCE = "finess-plus:activities"
VERSION = b"activities 1"
NO_NUMBER = N_("“{value}” is no FINESS number. Its activities were left out: tell the publisher.")
NO_COMMUNE = N_("“{value}” is no INSEE code of a commune. It was left out of the area served.")
_CAPACITY = "Capacité : {number} places"


def recognises(path: Path) -> bool:
    head = finess_json.beginning(path)
    return b'"pmej"' in head and (b'"activitesAutorisees"' in head or b'"activitesExercees"' in head)


def check(path: Path, mapping: Path | None = None) -> Checked:
    """Raises Invalid for a file that is cut short, or whose first entity is not of this flow."""
    one, entities = finess_json.first(path)
    if "numFiness" not in one:
        raise Invalid(finess_json.NO_ENTITIES, file=path.name)
    rows = sum(len(parts(site, "activitesExercees")) for each in entities for site in parts(each, "ege"))
    return Checked(path, SOURCE, rows, form=Flow(finess_json.made_on(path)))


def records(checked: Checked, area: Area) -> Iterator[Record | Refusal]:
    """The services of every site; an activity of another sort gives nothing."""
    flow: Flow = checked.form
    rank = 0
    for entity in finess_json.entities(checked.path):
        for site in parts(entity, "ege"):
            activities = parts(site, "activitesExercees")
            number, first = word(site, "numFinessEge"), rank + 1
            rank += len(activities)
            services = _services(activities, flow.made_on)
            if services and not finess_json.is_number(number):
                rows = sum(len(service) for service in services.values())
                yield Refusal(checked.path.name, first, "numFinessEge", number, NO_NUMBER, rows=rows)
            elif services:
                for name, service in services.items():
                    if _is_within(number, service, area):
                        yield _record(number, name, first, service)


def _services(activities: Iterable[Json], day: str) -> dict[str, list[Json]]:
    """The raw values used of open activities, by what names the service within its site."""
    found: dict[str, list[Json]] = {}
    for activity in activities:
        general = part(activity, "caracteristiquesGeneriques")
        end = word(general, "dateFinEffectiveActivite") or word(general, "dateFinActiviteAutorisee")
        raw = _raw(activity)
        offer = finess_offers.offer_of(raw["code"], raw["way"])
        if offer and not finess_json.has_ended(word(general, "etatObjet"), end, day):
            found.setdefault(raw["code"] + ("-" + offer.variety if offer.variety else ""), []).append(raw)
    return found


def _raw(activity: Json) -> Json:
    kinds = part(part(activity, "nature"), "caracteristiquesSpecifiques").values()
    kind = next((each for each in kinds if isinstance(each, dict) and "activiteSocialeRegulee" in each), {})
    capacities = [word(each, "nombre") for each in parts(activity, "capacite")]
    zone = part(activity, "zoneIntervention")
    return {
        "code": word(kind, "activiteSocialeRegulee"),
        "way": word(kind, "modeFonctionnement"),
        "people": word(kind, "public"),
        "capacity": max((int(each) for each in capacities if each.isdecimal() and len(each) < 6), default=0),
        "communes": sorted({word(each, "commune") for each in parts(zone, "communeZI")} - {""}),
    }


def _is_within(number: str, service: list[Json], area: Area) -> bool:
    """By the area it serves, or by the département in its number: this flow tells no address."""
    if area.everywhere:
        return True
    served = {commune for activity in service for commune in activity["communes"]}
    departements = {*map(communes.departement_of, served), _of_number(number)}
    near = set(map(communes.departement_of, area.communes)) if not served else set()
    return bool(served & area.communes or departements & (area.departements | near))


def _of_number(number: str) -> str:
    """The département in a FINESS number; "9A"… are the overseas ones."""
    if number[:1] == "9" and number[1:2] in "ABCDEF" and len(number) > 1:
        return f"97{'ABCDEF'.index(number[1]) + 1}"
    return number[:2]


def _record(number: str, name: str, rank: int, service: list[Json]) -> Record:
    text = json.dumps(service, sort_keys=True, ensure_ascii=False)
    digest = blake2b(text.encode(), digest_size=16, person=VERSION).digest()
    return Record(f"{number}:{name}", digest, rank, len(service), service)


def facts(record: Record) -> Iterable[Finding]:
    site = record.key.partition(":")[0]
    service: list[Json] = record.raw
    offer = finess_offers.offer_of(service[0]["code"], service[0]["way"])
    if offer is None:
        return
    areas, unknown = _areas(sorted({code for activity in service for code in activity["communes"]}))
    for code in unknown:
        yield Warning("", record.line, "communeZI", code, NO_COMMUNE)
    capacity = sum(activity["capacity"] for activity in service)
    people = {
        code
        for activity in service
        for code in finess_offers.audiences_of(activity["code"], activity["people"])
    }
    fields: Fields = {
        "name": offer.name,
        "organization": f"finess:{site}",
        "service_type": offer.service_type,
        "activities": sorted({activity["code"] for activity in service}),
        "audiences": sorted(people),
        "areas": areas,
        "description": _CAPACITY.format(number=capacity) if capacity else None,
    }
    yield Fact(EntryKind.SERVICE, record.key, compact(fields), record.line)


def _areas(codes: Iterable[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """Areas served by commune, and the codes that are no commune's."""
    areas, unknown = [], []
    for code in codes:
        if place := communes.by_code(code):
            areas.append({"rule": "commune", "code": place.code, "label": place.name})
        elif former := communes.by_code("d" + code):
            areas.append({"rule": "former", "code": former.code, "label": former.name})
        else:
            unknown.append(code)
    return areas, unknown
