"""The sentences of the code and what the French catalogue says for them.

`python -m tests.texts` lists what is not translated.
"""

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.house import ROOMS, ROOT

CATALOGUE = ROOT / "core" / "locales" / "fr" / "LC_MESSAGES" / "maillage.po"
_LOOSE = re.compile(r"« | »| [:;!?](?!\w)")
Text = str | tuple[str, ...]
Given = str | tuple[str, ...] | list[str] | None


def sentences() -> dict[Text, str]:
    """Every sentence of the code with the place where it stands."""
    found: dict[Text, str] = {}
    for room in ROOMS:
        for file, line, message, _comments, _context in extract_from_dir(ROOT / room):
            found.setdefault(message, f"{room}/{file}:{line}")
    return found


def inside_f_strings() -> list[str]:
    """Where a sentence stands in an f-string."""
    return [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for room in ROOMS
        for file in sorted((ROOT / room).rglob("*.py"))
        for string in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and _is_sentence(call)
    ]


def _is_sentence(call: ast.Call) -> bool:
    is_marked = isinstance(call.func, ast.Name) and call.func.id in ("_", "N_", "ngettext")
    return is_marked and isinstance(call.args[0], ast.Constant)


def catalogue(path: Path = CATALOGUE) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="fr")


def compiled(texts: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    written = BytesIO()
    write_mo(written, texts)
    return written.getvalue()


def untranslated() -> dict[Text, str]:
    """Sentences that a French reader would read in English."""
    texts = catalogue()
    return {
        text: place for text, place in sentences().items() if not _is_translated(texts.get(singular(text)))
    }


def changed_placeholders() -> list[Given]:
    """Translations that name other values than their sentence."""
    return [message.id for message in catalogue() if message.id and not _names_the_same(message)]


def loose_punctuation() -> list[str]:
    """Translations with an ordinary space where French has one at which no line breaks."""
    return [text for message in catalogue() for text in _texts(message.string) if _LOOSE.search(text)]


def _is_translated(message: Message | None) -> bool:
    return message is not None and not message.fuzzy and all(_texts(message.string))


def _names_the_same(message: Message) -> bool:
    wanted = set().union(*map(_placeholders, _texts(message.id)))
    return all(_placeholders(text) <= wanted for text in _texts(message.string)) and (
        not message.string
        or _placeholders(_texts(message.string)[-1]) == _placeholders(_texts(message.id)[-1])
    )


def _placeholders(text: str) -> set[str]:
    return {name for _literal, name, _format, _conversion in Formatter().parse(text) if name}


def _texts(text: Given) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def singular(text: Given) -> str:
    """What a sentence with a plural is known by."""
    return _texts(text)[0]


def _report() -> Iterator[str]:
    for text, place in sorted(untranslated().items(), key=lambda pair: pair[1]):
        yield f"{place}: {singular(text)}"


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in _report()))
