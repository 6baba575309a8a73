"""What one committed state of a Whoosh index holds, read on demand and remembered as bits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from heapq import merge
from itertools import pairwise
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.reading import TermNotFound

from search.plan import Sought
from search.query import Value
from search.whoosh_engine.bits import bits_of, numbers_of
from search.whoosh_engine.layout import (
    ID_COLUMN,
    LONGEST_START,
    META,
    META_VALUE,
    POSITION,
    starts_field,
)

REMEMBERED = 4_000  # sets; each takes a byte for eight documents


class Postings:
    """Documents are Whoosh's numbers here, from 0 to `size`; deleted ones are in no set."""

    def __init__(self, path: Path) -> None:
        self._index = FileStorage(str(path)).open_index()
        self.reader = self._index.reader()
        self.size: int = self.reader.doc_count_all()
        self._sets: dict[tuple[str, str | tuple[Value, ...]], int] = {}
        self._lexicons: dict[str, list[str]] = {}
        self._beginnings: dict[tuple[str, int], list[str]] = {}
        self._numbers: dict[str, list[tuple[int, ...]]] = {}
        self._sorted: dict[str, tuple[list[int], list[int]]] = {}
        self._ids: list[int] | None = None
        self.all: int = bits_of(self.reader.all_doc_ids(), self.size)
        self.all &= ~self.holding(META, POSITION)
        self.count: int = self.all.bit_count()

    def is_current(self) -> bool:
        return bool(self._index.latest_generation() == self.reader.generation())

    def position(self) -> str:
        numbers = self.reader.postings(META, POSITION).all_ids()
        return next((str(self.reader.stored_fields(number)[META_VALUE]) for number in numbers), "")

    def segments(self) -> int:
        return len(self.reader.leaf_readers())

    def holding(self, field: str, term: str) -> int:
        return self._remembered(field, term, lambda: self._read(field, term))

    def holding_any(self, field: str, values: tuple[Value, ...]) -> int:
        return self._remembered(field, values, lambda: self._read_values(field, values))

    def lexicon(self, field: str) -> list[str]:
        """All terms of a field in their order, those of deleted documents included."""
        found = self._lexicons.get(field)
        if found is None:
            found = [term.decode("utf-8") for term in self.reader.lexicon(field)]
            self._lexicons[field] = found
        return found

    def sought(self, field: str, sought: Sought) -> int:
        if sought.wrong:
            key = f"{sought.word}\0{sought.wrong}{sought.unfinished}"
            return self._remembered(field, key, lambda: self._misspelt(field, sought))
        if not sought.unfinished:
            return self.holding(field, sought.word)
        if len(sought.word) <= LONGEST_START:
            return self.holding(starts_field(field), sought.word)
        return self._remembered(field, sought.word + "\0", lambda: self._beginning(field, sought.word))

    def numbers(self, field: str) -> list[tuple[int, ...]]:
        """The numbers of each document, the smallest first."""
        found = self._numbers.get(field)
        if found is None:
            column = self.reader.column_reader(field)
            found = [tuple(map(int, column[number].split())) for number in range(self.size)]
            self._numbers[field] = found
        return found

    def between(self, field: str, low: int | None, high: int | None) -> int:
        values, documents = self._in_order(field)
        start = 0 if low is None else bisect_left(values, low)
        end = len(values) if high is None else bisect_right(values, high)
        return bits_of(documents[start:end], self.size) & self.all

    def ids(self) -> list[int]:
        """Our id of each document."""
        if self._ids is None:
            column = self.reader.column_reader(ID_COLUMN)
            self._ids = [int(column[number]) for number in range(self.size)]
        return self._ids

    def by_id(self, documents: int) -> Iterator[int]:
        """Those documents by ascending id, as far as they are asked for.

        They were added in this order, but for the last ones, which have changed since.
        """
        ids = self.ids()
        late = documents >> self._settled << self._settled
        last = sorted(numbers_of(late), key=ids.__getitem__)
        return (
            merge(numbers_of(documents ^ late), last, key=ids.__getitem__) if last else numbers_of(documents)
        )

    @cached_property
    def _settled(self) -> int:
        """The number of the first document whose id is below the one before; `size` when there is none."""
        return next(
            (at for at, (before, id_) in enumerate(pairwise(self.ids()), 1) if id_ < before), self.size
        )

    def _in_order(self, field: str) -> tuple[list[int], list[int]]:
        found = self._sorted.get(field)
        if found is None:
            pairs = sorted((value, at) for at, values in enumerate(self.numbers(field)) for value in values)
            found = self._sorted[field] = [value for value, _ in pairs], [at for _, at in pairs]
        return found

    def _remembered(self, field: str, key: str | tuple[Value, ...], read: Callable[[], int]) -> int:
        """Those asked for last are kept."""
        found = self._sets.pop((field, key), None)
        if found is None:
            found = read()
            if len(self._sets) >= REMEMBERED:
                del self._sets[next(iter(self._sets))]
        self._sets[field, key] = found
        return found

    def _read(self, field: str, term: str) -> int:
        try:
            return bits_of(self.reader.postings(field, term).all_ids(), self.size) & self.all
        except TermNotFound:
            return 0

    def _read_values(self, field: str, values: tuple[Value, ...]) -> int:
        if values and isinstance(values[0], str):
            return self._any(field, map(str, values))
        found = 0
        for value in values:
            found |= self.between(field, int(value), int(value))
        return found

    def _any(self, field: str, terms: Iterable[str]) -> int:
        """Without keeping the set of each term: beginnings and misspellings have hundreds, asked for once."""
        found = 0
        for term in terms:
            known = self._sets.get((field, term))
            found |= self._read(field, term) if known is None else known
        return found

    def _beginning(self, field: str, start: str) -> int:
        return self._any(field, self._terms(field, start))

    def _terms(self, field: str, start: str) -> Sequence[str]:
        """The terms that begin like this."""
        terms = self.lexicon(field)
        return terms[bisect_left(terms, start) : bisect_left(terms, start + "\U0010ffff")]

    def _misspelt(self, field: str, sought: Sought) -> int:
        """What holds a term close to the word; of an unfinished one, a term that begins with such a one."""
        word, wrong = sought.word, sought.wrong
        if not sought.unfinished:
            return self._any(field, _close(word, self.lexicon(field), wrong))
        found = 0
        for length in range(max(len(word) - wrong, 1), len(word) + wrong + 1):
            for start in _close(word, self._of_length(field, length), wrong):
                found |= self._beginning(field, start)
        return found

    def _of_length(self, field: str, length: int) -> list[str]:
        """Each beginning of that length that a term has; shorter terms whole."""
        found = self._beginnings.get((field, length))
        if found is None:
            found = list(dict.fromkeys(term[:length] for term in self.lexicon(field)))
            self._beginnings[field, length] = found
        return found


def _close(word: str, terms: Iterable[str], wrong: int) -> Iterator[str]:
    """Those with at most so many wrong letters; two swapped ones count as one."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    return (term for term, *_ in extract_iter(word, terms, scorer=OSA.distance, score_cutoff=wrong))
