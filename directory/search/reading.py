"""Reading the free words of a search: which runs of words are a filter, and which one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from core.language import N_, _
from directory import nomenclatures
from directory.search import amounts, demonyms, explicit, places, refusals, surroundings, vocabulary, weekdays
from directory.search.chips import AnyOf, Condition, FilterChip, LeftWord
from directory.search.place_words import ARTICLES, PlaceWords, is_short_saint, with_announcement
from directory.search.places import Area, Territories
from directory.search.typed import Span, Typed

NEW_PATIENTS, HOME_VISITS = N_("Takes new patients"), N_("Home visits")
_YES_LABELS = {"new_patients": NEW_PATIENTS, "home_visits": HOME_VISITS}

CIVIL = frozenset({"mme", "madame", "m", "mr", "monsieur", "mlle", "mademoiselle"})
DOCTOR = frozenset({"dr", "docteur", "pr", "professeur"})
TITLE = "title"  # in `removed`: what follows a title is not a name
_GIR = re.compile(r"gir ?([1-6])")
_LONGEST_PLACE = 8


@dataclass
class Reading:
    """What was found so far in the words of one text."""

    typed: Typed
    where: Territories
    removed: frozenset[str]
    today: date | None = None
    chips: list[FilterChip] = field(default_factory=list)
    named: list[tuple[FilterChip, list[Area]]] = field(default_factory=list)  # places
    km: float | None = None
    title_used: bool = False
    numbers: list[LeftWord] = field(default_factory=list)  # telephones, registers

    @cached_property
    def place_words(self) -> PlaceWords:
        return PlaceWords(self.typed, self.where)

    def read(self) -> None:
        """Take every run of words that means something, the most telling ways of saying it first."""
        numbers = any(piece.text[0].isdigit() for piece in self.typed.pieces)
        if numbers:
            self._numbers()
            self._distances()
        self._surroundings()
        if numbers:
            self._prices()
        attempts = (
            self._days, self._yes, self._places_left, self._gir, self._place, self._phrase, self._country,
        )  # fmt: skip
        most = min(max(vocabulary.longest(), _LONGEST_PLACE), len(self.typed.pieces))
        for size in range(most, 0, -1):
            for span in self.typed.spans(size):
                any(attempt(span) for attempt in attempts)
        if len(self.named) > 1:
            self._give_back_names()

    def _numbers(self) -> None:
        for numbers in (self.typed.register_numbers, self.typed.phones):
            for span, digits in numbers():
                self.typed.take(span)
                self.numbers.append(LeftWord(digits, self.typed.unfinished(span)))

    def _give_back_names(self) -> None:
        """Where another place is named, “docteur Chinon” and “saint jean” are rather persons' names."""
        sure = [pair for pair in self.named if not pair[0].also_text]
        if sure and len(sure) < len(self.named):
            for chip, _areas in self.named:
                if chip.also_text:
                    self.typed.give_back(chip.start, chip.end)
                    self.title_used = True
            self.named = sure

    def _distances(self) -> None:
        for distance in amounts.distances(self.typed):
            self.km = distance.km
            self.typed.take(distance.span)

    def _surroundings(self) -> None:
        for first in range(len(self.typed.pieces)):
            for after in surroundings.ends(self.typed, first):
                if self._around(first, after):
                    break

    def _around(self, first: int, after: int) -> bool:
        """Whether a place follows, which is then taken with the words before it."""
        for last in range(min(after + _LONGEST_PLACE, len(self.typed.pieces)), after, -1):
            whole, name = Span(first, last), Span(after, last)
            if not self.typed.free(whole):
                continue
            if middle := self.place_words.middle(name):
                return self._add(explicit.around(self._placed(whole, [middle]), self.km), whole)
        return False

    def _prices(self) -> None:
        for price in amounts.prices(self.typed):
            condition = Condition("price", low=price.low, high=price.high)
            label = amounts.price_label(price.low, price.high)
            key = f"price:{price.low}-{price.high}"
            self._add(self._chip(price.span, key, "price", label, ((condition,),)), price.span)

    def _days(self, span: Span) -> bool:
        """“week-end”, “7j/7”, “du lundi au vendredi”: every one of these days."""
        days = weekdays.said(self.typed, span, self.today)
        if not days:
            return False
        labels = [nomenclatures.label("day", day) for day in days]
        label = f"{labels[0]} – {labels[-1]}" if len(labels) > 1 else labels[0]
        condition = Condition("day", frozenset(days), every=True)
        return self._add(self._chip(span, f"day:{'-'.join(days)}", "day", label, ((condition,),)), span)

    def _yes(self, span: Span) -> bool:
        asked = vocabulary.yes_phrases().get(self.typed.key(span))
        if asked is None:
            return False
        any_of = ((Condition(asked, frozenset({"yes"})),),)
        return self._add(self._chip(span, f"{asked}:yes", asked, _(_YES_LABELS[asked]), any_of), span)

    def _places_left(self, span: Span) -> bool:
        """“avec des places”, where little words say that no square is meant."""
        if self.typed.plain(span) not in vocabulary.PLACES_LEFT:
            return False
        label = nomenclatures.terms("availability")["open"].brief()
        any_of = ((Condition("availability", frozenset({"open"})),),)
        return self._add(self._chip(span, "availability:open", "availability", label, any_of), span)

    def _gir(self, span: Span) -> bool:
        """“GIR 4”: how far autonomy is lost."""
        match = _GIR.fullmatch(self.typed.plain(span))
        if match is None:
            return False
        any_of = ((Condition("gir", frozenset({match[1]})),),)
        return self._add(self._chip(span, f"gir:{match[1]}", "gir", f"GIR {match[1]}", any_of), span)

    def _phrase(self, span: Span) -> bool:
        """A phrase of the nomenclatures."""
        key = self.typed.key(span)
        meaning = vocabulary.meaning(key) if len(key) > 1 else None
        if meaning is None or vocabulary.is_bent(key, self.typed.plain(span).split()):
            return False
        if self._is_name(span, meaning.field):
            self.typed.keep(span)
            return True
        senses = tuple(sense for sense in meaning.senses() if sense.key not in self.removed)
        name = f"{meaning.field}:{key.replace(' ', '-')}"
        if not senses:
            self.typed.keep(span)
            return True
        any_of = tuple(every for sense in senses for every in sense.any_of)
        label = senses[0].label if len(senses) == 1 and meaning.is_one_thing else self.typed.written(span)
        chip = self._chip(span, name, meaning.field, label, any_of)
        return self._add(replace(chip, senses=senses if len(senses) > 1 else ()), span)

    def _place(self, span: Span) -> bool:
        first, last = self.typed.pieces[span.first], self.typed.pieces[span.last - 1]
        if last.little or (first.little and first.text not in ARTICLES):
            return False
        before = self.typed.before(span)
        areas = self.place_words.areas(span)
        if not areas:
            return False
        if before in CIVIL and TITLE not in self.removed:
            self.title_used = True
            self.typed.keep(span)
            return True
        return self._add_place(span, before, areas)

    def _country(self, span: Span) -> bool:
        """“le Saumurois” is around Saumur; “le Thouarsais”, a group of communes."""
        said = self.typed.plain(span)
        if not said.endswith(demonyms.ENDINGS) or " " in said:
            return False
        if area := demonyms.epci_called(said, self.where):
            chip = self._placed(span, [area])
        elif areas := demonyms.town_called(said, self.where):
            chip = explicit.around(self._placed(span, areas), self.km)
        else:
            return False
        return self._add(replace(chip, also_text="name"), span)

    def _add_place(self, span: Span, before: str, areas: list[Area]) -> bool:
        left = [area for area in areas if area.key not in self.removed]
        if not left:
            self.typed.keep(span)
            return True
        chip = self._placed(span, left)
        if whole := refusals.refused(self.typed, span, chip.field, is_place=True):
            chip = replace(chip, any_of=refusals.standing_in(left))
            return self._take_as(self._refusing(chip, whole), whole)
        if TITLE not in self.removed and (before in DOCTOR or is_short_saint(chip, left)):
            chip = replace(chip, also_text="name")
        if chip.key in self.removed:
            self.typed.keep(span)
        elif self._new(chip, span):
            self.named.append((chip, left))
        self.typed.take(with_announcement(self.typed, span))
        return True

    def _placed(self, span: Span, areas: list[Area]) -> FilterChip:
        chip = places.chip(areas, self.typed.written(span), *self._ends(span))
        return replace(chip, unfinished=self.typed.unfinished(span))

    def _is_name(self, span: Span, field: str) -> bool:
        """“Dr Infirmier”, “Mme Boulanger”: a name follows a title, unless it says what sort of doctor."""
        before = self.typed.before(span)
        titled = before in CIVIL or (before in DOCTOR and field == "profession")
        if not titled or TITLE in self.removed:
            return False
        self.title_used = True
        return True

    def _ends(self, span: Span) -> tuple[int, int]:
        return self.typed.pieces[span.first].start, self.typed.pieces[span.last - 1].end

    def _chip(self, span: Span, key: str, field: str, label: str, any_of: AnyOf) -> FilterChip:
        start, end = self._ends(span)
        return FilterChip(
            key=key,
            field=field,
            label=label,
            any_of=any_of,
            group=key if field in explicit.EACH_COUNTS else field,
            words=self.typed.written(span),
            start=start,
            end=end,
            unfinished=self.typed.unfinished(span),
        )

    def _add(self, chip: FilterChip, span: Span) -> bool:
        """Take the words for this filter, or leave them as text when a person removed it."""
        if whole := refusals.refused(self.typed, span, chip.field, is_place=bool(chip.place)):
            chip, span = self._refusing(chip, whole), whole
        return self._take_as(chip, span)

    def _take_as(self, chip: FilterChip, span: Span) -> bool:
        if chip.key in self.removed:
            self.typed.keep(span)
        elif self._new(chip, span):
            self.chips.append(chip)
        return True

    def _refusing(self, chip: FilterChip, whole: Span) -> FilterChip:
        """The filter that leaves out what another one asks for."""
        start, end = self._ends(whole)
        key = f"-{chip.key}"
        words = self.typed.written(whole)
        return replace(
            chip, key=key, group=key, words=words, start=start, end=end, also_text="", excluded=True
        )

    def _new(self, chip: FilterChip, span: Span) -> bool:
        """Take the words; whether the filter is not there yet."""
        self.typed.take(span)
        known = (*self.chips, *(place for place, _areas in self.named))
        return all(chip.key != other.key and chip.any_of != other.any_of for other in known)
