"""Words of the nomenclatures in a cell."""

import pytest

from importers.habits import vocabulary


@pytest.mark.parametrize(
    ("system", "text", "codes"),
    [
        ("diet", "normal, sans sel ; mouliné", ["mixed", "normal", "salt_free"]),
        ("audience", "PA, PH", ["disabled", "elderly"]),
        ("funding", "APA + caisses de retraite", ["apa", "retirement_funds"]),
        ("operating_mode", "prestataire et mandataire", ["both"]),
        ("meal_temperature", "chaud ou froid", ["chilled", "hot"]),
    ],
)
def test_parts(system: str, text: str, codes: list[str]) -> None:
    assert vocabulary.read(system, text) == vocabulary.Words(codes, [])


def test_words_that_say_more_are_given_back_with_their_code() -> None:
    assert vocabulary.read("audience", "personnes âgées de plus de 65 ans") == vocabulary.Words(
        ["elderly"], ["personnes âgées de plus de 65 ans"]
    )


@pytest.mark.parametrize(
    ("text", "code"), [("Kiné", "70"), ("IDEL", "60"), ("Sage-femme", "50"), ("plombier", None)]
)
def test_professions(text: str, code: str | None) -> None:
    assert vocabulary.one("profession", text) == code
