"""Postal addresses of the registers."""

import pytest

from importers import addresses


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("14 B RUE PASTEUR", "14 bis rue Pasteur"),
        ("62 AVENUE DE JASSERON", "62 avenue de Jasseron"),
        ("3 PLACE DU CENTRE", "3 place du Centre"),
        ("RUE DE L'EGLISE", "rue de l'Eglise"),
        ("12TER CHE DES VIGNES", "12 ter chemin des Vignes"),
        ("LIEU DIT LA CROIX", "Lieu Dit la Croix"),
        ("3 place du Centre", "3 place du Centre"),
        ("", ""),
    ],
)
def test_fourth_lines(text: str, read: str) -> None:
    assert addresses.fourth_line(text) == read


@pytest.mark.parametrize(
    ("code", "name", "office", "postcode", "commune"),
    [
        ("49328", "Saumur", "", "49400", "49328"),
        ("", "", "49400 SAUMUR CEDEX", "", "49328"),
        ("", "", "BEAUPREAU EN MAUGES", "49600", "49023"),
        ("69381", "Lyon 1er", "", "69001", "69123"),
        ("", "Nowhere at all", "", "", None),
    ],
)
def test_towns(code: str, name: str, office: str, postcode: str, commune: str | None) -> None:
    assert addresses.town(code, name, office, postcode).commune == commune


@pytest.mark.parametrize(
    ("distribution", "office", "commune", "locality"),
    [
        ("GENNES", "49350 GENNES VAL DE LOIRE", "d49149", "Gennes"),
        ("", "49350 LES ROSIERS SUR LOIRE", "d49261", "Les Rosiers-sur-Loire"),
        ("BP 12", "49350 GENNES VAL DE LOIRE", "49261", "Gennes-Val-de-Loire"),
    ],
)
def test_a_former_commune_that_the_address_still_names(
    distribution: str, office: str, commune: str, locality: str
) -> None:
    town = addresses.town("49261", "", office, "49350", distribution=distribution)

    assert (town.commune, town.locality) == (commune, locality)
