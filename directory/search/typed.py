"""The free words of a text as pieces that phrases are made of, and which of them are taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from core.text import digits, fold
from directory.nomenclatures import LITTLE_WORDS
from directory.search.chips import LeftWord
from search.analysis import stem
from search.language import Parsed
from search.parts import FreeWord

_PIECE = re.compile(r"\d+[.,]\d+|[^\W_]+(?:['’][^\W_]+)*|[€<>≤≥]")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]", re.IGNORECASE)
# A telephone number, or the start of one, in any habit; five digits at a stretch are a postcode. Slashes, a
# first 0 or a + that a sheet has lost are understood in a whole number only: they may stand in a date.
_PHONE = re.compile(
    r"(?<!\d)(?!\d\d[ -]?\d{3}(?![ .\-]?\d))"  # no postcode
    r"(?:(?:\+|00 ?)33[ .\-]?(?:\(0\) ?)?|\(0\) ?|0)([1-9](?:[ .\-]?\d){2,8})(?!\d)"
)
_WHOLE_PHONE = re.compile(
    r"(?<![\d./])(?:0|33 ?)?[1-9]([ ./\-])\d\d(?:\1\d\d){3}(?!\d)|(?<!\d)33[1-9]\d{8}(?!\d)"
)
_DIALLED = 9  # digits after the first 0

# A register number cut into threes, as it is dictated: RPPS (11 digits), FINESS and SIREN (9), SIRET (14).
_REGISTER = re.compile(r"(?<![\d.,/])\d{2,3}(?: \d{3}){2,3}(?: \d{1,5})?(?![\d.,/])")
_REGISTER_DIGITS = (9, 11, 14)


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a number or a sign, folded; `word` is the number of the typed word it is of."""

    text: str
    start: int
    end: int
    word: int
    unfinished: bool = False

    @property
    def little(self) -> bool:
        return self.text in LITTLE_WORDS


@dataclass(frozen=True, slots=True)
class Span:
    """Pieces from `first` up to `last`, not included."""

    first: int
    last: int


@dataclass
class Typed:
    """Pieces in their order; phrases do not reach across a quoted phrase or a filter."""

    text: str
    words: Sequence[FreeWord]
    pieces: Sequence[Piece]
    barriers: frozenset[int]  # numbers of pieces that nothing before belongs to
    taken: set[int] = field(default_factory=set)  # pieces that are read as something
    kept: set[int] = field(default_factory=set)  # pieces that stay text, whatever they mean

    def free(self, span: Span) -> bool:
        inside = range(span.first, span.last)
        return not any(at in self.taken or at in self.kept for at in inside) and not any(
            at in self.barriers for at in inside[1:]
        )

    def untaken(self) -> Iterator[int]:
        """The pieces that are read as nothing so far."""
        return (at for at in range(len(self.pieces)) if at not in self.taken)

    def spans(self, size: int) -> Iterator[Span]:
        """Free runs of that many pieces, from left to right."""
        for first in range(len(self.pieces) - size + 1):
            span = Span(first, first + size)
            if self.free(span):
                yield span

    def key(self, span: Span) -> str:
        """As `nomenclatures.phrase_key` of these pieces; "" when a little word is at an end."""
        pieces = self.pieces[span.first : span.last]
        if pieces[0].little or pieces[-1].little:
            return ""
        return " ".join([stem(piece.text) for piece in pieces if not piece.little])

    def plain(self, span: Span) -> str:
        """The folded pieces."""
        return " ".join([piece.text for piece in self.pieces[span.first : span.last]])

    def written(self, span: Span) -> str:
        """As it was typed."""
        return self.text[self.pieces[span.first].start : self.pieces[span.last - 1].end]

    def before(self, span: Span, back: int = 1) -> str:
        """The folded piece so far before a span, taken or not, in the same run; else ""."""
        at = span.first - back
        if at < 0 or any(number in self.barriers for number in range(at + 1, span.first + 1)):
            return ""
        return self.pieces[at].text

    def unfinished(self, span: Span) -> bool:
        return self.pieces[span.last - 1].unfinished

    def take(self, span: Span) -> None:
        self.taken.update(range(span.first, span.last))

    def give_back(self, start: int, end: int) -> None:
        """Make text again what stands there."""
        self.taken -= {at for at, piece in enumerate(self.pieces) if start <= piece.start < end}

    def keep(self, span: Span) -> None:
        self.kept.update(range(span.first, span.last))

    def phones(self) -> Iterator[tuple[Span, str]]:
        """Telephone numbers, or their beginnings, as the digits that are dialled in France."""
        found = [(match, digits(match[1])) for match in _PHONE.finditer(self.text)]
        found += [(match, digits(match[0])[-_DIALLED:]) for match in _WHOLE_PHONE.finditer(self.text)]
        for match, dialled in found:
            if span := self._standing_in(match):
                yield span, "0" + dialled

    def register_numbers(self) -> Iterator[tuple[Span, str]]:
        """RPPS, FINESS, SIREN and SIRET numbers that are typed with spaces inside, without them."""
        for match in _REGISTER.finditer(self.text):
            number = match[0].replace(" ", "")
            if len(number) in _REGISTER_DIGITS and (span := self._standing_in(match)):
                yield span, number

    def _standing_in(self, match: re.Match[str]) -> Span | None:
        """The free pieces that a match of the text is made of."""
        inside = [at for at, piece in enumerate(self.pieces) if match.start() <= piece.start < match.end()]
        span = Span(inside[0], inside[-1] + 1) if inside else None
        return span if span and self.free(span) and self.pieces[span.last - 1].end <= match.end() else None

    def left(self) -> Iterator[LeftWord]:
        """The words that are read as nothing, as typed, with whether each may go on; the rest of a word
        of which a piece is taken stands for itself.
        """
        of_word: dict[int, list[int]] = {}
        for at, piece in enumerate(self.pieces):
            of_word.setdefault(piece.word, []).append(at)
        for number, numbers in of_word.items():
            free = [at for at in numbers if at not in self.taken]
            if len(free) == len(numbers):
                word = self.words[number]
                yield LeftWord(word.text, word.unfinished, word.start)
            else:
                pieces = ((self.written(Span(at, at + 1)), self.pieces[at]) for at in free)
                yield from (LeftWord(text, piece.unfinished, piece.start) for text, piece in pieces)


def typed(text: str, parsed: Parsed) -> Typed:
    """The pieces of the words of `parsed`, which was read from `text`."""
    words = parsed.words
    pieces: list[Piece] = []
    barriers: set[int] = set()
    after_other = False
    number = 0
    for part in parsed.parts:
        if not isinstance(part, FreeWord) or part.excluded:
            after_other = True
            continue
        if after_other:
            barriers.add(len(pieces))
            after_other = False
        pieces.extend(piece for piece in _pieces(part, number) if piece.text)
        number += 1
    return Typed(text, words, pieces, frozenset(barriers))


def _pieces(word: FreeWord, number: int) -> Iterable[Piece]:
    """“l'aubance” is two pieces, “bricol'aînés” is one."""
    for match in _PIECE.finditer(word.text):
        start = match.start()
        if elision := _ELISION.match(match[0]):
            yield _piece(word, number, start, start + elision.end() - 1)
            start += elision.end()
        yield _piece(word, number, start, match.end())


def _piece(word: FreeWord, number: int, start: int, end: int) -> Piece:
    return Piece(
        text=fold(word.text[start:end]).replace("'", ""),
        start=word.start + start,
        end=word.start + end,
        word=number,
        unfinished=word.unfinished and end == len(word.text),
    )
