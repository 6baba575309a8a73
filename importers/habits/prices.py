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
    "deplacement": "visit", "acte": "visit", "trajet": "trip", "course": "trip", "intervention": "visit",
    "km": "kilometre", "kilometre": "kilometre", "forfait": "package", "cycle": "package",
    "installation": "installation", "adhesion": "registration", "inscription": "registration",
    "dossier": "registration",
}  # fmt: skip
_UNIT = re.compile(
    r"^\s*(?:/|par\b|de l'|l'|la\b|le\b|du\b|les\b)?\s*(?P<unit>"
    + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
    + r")s?\b"
)
_PART = re.compile(r"\s*(?:;|\||\n|\bou\b|\bpuis\b)\s*", re.IGNORECASE)
_FREE = re.compile(r"\bgratuit|\bsans frais\b")
_RANGE = re.compile(
    r"(\d+(?:[,.]\d{1,2})?)(\s*(?:à|a|et|-|–|/)\s*)(?=\d+(?:[,.]\d{1,2})?\s*(?:€|euros?\b))", re.IGNORECASE
)
_SIGN_FIRST = re.compile(r"^\s*€\s*(\d+(?:[,.]\d{1,2})?)(?!\s*(?:€|euro))")
_SILENT = re.compile(r"\bttc\b|\*", re.IGNORECASE)
_SUPPLEMENT = re.compile(r"(?:\+|\bplus)\s*$|\blivraisons?\b|\bsupplement", re.IGNORECASE)
_OF_SUPPLEMENT = re.compile(r"^\s*(?:de |pour la |par )?(?:livraisons?|supplement)\b")


class Prices(NamedTuple):
    """Costs in the order written, and the words that hold no amount."""

    costs: list[Cost]
    unread: str


def read(text: str, usual_unit: str | None = None) -> Prices:
    """`usual_unit` is meant where the text names none, such as "meal" in a list of meal services."""
    costs: list[Cost] = []
    parts = filter(None, map(_plain, _PART.split(text)))
    unread = [part for part in parts if not _add(part, usual_unit, costs)]
    return Prices(costs, " ; ".join(unread))


def _plain(part: str) -> str:
    """Every amount with its sign: "8 à 12 €" → "8 € à 12 €"; prices to people are TTC."""
    return _RANGE.sub(r"\1 €\2", _SIGN_FIRST.sub(r"\1 €", _SILENT.sub(" ", part))).strip()


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


def _add(part: str, usual_unit: str | None, costs: list[Cost]) -> bool:
    """Add the costs of a part; False when it tells none. What comes on top of a price is its condition."""
    matches = list(_AMOUNT.finditer(part)) or list(filter(None, [_BARE.match(part)]))
    if not matches:
        free = _without_amount(part)
        costs += free
        return bool(free)
    ends = [match.start() for match in matches[1:]] + [len(part)]
    lead = part[: matches[0].start()]
    for match, end in zip(matches, ends, strict=True):
        after, next_lead = _apart(part[match.end() : end]) if end < len(part) else (part[match.end() :], "")
        if costs and (_SUPPLEMENT.search(_folded(lead)) or _OF_SUPPLEMENT.match(_folded(after))):
            _say(costs[-1], _bare(f"{lead}{match[0]}{after}", "+"))
        else:
            costs.append(_cost(match, after, usual_unit))
            _say(costs[-1], _bare(lead), first=True)
        lead = next_lead
    return True


def _apart(gap: str) -> tuple[str, str]:
    """The words between two amounts: what is said of the one before, and of the one after."""
    if gap.rstrip().endswith(":"):
        return "", gap
    cut = re.search(r"\((?!.*\))|(?:\+|\bplus)\s*$", gap)
    return (gap[: cut.start()], gap[cut.start() :]) if cut else (gap, "")


def _say(cost: Cost, words: str, first: bool = False) -> None:
    """Add words to the condition of a cost."""
    said = [words, cost.get("condition")] if first else [cost.get("condition"), words]
    if words:
        cost["condition"] = (" " if first else ", ").join(filter(None, said))


def _bare(words: str, kept: str = "") -> str:
    """Without what only joins amounts."""
    stripped = words.strip("".join(set(" ,:;()-–/+") - set(kept)))
    return re.sub(r"^(?:et|à|a|de|entre|plus)$", "", stripped, flags=re.IGNORECASE)


def _without_amount(part: str) -> list[Cost]:
    folded = fold(part)
    if _FREE.search(folded):
        return [{"cents": 0} | ({"condition": part} if folded not in ("gratuit", "gratuite") else {})]
    return [{"option": part}] if "devis" in folded else []


def _cost(match: re.Match[str], after: str, usual_unit: str | None) -> Cost:
    unit = _UNIT.match(_folded(after))
    condition = _bare(after[unit.end() :] if unit else after)
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
