"""The five errors whose text is the sentence that the person reads."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from core.language import _
from core.text import clean, clean_sentence


def sentence(message: str, values: Mapping[str, Any]) -> str:
    """The translated message with its values, which may come from anywhere and are therefore cleaned."""
    shown = {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}
    return _(message).format(**shown)


class AppError(Exception):
    """Base of the errors we show; `str(error)` says what happened and what to do next.

    `message` is an English msgid with `{name}` placeholders; it is translated when shown.
    """

    def __init__(self, message: str, /, **values: Any) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return sentence(self.message, self.values)


class NotFound(AppError):
    """What was asked for does not exist, or the person may not know that it does."""


class NotAllowed(AppError):
    """The person may not do this."""


class Conflict(AppError):
    """It clashes with what is stored, e.g. a name in use or a stale edit."""


@dataclasses.dataclass(frozen=True)
class Problem:
    """One thing wrong in what was given; `field` is a path, or "" for the whole.

    The path stands before the sentence, unless that says itself what it is about (`complete`).
    """

    field: str
    message: str
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    complete: bool = False

    def __str__(self) -> str:
        said = sentence(self.message, self.values)
        if not self.field or self.complete:
            return said
        return _("{field}: {reason}").format(field=clean(self.field), reason=said)


class Invalid(AppError):
    """What was given cannot be accepted; one problem per line."""

    def __init__(self, problems: str | Sequence[Problem | str], /, **values: Any) -> None:
        given = [problems] if isinstance(problems, str) else problems
        self.problems = tuple(Problem("", each, values) if isinstance(each, str) else each for each in given)
        super().__init__(self.problems[0].message if self.problems else "", **values)
        self.args = (self.problems,)

    def __str__(self) -> str:
        return "\n".join(clean_sentence(str(problem)) for problem in self.problems)
