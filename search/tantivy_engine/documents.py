"""How our schema and documents are laid out in tantivy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import tantivy

from search.analysis import CACHED_TEXTS, prose_tokens, tokens
from search.engine import Document, Field, Prepared, Schema
from search.tantivy_engine.facets import columns, first_column, rest_column

ID = "id"
META = "_meta"  # names the one document that is none of ours
POSITION = "position"
META_VALUE = "_meta_value"
VALUE_BREAK = " | "  # between two values, so that no phrase runs over both


def index_schema(schema: Schema) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field(ID, indexed=True, fast=True)
    builder.add_text_field(META, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(META_VALUE, tokenizer_name="raw", index_option="basic", stored=True)
    for field in schema.fields:
        _add_field(builder, field)
    return builder.build()


def _add_field(builder: tantivy.SchemaBuilder, field: Field) -> None:
    if field.kind == "number":
        builder.add_integer_field(field.name, indexed=True, fast=True)
        return
    words = field.kind in ("text", "prose")
    builder.add_text_field(
        field.name,
        tokenizer_name="whitespace" if words else "raw",
        index_option="position" if field.positions else "freq" if words else "basic",
    )
    if field.kind == "set":
        for column in (first_column(field.name), rest_column(field.name)):
            builder.add_text_field(column, tokenizer_name="raw", index_option="basic", fast=True)


class Forms:
    """What the values of our documents become; ValueError for a field that the schema does not have."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._forms = {field.name: _FORMS[field.kind] for field in schema.fields}
        self._columns = {name: _columns_of(name) for name in _sets(schema)}

    def __call__(self, document: Document) -> Prepared:
        self._schema.check(document)
        values: dict[str, Any] = {}
        for name, value in document.items():
            if name != ID and value is not None:
                values[name] = found = self._forms[name](value)
                if name in self._columns:
                    first, rest = self._columns[name]
                    values[first], values[rest] = columns(found)
        return Prepared(document["id"], values)


class Documents:
    """Makes tantivy's documents of prepared ones."""

    def __init__(self, schema: Schema, laid_out: tantivy.Schema) -> None:
        self._laid_out = laid_out
        self._no_facets = {column: "" for name in _sets(schema) for column in _columns_of(name)}

    def made(self, prepared: Prepared) -> tantivy.Document:
        values = {ID: prepared.id, **self._no_facets, **prepared.values}
        return tantivy.Document.from_dict(values, self._laid_out)

    def position(self, text: str) -> tantivy.Document:
        """The document that holds the position; its id is before all others."""
        return self.made(Prepared(-1, {META: POSITION, META_VALUE: text}))


def _sets(schema: Schema) -> list[str]:
    return [field.name for field in schema.of_kind("set")]


def _columns_of(name: str) -> tuple[str, str]:
    return first_column(name), rest_column(name)


def _text(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        return " ".join(tokens(value))
    return _texts(value) if isinstance(value, tuple) else _joined(value, tokens)


@lru_cache(maxsize=CACHED_TEXTS)
def _texts(values: tuple[str, ...]) -> str:
    """Tuples are what many documents share: labels, places."""
    return _joined(values, tokens)


def _prose(value: str | Sequence[str]) -> str:
    return _joined([value] if isinstance(value, str) else value, prose_tokens)


def _joined(values: Sequence[str], analyse: Callable[[str], Sequence[str]]) -> str:
    return VALUE_BREAK.join(filter(None, [" ".join(analyse(each)) for each in values]))


def _values(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else list(value)


def _numbers(value: Any) -> Any:
    return value if isinstance(value, int) else sorted(value)


_FORMS: dict[str, Callable[[Any], Any]] = {
    "text": _text,
    "prose": _prose,
    "keyword": _values,
    "set": _values,
    "number": _numbers,
}
