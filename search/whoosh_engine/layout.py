"""How our schema and documents are laid out in Whoosh."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import fields
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.formats import Existence, Frequency, Positions

from search.analysis import prose_tokens, tokens
from search.engine import Document, Field, Prepared, Schema

ID = "engine.id"
ID_COLUMN = "engine.id_column"
META = "engine.meta"  # names the one document that is none of ours
POSITION = "position"
META_VALUE = "engine.meta_value"
VALUE_BREAK = "|"  # between two values, so that no phrase runs over both
LONGEST_START = 3  # beginnings up to this length are indexed; of longer ones there are few words


def starts_field(name: str) -> str:
    """The field that holds the beginnings of the words of a text field."""
    return f"{name}.starts"


class Terms(fields.FieldType):  # type: ignore[misc]  # Whoosh is not typed
    """A field given as a list of terms that are indexed as they are.

    All are scorable: where no lengths are stored, Whoosh looks for their file at every posting.
    """

    def __init__(self, kept: Existence | Frequency | Positions) -> None:
        super().__init__(kept, None, scorable=True)


class Values(Terms):
    """Terms whose number and place do not matter, without Whoosh's detour over tokens."""

    def __init__(self) -> None:
        super().__init__(Existence())

    def index(self, value: list[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        return ((term.encode(), 1, 1.0, b"") for term in set(value))


def index_schema(schema: Schema) -> fields.Schema:
    laid_out = fields.Schema()
    laid_out.add(ID, Values())
    laid_out.add(ID_COLUMN, fields.COLUMN(NumericColumn("q")))
    laid_out.add(META, Values())
    laid_out.add(META_VALUE, fields.STORED())
    for field in schema.fields:
        if field.kind == "number":
            laid_out.add(field.name, fields.COLUMN(VarBytesColumn()))
        elif field.kind in ("text", "prose"):
            laid_out.add(field.name, Terms(Positions() if field.positions else Frequency()))
            laid_out.add(starts_field(field.name), Values())
        else:
            laid_out.add(field.name, Values())
    return laid_out


def laid_out_document(schema: Schema, document: Document) -> Prepared:
    schema.check(document)
    values: dict[str, Any] = {ID: [str(document["id"])], ID_COLUMN: int(document["id"])}
    for name, value in document.items():
        if name != "id" and value is not None:
            _lay_out(values, schema.field(name), value)
    return Prepared(document["id"], values)


def position_document(text: str) -> dict[str, Any]:
    return {ID_COLUMN: -1, META: [POSITION], META_VALUE: text}


def _lay_out(values: dict[str, Any], field: Field, value: Any) -> None:
    if field.kind == "number":
        numbers = [value] if isinstance(value, int) else sorted(value)
        values[field.name] = " ".join(map(str, numbers)).encode("ascii")
    elif field.kind in ("text", "prose"):
        words = _words(field, [value] if isinstance(value, str) else value)
        values[field.name] = words
        values[starts_field(field.name)] = _starts(words)
    else:
        values[field.name] = [value] if isinstance(value, str) else list(value)


def _words(field: Field, texts: list[str]) -> list[str]:
    analyse = prose_tokens if field.kind == "prose" else tokens
    words: list[str] = []
    for found in filter(None, map(analyse, texts)):
        if words:
            words.append(VALUE_BREAK)
        words.extend(found)
    return words


def _starts(words: list[str]) -> list[str]:
    return list({word[:length] for word in words for length in range(1, LONGEST_START + 1)})
