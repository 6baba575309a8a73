"""Opening hours as people write them: "lun-ven 9h-12h / 14h-17h30", "24h/24", "mar 14h-17h ; ven 14h-17h"."""

import re
from typing import NamedTuple

from core.text import fold
from importers.habits import days

Slot = dict[str, str]

_TIME = r"(?:[01]?\d|2[0-4])\s?(?:h|:)(?:[0-5]\d(?!\d)|\s[0-5]\d(?!\s?[h:\d]))?"
_SPAN = re.compile(
    rf"(?:de\s+)?({_TIME})\s*(?:-|–|—|→|à|a|jusqu'à|jusqu'a)\s*({_TIME}|minuit|midi)", re.IGNORECASE
)
_ALL_DAY = re.compile(r"\b24\s?h?(?:eures?)?\s?/\s?24(?:\s?h)?\b|\b24\s?heures sur 24\b", re.IGNORECASE)
_LINKS = re.compile(r"^(?:[\s,;/&+().:-]|et|puis|de)*$", re.IGNORECASE)
_EXCEPT = re.compile(r"\b(?:sauf|hors|ferm[ée]e?s?)\b", re.IGNORECASE)
_HALVES = {"matin": ("00:00", "12:00"), "apres midi": ("12:00", "24:00"), "aprem": ("12:00", "24:00")}
_MONTHLY = re.compile(
    r"\b(?:1er|\d\s?e(?:me)?|premier|deuxi[eè]me|dernier|semaines? (?:im)?paires?|par mois|du mois)\b",
    re.IGNORECASE,
)


class Hours(NamedTuple):
    """Weekly slots, and the words not understood."""

    slots: list[Slot]
    unread: str


def read(text: str, usual_days: list[str] | None = None) -> Hours:
    """`usual_days` are those meant where the text names none; otherwise every day."""
    slots: list[Slot] = []
    unread: list[str] = []
    for segment in filter(str.strip, re.split(r"[;|\n]", text)):
        found = _segment(segment, usual_days or days.WEEK)
        if found is None:
            unread.append(segment.strip())
        else:
            slots = _without(slots, segment) if not found else slots + found
    unique = list({tuple(slot.values()): slot for slot in slots}.values())
    return Hours(sorted(unique, key=_order), " ; ".join(unread))


def _segment(text: str, usual: list[str]) -> list[Slot] | None:
    """The slots of a part without ";"; None when it cannot be said by week."""
    if _MONTHLY.search(text):
        return None
    kept, exception = _apart(text)
    pieces = _pieces(kept)
    if not any(spans for _, spans in pieces):
        return None
    slots: list[Slot] = []
    named: list[str] = []
    for words, spans in pieces:
        found = days.read(words)
        if found.unread or (not found.codes and not _LINKS.match(words)):
            return None
        named = found.codes or named
        if not spans and named:  # the days come after the hours: "9h-17h du lundi au vendredi"
            slots = [slot | {"day": day} for slot in slots if slot["day"] in ("?",) for day in named] or slots
        for span in spans:
            slots += [slot for day in (named or ["?"]) for slot in _slots(day, *span)]
    slots = [filled for slot in slots for filled in _filled(slot, usual)]
    return _without(slots, exception) if exception else slots


def _apart(text: str) -> tuple[str, str]:
    match = _EXCEPT.search(text)
    return (text[: match.start()].rstrip(" ,("), text[match.start() :]) if match else (text, "")


def _pieces(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Words with the spans that follow them, until other words that are more than a link."""
    pieces: list[tuple[str, list[tuple[str, str]]]] = []
    text = _ALL_DAY.sub(" 0h-24h ", text)
    end = 0
    for match in _SPAN.finditer(text):
        words = text[end : match.start()]
        if not pieces or not _LINKS.match(words):
            pieces.append((words, []))
        pieces[-1][1].append((_clock(match[1]), _clock(match[2])))
        end = match.end()
    if not _LINKS.match(text[end:]):
        pieces.append((text[end:], []))
    return pieces


def _clock(text: str) -> str:
    if text.lower() in ("minuit", "midi"):
        return "24:00" if text.lower() == "minuit" else "12:00"
    hour, _, minute = re.sub(r"\s", "", text.lower()).replace(":", "h").partition("h")
    return f"{int(hour):02d}:{minute or '00'}" if int(hour) < 24 else "24:00"


def _slots(day: str, opens: str, closes: str) -> list[Slot]:
    """One slot, or two when it goes on after midnight."""
    if closes > opens:
        return [{"day": day, "opens": opens, "closes": closes}]
    after = day if day == "?" or day == days.HOLIDAYS else days.next_day(day)
    late = [{"day": day, "opens": opens, "closes": "24:00"}] if opens < "24:00" else []
    return late + ([{"day": after, "opens": "00:00", "closes": closes}] if closes > "00:00" else [])


def _filled(slot: Slot, usual: list[str]) -> list[Slot]:
    if slot["day"] != "?":
        return [slot] if slot["day"] in days.WEEK else []
    return [slot | {"day": day} for day in usual if day in days.WEEK]


def _without(slots: list[Slot], exception: str) -> list[Slot]:
    """The slots without those of "sauf mercredi après-midi"."""
    words = fold(_EXCEPT.sub(" ", exception))
    half = next((half for half in _HALVES if half in words), None)
    closed = days.read(words.replace(half, " ") if half else words).codes
    first, last = _HALVES[half] if half else ("00:00", "24:00")
    return [slot for slot in slots if slot["day"] not in closed or not (first <= slot["opens"] < last)]


def _order(slot: Slot) -> tuple[int, str]:
    return days.WEEK.index(slot["day"]), slot["opens"]
