"""Texts that look like data of a patient."""

import pytest

from directory import patients


@pytest.mark.parametrize(
    "text",
    [
        "1 55 08 14 168 025 88", "155081416802588", "NIR 2 69 05 49 588 157", "INS : 255081416802538",
        "Mme X, née le 12/03/1941", "né(e) le 3 mai 1938", "date de naissance : 1941",
    ],
)  # fmt: skip
def test_patients(text: str) -> None:
    assert patients.looks_like_one(text)


@pytest.mark.parametrize(
    "text",
    [
        "02 61 91 10 10", "SIRET 998 538 271 882 47", "association née en Anjou", "155081416802589",
        "12 à 15 séances sur trois mois", "99 004 001 410", "ouvert 7j/7",
    ],
)  # fmt: skip
def test_anything_else(text: str) -> None:
    assert not patients.looks_like_one(text)
