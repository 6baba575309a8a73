"""What a search refuses: “pas complet”, “sauf à Saumur”, “-saumur”."""

import pytest

from directory.search.chips import FilterChip
from tests.directory.search.asked import asked, values, words


def refused(text: str) -> list[FilterChip]:
    return [chip for chip in asked(text).chips if chip.excluded]


@pytest.mark.parametrize(
    ("text", "field", "code"),
    [
        ("ehpad saumur pas complet", "availability", "full"),
        ("portage sans liste d'attente", "availability", "waiting"),
        ("aide à domicile pas de mandataire", "operating_mode", "mandataire"),
        ("kiné sauf à saumur", "stands_in", "49328"),
        ("kiné hors saumur", "stands_in", "49328"),
        ("kiné -saumur", "stands_in", "49328"),
        ("kiné en dehors de saumur", "stands_in", "49328"),
        ("kiné sauf commune de saumur", "stands_in", "49328"),
        ("kiné sauf la ville de saumur", "stands_in", "49328"),
        ("kiné sauf CP 49400", "stands_in", "49328"),
        ("kiné hors département 49", "stands_in", "49328"),
    ],
)
def test_a_word_before_it_refuses_a_filter(text: str, field: str, code: str) -> None:
    (chip,) = refused(text)

    assert code in values(chip, field)
    assert asked(text).words == asked(text).without == ()


@pytest.mark.parametrize(
    "text",
    [
        "portage sans sel",
        "saumur sans médecin traitant",
        "pas de médecin traitant saumur",
        "elle n'a pas de kiné",
        "pas à pas thouars",
        "kiné pas loin de saumur",
    ],
)
def test_these_refuse_nothing(text: str) -> None:
    assert refused(text) == []


def test_after_something_else_it_is_refused() -> None:
    assert [chip.field for chip in refused("hébergement temporaire pas d'ehpad")] == ["service_type"]


def test_a_refusal_taken_away_is_text() -> None:
    understood = asked("ehpad pas complet", "-availability:complet")

    assert words(understood) == ["pas", "complet"]
