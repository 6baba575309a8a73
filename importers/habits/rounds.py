"""Delivery rounds as people write them: "lun matin : Gennes, Cunault → couvre lun-mar | mer : Doué"."""

import re
from typing import Any, NamedTuple

from importers.habits import areas, days

Round = dict[str, Any]

_ROUNDS = re.compile(r"\s*[|\n]\s*")
_COVERS = re.compile(r"\s*(?:→|->|=>|⇒|\bcouvr(?:e|ent|ant)\b|\brepas (?:de|du)\b)\s*", re.IGNORECASE)
_AFTERNOON = re.compile(r"\b(?:apr[eè]s[- ]?midi|aprem|pm)\b", re.IGNORECASE)
_MORNING = re.compile(r"\bmatin(?:[ée]e)?s?\b", re.IGNORECASE)


class Rounds(NamedTuple):
    """Rounds in the order written; parts that are none; communes read as another name."""

    rounds: list[Round]
    unread: list[str]
    guessed: list[tuple[str, str]]


def read(text: str, around: areas.Around) -> Rounds:
    found = Rounds([], [], [])
    for part in filter(None, _ROUNDS.split(text.strip())):
        _read(part, around, found)
    return found


def _read(part: str, around: areas.Around, found: Rounds) -> None:
    when_and_where, covered = _covered(part)
    when, _, where = when_and_where.partition(":")
    half_day, when = _half_day(when)
    delivered = days.read(when)
    served = areas.read(where, around)
    if not delivered.codes or delivered.unread:
        found.unread.append(part)
        return
    meal_round: Round = {"days": delivered.codes}
    if half_day:
        meal_round["half_day"] = half_day
    if covered:
        meal_round["days_covered"] = covered
    if served.areas:
        meal_round["areas"] = served.areas
    found.rounds.append(meal_round)
    found.unread.extend(served.unread)
    found.guessed.extend(served.guessed)


def _covered(part: str) -> tuple[str, list[str]]:
    pieces = [piece for piece in _COVERS.split(part) if piece]
    return pieces[0] if pieces else "", days.read(" ".join(pieces[1:])).codes


def _half_day(when: str) -> tuple[str | None, str]:
    for half_day, pattern in (("pm", _AFTERNOON), ("am", _MORNING)):
        if pattern.search(when):
            return half_day, pattern.sub(" ", when)
    return None, when
