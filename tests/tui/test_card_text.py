"""Cards as text, and what can be copied or opened."""

import pytest

from tests.tui.directory_double import DirectoryDouble, hits
from tui.search.card_text import card_text, is_web, use_of


@pytest.mark.parametrize(
    ("value", "use"),
    [
        ("02 61 91 12 34 (secrétariat)", "02 61 91 12 34"),
        ("contact@exemple.fr", "contact@exemple.fr"),
        ("Rendez-vous : https://exemple.fr/rdv", "https://exemple.fr/rdv"),
        ("12 rue de la Loire, 49350", ""),
    ],
)
def test_what_enter_uses(value: str, use: str) -> None:
    assert use_of(value) == use


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.fr"])
def test_only_web_addresses_are_opened(address: str) -> None:
    assert not is_web(address)


def test_a_card_as_text_has_every_line() -> None:
    text = card_text(DirectoryDouble().card(hits(1)[0].id))

    assert text.startswith("Claire Moreau\n")
    assert "Téléphone: 02 61 91 12 34" in text
