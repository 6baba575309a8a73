"""What sounds alike, and what does not."""

import pytest

from search.sounds import sound


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("quinésithérapeute", "kinésithérapeute"),
        ("ostéopate", "ostéopathe"),
        ("farmassie", "pharmacie"),
        ("dantiste", "dentiste"),
        ("orthofoniste", "orthophoniste"),
        ("ginécologue", "gynécologue"),
        ("fisio", "physio"),
        ("sicologue", "psychologue"),
        ("medsin", "médecin"),
        ("infirmié", "infirmier"),
        ("opital", "hôpital"),
        ("alzaimer", "Alzheimer"),
        ("ambulence", "ambulance"),
        ("diététissienne", "diététicienne"),
        ("réanimassion", "réanimation"),
        ("audioprotésiste", "audioprothésiste"),
        ("somur", "Saumur"),
        ("monsoro", "Montsoreau"),
        ("fontevro", "Fontevraud"),
        ("clemant", "Clément"),
        ("plasse", "Place"),
        ("levés", "Levées"),
    ],
)
def test_who_writes_by_ear_is_understood(heard: str, written: str) -> None:
    assert sound(heard) == sound(written) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saumur", "Thouars"),
        ("repas", "repos"),
        ("infirmier", "infirmerie"),
        ("podologue", "pédologue"),
        ("garde", "carte"),
        ("passer", "PA"),
    ],
)
def test_what_sounds_otherwise_stays_apart(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize("word", ["", "é", "49", "-", "à"])
def test_too_little_to_go_by(word: str) -> None:
    assert sound(word) == ""
