"""Names in capitals, in the letters people read."""

import pytest

from importers import letter_case


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("JEAN-BAPTISTE", "Jean-Baptiste"),
        ("ÉLODIE", "Élodie"),
        ("Mc Kenzie", "Mc Kenzie"),
        ("D'ARC", "D'Arc"),
    ],
)
def test_given_names(text: str, read: str) -> None:
    assert letter_case.given_name(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("DES LILAS", "des Lilas"),
        ("DE L'HOTEL DE VILLE", "de l'Hotel de Ville"),
        ("LOUIS XIV", "Louis XIV"),
        ("DU GENERAL DE GAULLE", "du General de Gaulle"),
        ("Rue de la Paix", "Rue de la Paix"),
    ],
)
def test_streets(text: str, read: str) -> None:
    assert letter_case.street(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("EHPAD LES JARDINS DE LOIRE", "EHPAD les Jardins de Loire"),
        ("LES JARDINS", "Les Jardins"),
        ("CH DE SAUMUR", "CH de Saumur"),
        ("SSIAD ADMR", "SSIAD ADMR"),
        ("CCAS SAINT-HILAIRE", "CCAS Saint-Hilaire"),
    ],
)
def test_sites(text: str, read: str) -> None:
    assert letter_case.site(text) == read
