"""Places left as people say it: "complet jusqu'en mars", "3 places", "liste d'attente", "oui"."""

import re
from typing import NamedTuple

from core.text import fold
from importers.habits import answers, dates

_FULL = re.compile(r"\bcomplete?s?\b|\bplus de place|\bpas de place|\baucune place|\bferme\b|\bsature")
_WAITING = re.compile(r"\battente\b")
_OPEN = re.compile(r"\bplaces?\b|\bdispo|\blibres?\b|\bouvert\b|\bimmediat")
_UNKNOWN = re.compile(r"\binconnu|\bnous consulter|\ba verifier|\bnon renseigne|\bnc\b|\?")
_NUMBER = re.compile(r"\b(\d{1,4})\b ?(?:places?|lits?)")
_UNTIL = re.compile(r"\bjusqu|\bavant\b|\bfin\b")
_PLAIN = frozenset(
    ["complet", "complete", "liste d'attente", "sur liste d'attente", "attente", "places disponibles",
     "place disponible", "disponible", "disponibles", "dispo", "places", "oui", "non", "inconnu", "ouvert"]
)  # fmt: skip


class Availability(NamedTuple):
    """`state` is a code of the nomenclature or None; `note` keeps what the code does not say."""

    state: str | None
    places: int | None = None
    until: str | None = None
    note: str | None = None


def read(text: str, as_of: str | None) -> Availability:
    """`as_of`: the day it was said, to tell the year of "jusqu'en mars"."""
    words = fold(text)
    number = _NUMBER.search(words)
    until = dates.last_day(text, as_of) if _UNTIL.search(words) else None
    note = None if words.strip(" .") in _PLAIN else text
    return Availability(_state(words), int(number[1]) if number else None, until, note)


def _state(words: str) -> str | None:
    if _FULL.search(words):
        return "full"
    if _WAITING.search(words):
        return "waiting"
    if _UNKNOWN.search(words):
        return "unknown"
    if re.search(r"\b0 places?\b", words):
        return "full"
    if _OPEN.search(words):
        return "open"
    ticked = answers.read(words)
    return None if ticked is None else ("open" if ticked else "full")
