"""What a person types, as parts: words, phrases, exclusions, and `field:value` in its forms.

    portage repas   "le marais"   -hôpital   jour:sam,dim   jour:(samedi dimanche)   dispo:oui
    prix:<8   prix<=8   prix:5..8   prix:[5 à 8]   maj:2026   maj:[2026-03 to]   maj:>=01/03/2026

Any text gives a result: what makes no sense is a word, or Ignored. Only the first LENGTH characters
and PARTS parts are read, and nothing nests, so that reading takes a bounded time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.parts import AnyPart, FieldKind, Filter, FreeWord, Ignored, QuotedPhrase, free_word

LENGTH = 500
PARTS = 50


@dataclass(frozen=True, slots=True)
class Parsed:
    """The parts in the order they were typed; positions are those of the text given to `parse`."""

    parts: tuple[AnyPart, ...]

    @property
    def words(self) -> tuple[FreeWord, ...]:
        return tuple(part for part in self.parts if isinstance(part, FreeWord) and not part.excluded)

    @property
    def phrases(self) -> tuple[QuotedPhrase, ...]:
        return tuple(part for part in self.parts if isinstance(part, QuotedPhrase) and not part.excluded)

    @property
    def excluded(self) -> tuple[FreeWord | QuotedPhrase, ...]:
        said = (part for part in self.parts if isinstance(part, FreeWord | QuotedPhrase))
        return tuple(part for part in said if part.excluded)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """Those with `excluded`, too."""
        return tuple(part for part in self.parts if isinstance(part, Filter))

    @property
    def ignored(self) -> tuple[Ignored, ...]:
        return tuple(part for part in self.parts if isinstance(part, Ignored))


def parse(text: str, fields: Mapping[str, FieldKind]) -> Parsed:
    """Read a text with the given field names, written in any case, with or without accents.

    A field name that is not given is a word like any other. Never raises.
    """
    line = _readable(text)
    if _SIGNS.search(line):
        from search.syntax import parts_of

        return Parsed(parts_of(line, fields)[:PARTS])
    return Parsed(tuple(_plain_words(line))[:PARTS])


# Without any of these, a text holds words only, and Whoosh's parser (60 ms to import) has nothing to do.
_SIGNS = re.compile(r'["«»“”„:=<>()\[\]{}]|(?<!\S)-')
_SPACED = re.compile(r"\S+")


def _readable(text: str) -> str:
    """The same positions, without control characters."""
    line = text[:LENGTH]
    return line if line.isprintable() else "".join(char if char.isprintable() else " " for char in line)


def _plain_words(line: str) -> Iterable[FreeWord]:
    for match in _SPACED.finditer(line):
        word = free_word(match[0], match.start(), len(line))
        if word is not None:
            yield word
