"""Cells that only tables of services have: areas, rounds, prices, availability, who it is for."""

import re
from collections.abc import Callable

from core.language import N_
from core.text import clean, clean_lines, fold
from directory.schedules import DAYS as WEEK
from importers.habits import areas, dates, days, prices, rounds, vocabulary
from importers.habits import availability as places_left
from importers.tables.reading import GUESSED, Reading

NO_SUCH_TYPE = N_(
    "“{value}” is no type of service that we know. The service was taken without a type: choose one of "
    "the list."
)
NO_SUCH_AREA = N_(
    "“{value}” is no commune, postcode, EPCI or département that we can tell. It was kept in words, which no "
    "search by place finds: write a name and its postcode, such as “Gennes (49350)”."
)
NO_SUCH_CANTON = N_(
    "“{value}”: cantons are not known here. It was kept in words, which no search by place finds: write the "
    "names of its communes."
)
_MEALS_AT_HOME = "33"
_USUAL_UNITS = {_MEALS_AT_HOME: "meal", "35": "meal", "30": "hour", "34": "month"}
_AGE = re.compile(r"(?:plus de|partir de|de|des|:|^)?\s*(\d{1,3})\s*ans", re.IGNORECASE)
_AGES = re.compile(r"(\d{1,3})\s*(?:à|a|-)\s*(\d{1,3})\s*ans", re.IGNORECASE)
_WORD_NUMBERS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7}
_DELAY = re.compile(
    r"\b(\d{1,3}|une?|deux|trois|quatre|cinq|six|sept) ?(h|heures?|j|jours?|semaines?|mois)\b"
)
_BARE_PLACES = re.compile(
    r"\d+(?: ?(?:places?|lits?))?(?: (?:libres?|disponibles?|vacantes?|vacants?|restantes?|restants?))?"
)
_DAYS_IN = {"h": 1 / 24, "j": 1, "s": 7, "m": 30}


def service_type(reading: Reading, header: str, text: str) -> None:
    code = vocabulary.one("service_type", text)
    inside = vocabulary.read("service_type", text).codes
    if code is None and len(inside) == 1:
        reading.doubt(header, text, GUESSED, guess=vocabulary.label("service_type", inside[0]))
    if code or len(inside) == 1:
        reading.put("service_type", code or inside[0])
    else:
        reading.doubt(header, text, NO_SUCH_TYPE)
        reading.note(header, clean(text))


def audiences(reading: Reading, header: str, text: str) -> None:
    """People, and the ages said with them where no column says an age."""
    words = vocabulary.read("audience", text)
    reading.put("audiences", words.codes)
    if between := _AGES.search(text):
        reading.put("minimum_age", int(between[1]))
        reading.put("maximum_age", int(between[2]))
    elif (age := _AGE.search(text)) and "moins de" not in fold(text):
        reading.put("minimum_age", int(age[1]))
    if words.more:
        reading.note(header, ", ".join(words.more))


def operating_mode(reading: Reading, header: str, text: str) -> None:
    found = vocabulary.read("operating_mode", text).codes
    reading.put("operating_mode", "both" if len(found) > 1 else next(iter(found), None))
    if not found:
        reading.note(header, clean(text))


def availability_until(reading: Reading, header: str, text: str) -> None:
    day = dates.last_day(text, reading.said("availability_as_of") or reading.said("verified_at"))
    if day is None:
        reading.unread(header, text)
    else:
        reading.put("availability_until", day)


def _availability(reading: Reading, header: str, text: str) -> None:
    found = places_left.read(text, reading.said("availability_as_of") or reading.said("verified_at"))
    if found.state is None:
        reading.unread(header, text)
    reading.put("availability", found.state)
    reading.put("availability_note", clean(found.note, 300) if found.note else None)
    if reading.said("places") is None:
        reading.put("places", found.places)
    if not reading.said("availability_until"):
        reading.put("availability_until", found.until)


def _places(reading: Reading, header: str, text: str) -> None:
    """How many, or words that belong under another header: “complet”, “oui”."""
    said_elsewhere = any(other.strip() for _, other in reading.texts.cells.get("availability", ()))
    if re.search(r"\d", text) or said_elsewhere or places_left.read(text, None).state is None:
        _number_of("places", 100_000)(reading, header, text)
    else:
        _availability(reading, header, text)


def availability_from_places(reading: Reading) -> None:
    """Where no cell says it, a bare number of places does; words beside it may say the opposite."""
    cells = reading.texts.cells
    if any(text.strip() for _, text in cells.get("availability", ())) or reading.said("places") is None:
        return
    if _BARE_PLACES.fullmatch(fold(reading.texts.first("places")).strip(" .")):
        reading.put("availability", "open" if reading.said("places") else "full")


def _number_of(name: str, most: int) -> Callable[[Reading, str, str], None]:
    def read(reading: Reading, header: str, text: str) -> None:
        match = re.search(r"\d+", text)
        if match and int(match[0]) <= most:
            reading.put(name, int(match[0]))
        else:
            reading.unread(header, text)

    return read


def _gir(reading: Reading, header: str, text: str) -> None:
    """ "1 à 4", "3-6", "1,2,3", "GIR 5 et 6"."""
    found: set[int] = set()
    for first, last in re.findall(r"([1-6])\s*(?:à|a|-|–|au)\s*([1-6])", text):
        found.update(range(int(first), int(last) + 1))
    found.update(int(each) for each in re.findall(r"(?<!\d)[1-6](?!\d)", text))
    reading.put("gir", [str(each) for each in sorted(found)])
    if not found:
        reading.note(header, clean(text))


def _areas(reading: Reading, header: str, text: str) -> None:
    found = areas.read(text, reading.around)
    reading.put("areas", found.areas)
    _tell(reading, header, found.unread, found.guessed)


def _rounds(reading: Reading, header: str, text: str) -> None:
    found = rounds.read(text, reading.around)
    reading.put("rounds", found.rounds)
    _tell(reading, header, found.unread, found.guessed)


def _tell(reading: Reading, header: str, unread: list[str], guessed: list[tuple[str, str]]) -> None:
    for part in unread:
        canton = fold(part).startswith("canton")
        reading.doubt(header, part, NO_SUCH_CANTON if canton else NO_SUCH_AREA)
        reading.note(header, clean(part))
    for written, read_as in guessed:
        reading.doubt(header, written, GUESSED, guess=read_as)


def _days_covered(reading: Reading, header: str, text: str) -> None:
    found = days.read(text)
    reading.put("days_covered", sorted(found.codes))
    if found.unread or not found.codes:
        reading.note(header, clean(text))


def _days(reading: Reading, header: str, text: str) -> None:
    """Days of delivery of meals make a round; those of any other service are the days it covers."""
    found = days.read(text)
    if found.unread or not found.codes:
        reading.note(header, clean(text))
    if reading.said("service_type") == _MEALS_AT_HOME:
        if not reading.said("rounds") and found.codes:
            reading.put("rounds", [{"days": found.codes}])
    elif not reading.said("days_covered"):
        reading.put("days_covered", sorted(found.codes))


def days_from_rounds(reading: Reading) -> None:
    """Where no column says the days covered, the rounds may: what is brought every day covers every day."""
    if not reading.said("days_covered"):
        covered: set[str] = set()
        for each in reading.said("rounds") or ():
            brought = each.get("days", ())
            covered.update(each.get("days_covered") or (brought if len(brought) == len(WEEK) else ()))
        reading.put("days_covered", sorted(covered))


def _costs(reading: Reading, header: str, text: str) -> None:
    unit = _USUAL_UNITS.get(reading.said("service_type") or "")
    found = prices.read(text, unit)
    condition = reading.texts.first("cost_condition")
    costs = prices.with_conditions(found.costs, clean_lines(condition)) if condition else found.costs
    reading.put("costs", costs)
    if found.unread:
        reading.note(header, clean(found.unread))


def _cost_condition(reading: Reading, header: str, text: str) -> None:
    if not reading.texts.cells.get("costs"):
        reading.put("costs", [{"condition": clean(text, 300)}])


def _minimum_order(reading: Reading, header: str, text: str) -> None:
    match = re.search(r"\d{1,3}", text)
    if match:
        reading.put("minimum_order", int(match[0]))
        if "passage" in fold(text):
            reading.note(header, clean(text))
    elif not re.search(r"\b(?:aucun|sans|pas de|neant|non)\b", fold(text)):
        reading.note(header, clean(text))


def _notice_days(reading: Reading, header: str, text: str) -> None:
    """Whole days, upwards; the words are kept when they say more."""
    folded = fold(text)
    if match := _DELAY.search(folded):
        count = _WORD_NUMBERS.get(match[1]) or int(match[1])
        reading.put("notice_days", -int(-count * _DAYS_IN[match[2][0]] // 1))
        if match[0] != folded.strip():
            reading.note(header, clean(text))
    elif "veille" in folded:
        reading.put("notice_days", 1)
        if folded.strip() != "la veille":
            reading.note(header, clean(text))
    elif folded.strip(" .") in ("aucun", "sans delai", "immediat", "0", "le jour meme"):
        reading.put("notice_days", 0)
    elif folded.strip().isdigit() and len(folded.strip()) < 4:
        reading.put("notice_days", int(folded))
    else:
        reading.note(header, clean(text))


def _conditions(reading: Reading, header: str, text: str) -> None:
    before = reading.said("conditions")
    reading.put("conditions", "\n".join(filter(None, (before, clean_lines(text)))))


CELLS: dict[str, Callable[[Reading, str, str], None]] = {
    "minimum_age": _number_of("minimum_age", 130),
    "maximum_age": _number_of("maximum_age", 130),
    "gir": _gir,
    "areas": _areas,
    "rounds": _rounds,
    "days_covered": _days_covered,
    "days": _days,
    "costs": _costs,
    "cost_condition": _cost_condition,
    "minimum_order": _minimum_order,
    "notice_days": _notice_days,
    "places": _places,
    "availability": _availability,
    "conditions": _conditions,
}
