"""How our schema and documents are laid out in tantivy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from json import JSONEncoder
from typing import Any

import tantivy

from search.analysis import prose_tokens, tokens
from search.engine import Document, Field, Kind, Prepared, Schema
from search.tantivy_engine.facets import columns, columns_of, first_column, rest_column

ID = "id"
META = "_meta"  # names the one document that is none of ours
POSITION = "position"
META_VALUE = "_meta_value"
VALUE_BREAK = " | "  # between two values, so that no phrase runs over both
SHARED = 1 << 16  # values at hand: as many as the places of a country
_json = JSONEncoder(ensure_ascii=False).encode


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
        fast=field.kind == "set" and field.single,
    )
    if field.kind == "set" and not field.single:
        for column in columns_of(field):
            builder.add_text_field(column, tokenizer_name="raw", index_option="basic", fast=True)


class Forms:
    """What our documents become: texts of JSON, which tantivy reads faster than Python's values, and which
    cost little to send from one process to another. ValueError for a field that the schema does not have.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._kinds = {field.name: _laid_out_as(field) for field in schema.fields}
        self._always = tuple(
            field.name for field in schema.of_kind("set") if not field.single and not field.rare
        )

    def __call__(self, document: Document) -> Prepared:
        self._schema.check(document)
        kinds, number = self._kinds, document[ID]
        members = [
            f'"{ID}":{number}',
            _no_values(tuple([name for name in self._always if document.get(name) is None])),
        ]
        for name, value in document.items():
            if type(value) is tuple:
                members.append(_shared(name, kinds[name], value))
            elif value is not None and name != ID:
                members.append(_member(name, kinds[name], value))
        return Prepared(number, _object(members))


def position_document(schema: Schema, text: str) -> str:
    """The document that holds the position; its id is before all others."""
    said = _pair(META, POSITION), _pair(META_VALUE, text)
    # In every column, or "" would be no key of the fields that few have; nobody counts this document.
    nothing = [_pair(column, "") for field in schema.of_kind("set") for column in columns_of(field)]
    return _object([f'"{ID}":-1', *nothing, *said])


def _laid_out_as(field: Field) -> Kind:
    return "keyword" if field.kind == "set" and field.single else field.kind


def _object(members: Iterable[str]) -> str:
    return f"{{{','.join(filter(None, members))}}}"


@lru_cache(maxsize=SHARED)
def _shared(name: str, kind: Kind, value: tuple[Any, ...]) -> str:
    """Tuples are what many documents share: codes, labels, places."""
    return _member(name, kind, value)


@lru_cache
def _no_values(names: tuple[str, ...]) -> str:
    return ",".join(_in_columns(name, ()) for name in names)


def _member(name: str, kind: Kind, value: Any) -> str:
    """The members of the JSON object that a field becomes."""
    if kind == "text":
        return _words(name, tokens, value)
    if kind == "prose":
        return _words(name, prose_tokens, value)
    if kind == "number":
        return f'"{name}":{value if isinstance(value, int) else sorted(value)}'
    values = (value,) if isinstance(value, str) else value
    exact = _pair(name, list(values))
    return f"{exact},{_in_columns(name, values)}" if kind == "set" else exact


def _words(name: str, analyse: Callable[[str], Sequence[str]], value: str | Sequence[str]) -> str:
    """Without a look at what JSON must escape: the analyser leaves letters and digits."""
    if isinstance(value, str):
        return f'"{name}":"{" ".join(analyse(value))}"'
    texts = VALUE_BREAK.join(filter(None, [" ".join(analyse(each)) for each in value]))
    return f'"{name}":"{texts}"'


def _in_columns(name: str, values: Sequence[str]) -> str:
    first, rest = columns(values)
    return f"{_pair(first_column(name), first)},{_pair(rest_column(name), rest)}"


def _pair(name: str, value: object) -> str:
    return f'"{name}":{_json(value)}'
