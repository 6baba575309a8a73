"""The signs of the query language, as plugins of Whoosh's parser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from whoosh.qparser.default import QueryParser
from whoosh.qparser.plugins import TaggingPlugin
from whoosh.qparser.syntax import SyntaxNode

from core.text import fold
from search.parts import AnyPart, FieldKind, FreeWord, QuotedPhrase, free_word
from search.values import filter_part

_SEPARATORS = r'\s"«»“”„()\[\]{}'
_ITEM = rf'(?:["«“„][^"»”]*["»”]?|[^{_SEPARATORS},]+)'


def parts_of(line: str, fields: Mapping[str, FieldKind]) -> tuple[AnyPart, ...]:
    """The parts of one line without control characters."""
    tree = _parser(frozenset(fields.items())).process(line)
    return tuple(part for node in tree for part in _parts(node, len(line)))


def _parts(node: Any, length: int) -> list[AnyPart]:
    part = node.part(length) if isinstance(node, PartNode) else None  # anything else is a lone bracket
    return [] if part is None else [part]


class PartNode(SyntaxNode):  # type: ignore[misc]  # Whoosh is not typed
    """A match of one of our signs; `startchar` and `endchar` are set by the parser."""

    def __init__(self, match: re.Match[str]) -> None:
        self.match = match

    @property
    def excluded(self) -> bool:
        return bool(self.match["minus"])

    def part(self, length: int) -> AnyPart | None:
        """What it says in a text of that length; each sign has its own answer."""
        raise NotImplementedError


class Signs(TaggingPlugin):  # type: ignore[misc]  # Whoosh is not typed
    """Tags what its expression matches with its own kind of node."""

    def create(self, parser: QueryParser, match: re.Match[str]) -> PartNode | None:
        node: PartNode = self.nodetype(match)
        return node


class PhraseNode(PartNode):
    def part(self, length: int) -> QuotedPhrase | None:
        words = self.match["words"]
        if not words.strip():
            return None
        return QuotedPhrase(
            text=words.strip(),
            start=self.startchar,
            end=self.endchar,
            excluded=self.excluded,
            unfinished=not self.match["close"],
        )


class Phrases(Signs):
    """`"…"`, « … » and “…”, closed or not."""

    expr = r'(?P<minus>(?<!\S)-)?["«“”„](?P<words>[^"«»“”„]*)(?P<close>["»“”]?)'
    nodetype = PhraseNode
    priority = 10


class WordNode(PartNode):
    def part(self, length: int) -> FreeWord | None:
        word = free_word(self.match["word"], self.match.start("word"), length)
        if word is None or not self.excluded:
            return word
        return replace(word, start=self.startchar, excluded=True)


class Words(Signs):
    """Any run without spaces, quotation marks and brackets."""

    expr = rf"(?P<minus>(?<!\S)-+)?(?P<word>[^{_SEPARATORS}]+)"
    nodetype = WordNode
    priority = 20


class Fields(Signs):
    """`field:value` of known fields only, in the forms of `search.values`."""

    expr = rf"""(?x)
        (?P<minus>(?<!\S)-)? (?<!\w) (?P<field>[^\W\d]\w*) \s{{0,3}}
        (?: :\s{{0,3}} (?P<operator>[<>]=?|=)? | (?P<sign>[<>]=?|=) ) \s{{0,3}}
        (?P<value>
            \[ [^\]]* \]?
          | \( [^)]* \)?
          | (?: {_ITEM} (?: ,{_ITEM} )* )?
        )"""
    priority = 0

    def __init__(self, fields: Mapping[str, FieldKind]) -> None:
        super().__init__()
        self._fields = {fold(name): (name, kind) for name, kind in fields.items()}

    def create(self, parser: QueryParser, match: re.Match[str]) -> PartNode | None:
        known = self._fields.get(fold(match["field"]))
        return None if known is None else FieldNode(match, *known)


class FieldNode(PartNode):
    def __init__(self, match: re.Match[str], field: str, kind: FieldKind) -> None:
        super().__init__(match)
        self.field = field
        self.kind = kind

    def part(self, length: int) -> AnyPart:
        operator = self.match["operator"] or self.match["sign"] or ""
        value = self.match["value"].strip()
        closed = value[-1:] in tuple('])"»”')
        place = {
            "text": self.match[0],
            "start": self.startchar,
            "end": self.endchar,
            "excluded": self.excluded,
            "unfinished": self.endchar == length and not closed,
        }
        return filter_part(self.field, self.kind, operator, value, place)


@lru_cache(maxsize=8)
def _parser(fields: frozenset[tuple[str, FieldKind]]) -> QueryParser:
    return QueryParser(None, None, plugins=[Fields(dict(fields)), Phrases(), Words()])
