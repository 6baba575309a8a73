"""Which places a run of free words names, by its own words and by those before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from directory import communes
from directory.commune_file import name_key
from directory.search import amounts, places, vocabulary
from directory.search.chips import FilterChip
from directory.search.places import Area, Territories
from directory.search.typed import Piece, Span, Typed

ARTICLES = frozenset({"le", "la", "les", "l"})
_DEPARTEMENT = frozenset({"departement", "dept", "dep", "dpt"})
_TOWN = frozenset({"ville", "commune", "bourg"})
_POSTCODE = frozenset({"cp", "code", "postal"})
ANNOUNCING = _DEPARTEMENT | _TOWN | _POSTCODE  # say what sort of place follows, and no more
_GOING_THERE = frozenset({"a", "vers"})
_CUT_POSTCODE = re.compile(r"\d\d \d{3}")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The free words of one text, read as places of an instance."""

    typed: Typed
    where: Territories

    def areas(self, span: Span) -> list[Area]:
        """The places that these words name; homonyms are several."""
        said, sort = self.typed.plain(span), self._announcing(span)
        told = not _DEPARTEMENT.isdisjoint(sort)
        if said[0].isdigit():
            found = self._numbered(span, told)
            if found or span.last - span.first == 1:
                return found
        areas = places.commune_named(said, self.where, told=False) or places.other_saint(said, self.where)
        if not areas and self._is_phrase(span):
            return []
        if not areas or told:
            group = places.group_named(said, self.where)
            group = group or places.departement_named(said, self.where, told=told)
            areas = [group] if group else areas
        is_town = not _TOWN.isdisjoint(sort) or self.typed.before(span) in _GOING_THERE
        return areas or (self._anywhere(span) if is_town else [])

    def middle(self, span: Span) -> Area | None:
        """The place that these words name as the middle of a circle."""
        said = self.typed.plain(span)
        areas = self._numbered(span, told=False) if said[0].isdigit() else []
        areas = areas or places.commune_named(said, self.where, told=False) or self._anywhere(span)
        return areas[0] if areas and areas[0].place else None

    def _announcing(self, span: Span) -> list[str]:
        announced = with_announcement(self.typed, span)
        return [piece.text for piece in self.typed.pieces[announced.first : span.first]]

    def _numbered(self, span: Span, told: bool) -> list[Area]:
        """A département or a postcode, which may be written as “49 350”."""
        said = self.typed.plain(span)
        whole = span.last - span.first == 1 or _CUT_POSTCODE.fullmatch(said) is not None
        if not whole or amounts.is_amount(self.typed, span):
            return []
        found = places.numbered(said.replace(" ", ""), self.where, told=told)
        return [found] if found else []

    def _anywhere(self, span: Span) -> list[Area]:
        """Communes that are not ours; “près de l'hôpital” means another thing than L'Hôpital."""
        return [] if self._is_phrase(span) else places.commune_anywhere(self.typed.plain(span))

    def _is_phrase(self, span: Span) -> bool:
        first = span.first
        while first < span.last - 1 and self.typed.pieces[first].text in ARTICLES:
            first += 1
        return self.typed.key(Span(first, span.last)) in vocabulary.phrases()


def is_short_saint(chip: FilterChip, areas: list[Area]) -> bool:
    """“saint jean” for Saint-Jean-de-Sauves: as likely a person's name."""
    key = name_key(chip.words)
    full = {name_key(place.name) for area in areas if (place := communes.by_code(area.place))}
    return key.startswith(("saint ", "sainte ")) and key not in full


def with_announcement(typed: Typed, span: Span) -> Span:
    """The place with the words before it that only say what sort of place it is: “la ville de Saumur”."""
    sorts = ANNOUNCING if typed.pieces[span.first].text[0].isdigit() else _DEPARTEMENT | _TOWN
    first = _behind(typed, span.first, lambda piece: piece.little)
    sort = _behind(typed, first, lambda piece: piece.text in sorts)
    return Span(sort, span.last) if sort < first else span


def _behind(typed: Typed, at: int, passed: Callable[[Piece], bool]) -> int:
    """The place of the first of the pieces before this one that are all passed over."""
    while at > 0 and at not in typed.barriers and passed(typed.pieces[at - 1]):
        at -= 1
    return at
