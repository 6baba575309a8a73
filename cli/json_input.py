"""JSON that a person gives: in a file, or on standard input."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from core.errors import Invalid
from core.language import N_

LARGEST = 1_000_000  # bytes; an entry is a few thousand
JsonFile = Annotated[
    Path,
    typer.Argument(metavar=N_("FILE"), help=N_("JSON file to read; “-” is standard input."), allow_dash=True),
]


def read_object(path: Path) -> dict[str, Any]:
    """The JSON object in that file, or on standard input for "-". Raises Invalid."""
    text = sys.stdin.buffer.read(LARGEST + 1) if str(path) == "-" else _read(path)
    if len(text) > LARGEST:
        raise Invalid(N_("This JSON is larger than {number} bytes; an entry never is."), number=LARGEST)
    try:
        found = json.loads(text.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Invalid(N_("This JSON is not in UTF-8. Save it in that encoding.")) from None
    except json.JSONDecodeError as error:
        raise Invalid(
            N_("This is not JSON: line {line}, column {column}. Check commas, quotes and braces there."),
            line=error.lineno,
            column=error.colno,
        ) from None
    except ValueError:  # a whole number of thousands of digits
        raise Invalid(N_("This JSON holds a number that is too long.")) from None
    except RecursionError:
        raise Invalid(N_("This JSON nests too deep.")) from None
    if _holds_half_a_character(found):
        raise Invalid(N_("This JSON holds half a character (\\ud800 to \\udfff). Write that text anew."))
    if not isinstance(found, dict):
        raise Invalid(N_("An entry is a JSON object: names and values between braces."))
    return found


def _holds_half_a_character(found: Any) -> bool:
    """Whether a text in it is none that UTF-8 can say."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
