"""The five errors: sentences in the person's language, safe to show."""

import pickle

import pytest

from core import language
from core.errors import AppError, Conflict, Invalid, NotAllowed, NotFound, Problem


def test_the_text_is_the_sentence_with_its_values() -> None:
    assert (
        str(Conflict("“{name}” changed since you opened it.", name="SSIAD"))
        == "“SSIAD” changed since you opened it."
    )


def test_the_sentence_is_translated_when_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_catalogue", lambda _language: French())
    error = NotFound("Nothing here, {name}.", name="Marie")

    assert str(error) == "Rien ici, Marie."


class French:
    @staticmethod
    def gettext(message: str) -> str:
        return message.replace("Nothing here", "Rien ici").replace("“", "«\xa0").replace("”:", "\xa0»\xa0:")


def test_values_cannot_act_on_the_terminal() -> None:
    assert str(AppError("“{name}”", name="a\x1b]52;c;AAAA\x07b\u202e")) == "“ab”"


def test_no_line_breaks_inside_french_quotation_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_catalogue", lambda _language: French())

    assert str(Invalid("“{name}”: why?", name="a\xa0: b")) == "«\xa0a : b\xa0»\xa0: why?"


def test_braces_in_a_value_are_only_text() -> None:
    assert str(AppError("“{name}”", name="{0} {name}")) == "“{0} {name}”"


@pytest.mark.parametrize("kind", [NotFound, NotAllowed, Conflict, Invalid])
def test_every_error_is_one_of_ours(kind: type[AppError]) -> None:
    assert isinstance(kind("Why."), AppError)


def test_problems_stand_on_a_line_each() -> None:
    error = Invalid(
        [Problem("name", "Say the name."), "Too {what}.", Problem("age", "At most {most}.", {"most": 9})],
        what="long",
    )

    assert str(error) == "name: Say the name.\nToo long.\nage: At most 9."


def test_french_puts_a_space_before_the_colon() -> None:
    language.use("fr")

    assert str(Problem("name", "Say it.")) == "name\xa0: Say it."


def test_one_sentence_is_one_problem() -> None:
    assert [str(problem) for problem in Invalid("Not {what}.", what="this").problems] == ["Not this."]


def test_an_error_survives_another_process() -> None:
    error = pickle.loads(pickle.dumps(Conflict("“{name}” changed.", name="SSIAD")))

    assert isinstance(error, Conflict)
    assert str(error) == "“SSIAD” changed."
