"""Prices as people write them: "6,96 €", "9.20€/repas", "22 €/h ; 31 € dimanche", "gratuit", "sur devis"."""

import re
from typing import Any, NamedTuple

from core.text import fold

Cost = dict[str, Any]

_AMOUNT = re.compile(
    r"(?P<euros>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[,.](?P<cents>\d{1,2}))?\s*"
    r"(?:€|euros?\b|eur\b)(?:\s*(?P<after>\d{2})\b(?!\s*(?:€|h|km)))?",
    re.IGNORECASE,
)
_BARE = re.compile(r"^\s*(?P<euros>\d{1,6})(?:[,.](?P<cents>\d{1,2}))?\s*$")
_UNITS = {
    "repas": "meal", "plateau": "meal", "menu": "meal", "heure": "hour", "h": "hour",
    "demi heure": "half_hour", "1/2 heure": "half_hour", "demi journee": "half_day",
    "1/2 journee": "half_day", "jour": "day", "journee": "day", "j": "day", "nuit": "night",
    "nuitee": "night", "semaine": "week", "mois": "month", "mensuel": "month", "an": "year", "annee": "year",
    "annuel": "year", "visite": "visit", "passage": "visit", "seance": "visit", "consultation": "visit",
    "deplacement": "visit", "acte": "visit", "trajet": "visit", "intervention": "visit", "km": "kilometre",
    "kilometre": "kilometre", "forfait": "package", "cycle": "package", "installation": "installation",
    "adhesion": "registration", "inscription": "registration", "dossier": "registration",
}  # fmt: skip
_UNIT = re.compile(
    r"^\s*(?:/|par\b|de l'|l'|la\b|le\b|du\b|les\b)?\s*(?P<unit>"
    + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
    + r")s?\b"
)
_PART = re.compile(r"\s*(?:;|\||\n|\bou\b|\bpuis\b)\s*", re.IGNORECASE)
_FREE = re.compile(r"\bgratuit|\bsans frais\b")


class Prices(NamedTuple):
    """Costs in the order written, and the words that hold no amount."""

    costs: list[Cost]
    unread: str


def read(text: str, usual_unit: str | None = None) -> Prices:
    """`usual_unit` is meant where the text names none, such as "meal" in a list of meal services."""
    costs: list[Cost] = []
    unread: list[str] = []
    for part in filter(None, _PART.split(text)):
        found = _costs(part, usual_unit)
        costs += found
        if not found:
            unread.append(part)
    return Prices(costs, " ; ".join(unread))


def with_conditions(costs: list[Cost], text: str) -> list[Cost]:
    """A condition that repeats an amount belongs to that price; any other to each price."""
    for part in filter(None, map(str.strip, re.split(r"[;|\n]", text))):
        amounts = {_cents(match) for match in _AMOUNT.finditer(part)}
        named = [cost for cost in costs if cost.get("cents") in amounts]
        condition = _AMOUNT.sub("", part).strip(" ,:") if named else part
        for cost in named or costs or [_new(costs)]:
            cost["condition"] = ", ".join(filter(None, (cost.get("condition"), condition)))
    return costs


def _new(costs: list[Cost]) -> Cost:
    costs.append({})
    return costs[-1]


def _costs(part: str, usual_unit: str | None) -> list[Cost]:
    matches = list(_AMOUNT.finditer(part)) or list(filter(None, [_BARE.match(part)]))
    if not matches:
        return _without_amount(part)
    ends = [match.start() for match in matches[1:]] + [len(part)]
    before = part[: matches[0].start()]
    costs = [
        _cost(match, part[match.end() : end], usual_unit) for match, end in zip(matches, ends, strict=True)
    ]
    if words := before.strip(" :,-"):
        costs[0]["condition"] = " ".join(filter(None, (words, costs[0].get("condition"))))
    return costs


def _without_amount(part: str) -> list[Cost]:
    folded = fold(part)
    if _FREE.search(folded):
        return [{"cents": 0} | ({"condition": part} if folded not in ("gratuit", "gratuite") else {})]
    return [{"option": part}] if "devis" in folded else []


def _cost(match: re.Match[str], after: str, usual_unit: str | None) -> Cost:
    unit = _UNIT.match(_folded(after))
    words = after[unit.end() :] if unit else after
    condition = re.sub(r"^(?:et|à|a)$", "", words.strip(" ,:;()-–à")).strip()
    cost: Cost = {"cents": _cents(match)}
    if named := _UNITS[unit["unit"]] if unit else usual_unit:
        cost["unit"] = named
    return cost | ({"condition": condition} if condition else {})


def _folded(text: str) -> str:
    """Of the same length, so that places in it are places in the text."""
    folded = "".join(fold(char) or " " for char in text)
    return folded if len(folded) == len(text) else text.lower()


def _cents(match: re.Match[str]) -> int:
    groups = match.groupdict()
    cents = groups.get("cents") or groups.get("after") or "0"
    return int(re.sub(r"\D", "", match["euros"])) * 100 + int(cents.ljust(2, "0"))
