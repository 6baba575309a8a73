"""From a text to filters that a person sees and can take away; what is left is sought as words.

The longest phrase wins. A filter that a person removed (its key is in `removed`) leaves its words to be
sought as text. Nothing here asks the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from core import clock
from core.language import N_, _
from core.text import fold
from directory import communes, territory_records
from directory.nomenclatures import LITTLE_WORDS, phrase_key
from directory.search import explicit, places, refusals, spoken, vocabulary
from directory.search.chips import SOUGHT, AlsoText, FilterChip, LeftWord, Understood
from directory.search.places import Area, Territories
from directory.search.reading import CIVIL, TITLE, Reading
from directory.search.typed import Typed, typed
from search.analysis import STOP_WORDS
from search.language import Parsed, parse
from search.parts import FreeWord

NOT_READ = N_("“{text}” cannot be read, so it does not count.")
FROM_WHERE = N_("Say from where: {km} km around which commune?")
NO_HOURS = N_("The time of day is no filter (“{words}”): see the hours of each.")
NO_ROSTERS = N_(
    "Who is on call today is not told here: dial 15 or 116 117 for a doctor, 3237 for a pharmacy."
)
_SAID_IN_TEXTS = frozenset({
    "diet", "audience", "funding", "access", "mode", "operating_mode", "conventionnement", "home_visits",
})  # fmt: skip
_NAMES = SOUGHT | {"commune", "departement", "epci", "territory"}  # their words may be somebody's name
_SAY_NOTHING = LITTLE_WORDS | STOP_WORDS
_UNSURE = 3  # letters of a word still being typed that may yet become another


def understand(
    session: Session, text: str, removed: frozenset[str], here: frozenset[str], at: datetime
) -> Understood:
    """What a text asks for in an instance whose communes are `here`."""
    where = Territories(here, territory_records.snapshot(session).named)
    return read(text, where, removed, clock.day(at))


def read(
    text: str, where: Territories, removed: frozenset[str] = frozenset(), today: date | None = None
) -> Understood:
    """The same, with the names of the territories and the day given."""
    parsed = parse(text, explicit.FIELDS)
    reading = Reading(typed(text, parsed), where, removed, today)
    reading.read()
    says_more = bool(reading.chips or reading.named or reading.numbers or parsed.filters or parsed.phrases)
    hours = spoken.leave_out(reading.typed, says_more)
    chips, values = _explicit(parsed, where, removed)
    km = next((km for part in parsed.filters if (km := explicit.distance(part)) is not None), reading.km)
    excluded, without = _excluded(parsed, where, removed)
    found = _around([*reading.chips, *_places(reading.named), *chips], km)
    words = [*_left(reading.typed), *reading.numbers, *values]
    found = [*_with_texts(found, bool(words)), *excluded]
    found.sort(key=lambda chip: chip.start)
    return Understood(
        chips=tuple(found),
        words=tuple(words),
        phrases=tuple(phrase.text for phrase in parsed.phrases),
        without=without,
        notices=tuple(_notices(parsed, found, km, hours, spoken.asks_who_is_on_duty(reading.typed))),
        fallbacks=_fallbacks(found, reading.title_used),
        text=text,
    )


def _explicit(
    parsed: Parsed, where: Territories, removed: frozenset[str]
) -> tuple[list[FilterChip], list[LeftWord]]:
    """The filters of the language, and the values of those that were removed."""
    found = [chip for part in parsed.filters for chip in explicit.chips(part, where)]
    kept = [chip for chip in found if chip.key not in removed]
    values = [LeftWord(chip.words) for chip in found if chip.key in removed and not chip.excluded]
    return kept, values


def _places(named: Sequence[tuple[FilterChip, list[Area]]]) -> list[FilterChip]:
    """A département or a postcode tells homonyms apart and is no further filter: “Gennes 49”."""
    communes = [(chip, areas) for chip, areas in named if chip.field == "commune"]
    wide = [(chip, areas) for chip, areas in named if chip.field != "commune"]
    used: set[str] = set()
    found = []
    for chip, areas in communes:
        for outer, (area, *_rest) in wide:
            inside = [each for each in areas if not each.codes.isdisjoint(area.codes)]
            if inside:
                used.add(outer.key)
                chip = _narrowed(chip, areas, inside)
                areas = inside
        found.append(chip)
    return [*found, *(chip for chip, _areas in wide if chip.key not in used)]


def _narrowed(chip: FilterChip, areas: list[Area], inside: list[Area]) -> FilterChip:
    if len(inside) == len(areas):
        return chip
    narrow = places.chip(inside, chip.words, chip.start, chip.end)
    return replace(narrow, also_text=chip.also_text, unfinished=chip.unfinished)


def _around(chips: list[FilterChip], km: float | None) -> list[FilterChip]:
    """“Saumur 15 km” is around Saumur."""
    if km is None:
        return chips
    placed = [chip for chip in chips if chip.place and not chip.excluded]
    middles = [chip for chip in placed if chip.near is not None] or placed
    if len(middles) > 1 and middles[0].near is None:
        return chips
    return [_at_distance(chip, km) if chip in middles else chip for chip in chips]


def _at_distance(chip: FilterChip, km: float) -> FilterChip:
    """One that was told its distance keeps it."""
    if chip.near is not None and chip.near.km is not None:
        return chip
    place = communes.by_code(chip.place)
    named = replace(chip, label=places.label_of(place)) if place else chip
    return replace(explicit.around(named, km), key=chip.key)


def _with_texts(chips: list[FilterChip], words_left: bool) -> list[FilterChip]:
    """How the words of each filter count beside it.

    A name may hold the word for a profession; where two such words meet ("psychologue cmp"), the one may be
    in a text of what the other names. Beside other words, a commune may be a name, too ("lucie saumur").
    """
    several = len({chip.group for chip in chips if chip.field in SOUGHT}) > 1
    return [
        chip
        if chip.explicit or chip.excluded
        else replace(chip, also_text=_text_of(chip, several, words_left))
        for chip in chips
    ]


def _text_of(chip: FilterChip, several: bool, words_left: bool) -> AlsoText:
    if chip.unfinished and len(chip.words) <= _UNSURE:
        return "text"
    if chip.field in SOUGHT:
        return "text" if several else "name"
    if chip.field == "commune" and words_left:
        return "name"
    return "text" if chip.field in _SAID_IN_TEXTS else chip.also_text


def _excluded(
    parsed: Parsed, where: Territories, removed: frozenset[str]
) -> tuple[list[FilterChip], tuple[str, ...]]:
    """`-ehpad` leaves out all EHPAD, `-saumur` what stands there; any other word, what holds it."""
    chips: list[FilterChip] = []
    without = []
    for part in parsed.excluded:
        chip = _refusal(part, where) if isinstance(part, FreeWord) else None
        if chip is None or chip.key in removed:
            without.append(part.text)
        else:
            chips.append(chip)
    return chips, tuple(without)


def _refusal(part: FreeWord, where: Territories) -> FilterChip | None:
    """The filter that an excluded word means, whatever the names of what it leaves out."""
    key = f"-{part.text.lower()}"
    if areas := places.commune_named(part.text, where, told=False):
        chip = places.chip(areas, part.text, part.start, part.end)
        return replace(chip, key=key, group=key, any_of=refusals.standing_in(areas), excluded=True)
    meaning = vocabulary.meaning(phrase_key(part.text))
    if meaning is None:
        return None
    senses = meaning.senses()
    return FilterChip(
        key=key,
        field=meaning.field,
        label=" / ".join(sense.label for sense in senses),
        any_of=tuple(every for sense in senses for every in sense.any_of),
        group=key,
        words=part.text,
        start=part.start,
        end=part.end,
        also_text="text",
        excluded=True,
    )


def _left(typed: Typed) -> Iterable[LeftWord]:
    """The words that are no filter, without little words and titles of persons."""
    left = list(typed.left())
    names = [word for word in left if fold(word.text).strip(".") not in CIVIL] or left
    for word in names:
        said = fold(word.text).replace("'", " ").split()
        if word.unfinished or not _SAY_NOTHING.issuperset(said):
            yield word


def _notices(
    parsed: Parsed, chips: Iterable[FilterChip], km: float | None, hours: str, on_duty: bool
) -> Iterable[str]:
    if on_duty:
        yield _(NO_ROSTERS)
    yield from (chip.problem for chip in chips if chip.problem)
    for part in parsed.ignored:
        if not part.unfinished:
            yield _(NOT_READ).format(text=part.text)
    if km is not None and not any(chip.near for chip in chips):
        yield _(FROM_WHERE).format(km=f"{km:g}")
    if hours:
        yield _(NO_HOURS).format(words=hours)


def _fallbacks(chips: Sequence[FilterChip], title_used: bool) -> tuple[frozenset[str], ...]:
    """What to take as text when nothing is found: one filter after the other, from the last, then all."""
    keys = [
        chip.key for chip in reversed(chips) if chip.field in _NAMES and not (chip.explicit or chip.excluded)
    ]
    ways = [frozenset({TITLE})] if title_used else []
    ways += [frozenset({key}) for key in keys]
    return tuple([*ways, frozenset(keys)] if len(keys) > 1 else ways)
