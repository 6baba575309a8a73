"""How our schema and documents are laid out in tantivy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import tantivy

from search import facets
from search.analysis import prose_tokens, tokens
from search.engine import Document, Field, Schema

ID = "id"
META = "_meta"  # names the one document that is none of ours
POSITION = "position"
META_VALUE = "_meta_value"
VALUE_BREAK = " | "  # between two values, so that no phrase runs over both


def key_field(name: str) -> str:
    """The field that holds a set field's joined values, to be counted."""
    return f"{name}_key"


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
        builder.add_text_field(key_field(field.name), tokenizer_name="raw", index_option="basic", fast=True)


class Documents:
    """Makes tantivy documents; `ValueError` for a field that the schema does not have."""

    def __init__(self, schema: Schema, laid_out: tantivy.Schema) -> None:
        self._schema = laid_out
        self._fields = schema
        self._forms = [(field.name, _FORMS[field.kind]) for field in schema.fields]
        self._keys = {field.name: key_field(field.name) for field in schema.of_kind("set")}
        # Facets are counted four times as fast when every document, even ours, has a key.
        self._no_keys = dict.fromkeys(self._keys.values(), "")

    def made(self, document: Document) -> tantivy.Document:
        self._fields.check(document)
        values: dict[str, Any] = {ID: document["id"], **self._no_keys}
        for name, form in self._forms:
            value = document.get(name)
            if value is not None:
                values[name] = found = form(value)
                if name in self._keys:
                    values[self._keys[name]] = facets.key(found)
        return tantivy.Document.from_dict(values, self._schema)

    def position(self, text: str) -> tantivy.Document:
        values = {ID: -1, META: POSITION, META_VALUE: text, **self._no_keys}
        return tantivy.Document.from_dict(values, self._schema)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(tokens(value))
    return VALUE_BREAK.join(filter(None, [" ".join(tokens(each)) for each in value]))


def _prose(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(prose_tokens(value))
    return VALUE_BREAK.join(filter(None, [" ".join(prose_tokens(each)) for each in value]))


def _values(value: Any) -> Sequence[str]:
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
