"""Days as people write them: "lun-sam", "7j/7", "du lundi au vendredi sauf mercredi", "L M Me J V"."""

import re
from typing import NamedTuple

from core.text import fold
from directory.schedules import DAYS

WEEK = list(DAYS)
WORKING = WEEK[:5]
HOLIDAYS = "ho"
_NAMES = {
    "lundi": "mo", "lundis": "mo", "lun": "mo", "lu": "mo", "mardi": "tu", "mardis": "tu", "mar": "tu",
    "ma": "tu", "mercredi": "we", "mercredis": "we", "mercr": "we", "merc": "we", "mer": "we", "me": "we",
    "jeudi": "th", "jeudis": "th", "jeu": "th", "je": "th", "vendredi": "fr", "vendredis": "fr",
    "vend": "fr", "ven": "fr", "ve": "fr", "samedi": "sa", "samedis": "sa", "sam": "sa", "sa": "sa",
    "dimanche": "su", "dimanches": "su", "dim": "su", "di": "su", "feries": "ho", "ferie": "ho",
}  # fmt: skip
_LETTERS = {"l": "mo", "j": "th", "v": "fr", "s": "sa", "d": "su"}  # "m" is Tuesday, then Wednesday
_SETS = (
    (re.compile(r"\b7 ?(?:j(?:ours?)?)? ?(?:/|sur) ?7(?: ?j(?:ours?)?)?\b|\b7 ?jours?\b"), WEEK),
    (re.compile(r"\b6 ?(?:j(?:ours?)?)? ?(?:/|sur) ?7\b"), WEEK[:6]),
    (re.compile(r"\b5 ?(?:j(?:ours?)?)? ?(?:/|sur) ?7\b"), WORKING),
    (
        re.compile(
            r"\btous les jours\b|\btoute la semaine\b|\bchaque jour\b|\bquotidien(?:ne)?(?:ment)?\b|\btlj\b"
        ),
        WEEK,
    ),
    (re.compile(r"\bjours ouvrables\b"), WEEK[:6]),
    (re.compile(r"\bjours ouvres\b|\ben semaine\b|\bla semaine\b"), WORKING),
    (re.compile(r"\b(?:le )?week ?end\b|\bles week ?ends\b|\bw ?e\b"), WEEK[5:]),
)
_EXCEPT = re.compile(r"\b(?:sauf|hors|excepte|a l'exception d[eu]s?)\b")
_RANGE = frozenset({"-", "–", "—", "→", ">", "a", "au"})
_TOKEN = re.compile(r"[a-z]+|[-–—→>]|[^\sa-z]")
_SILENT = frozenset(
    [
        "le",
        "les",
        "du",
        "de",
        "et",
        "jours",
        "jour",
        "y",
        "compris",
        "inclus",
        ",",
        ";",
        "/",
        "+",
        "&",
        ".",
        ":",
        "(",
        ")",
    ]
)


class Days(NamedTuple):
    """Codes in the order of the week ("ho" for public holidays last), and the words not understood."""

    codes: list[str]
    unread: str


def read(text: str) -> Days:
    kept, _, without = _split(_lowered(text))
    found, unread = _read(kept)
    taken_out, more = _read(without)
    if without and taken_out and not found:
        found = list(WEEK)
    codes = [code for code in (*WEEK, HOLIDAYS) if code in found and code not in taken_out]
    return Days(codes, " ".join(filter(None, (unread, more))))


def next_day(code: str) -> str:
    return WEEK[(WEEK.index(code) + 1) % 7]


def _split(text: str) -> tuple[str, str, str]:
    match = _EXCEPT.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


def _lowered(text: str) -> str:
    """Folded, with its hyphens, since they make ranges."""
    return "-".join(fold(part) if part.strip() else "" for part in re.split(r"[-‐–—]", text)).replace(
        "week-end", "week end"
    )


def _read(text: str) -> tuple[list[str], str]:
    found: list[str] = []
    for pattern, codes in _SETS:
        text, count = pattern.subn(" ", text)
        if count:
            found += codes
    tokens = _TOKEN.findall(text)
    codes, unread = _sequence(tokens)
    return found + codes, unread


def _sequence(tokens: list[str]) -> tuple[list[str], str]:
    codes: list[str] = []
    unread: list[str] = []
    after_range = False
    for token in tokens:
        days = _named(token, codes)
        if days and after_range and codes:
            codes += _between(codes[-1], days[0]) + days[1:]
        else:
            codes += days
        if days:
            after_range = False
        elif token in _RANGE:
            after_range = True
        elif token not in _SILENT:
            unread.append(token)
    return codes, " ".join(unread)


def _named(token: str, before: list[str]) -> list[str]:
    if token in _NAMES:
        return [_NAMES[token]]
    if token == "m":
        return ["we"] if before and before[-1] == "tu" else ["tu"]
    if token in _LETTERS:
        return [_LETTERS[token]]
    return _initials(token)


def _initials(token: str) -> list[str]:
    """ "lmmjv", at least three letters in the order of the week."""
    if len(token) < 3 or set(token) - set("lmjvsd"):
        return []
    codes: list[str] = []
    for letter in token:
        codes += _named(letter, codes)
    places = [WEEK.index(code) for code in codes]
    return codes if places == sorted(set(places)) else []


def _between(first: str, last: str) -> list[str]:
    """The days after the first up to the last; the week turns round."""
    if HOLIDAYS in (first, last):
        return [last]
    start, end = WEEK.index(first), WEEK.index(last)
    return [WEEK[at % 7] for at in range(start + 1, end + 1 if end > start else end + 8)]
