"""The examples of people in the guide for administrators work on the demonstration territory."""

import pytest

from tests.cli.conftest import Done, Maillage
from tests.test_docs import DOCS, commands_in

PASSWORD = ("--password-stdin",)  # where a person would type it


@pytest.mark.usefixtures("demo")
def test_the_people_of_the_guide_for_administrators(maillage: Maillage) -> None:
    guide = DOCS / "guides" / "administrer.md"
    examples = [words for words in commands_in(guide) if words[0] == "person" and len(words) > 1]
    failed = {" ".join(words): done.err for words in examples if (done := run(maillage, words)).code}

    assert len(examples) >= 6
    assert failed == {}


def run(maillage: Maillage, words: list[str]) -> Done:
    return maillage(*words, *(PASSWORD if words[1] == "add" else ()), reads="quatre mots de passe\n")
