"""Delivery rounds as people write them."""

from importers.habits import rounds
from importers.habits.areas import Around

SAUMUR = Around("49328")


def test_days_half_day_areas_and_days_covered() -> None:
    found = rounds.read("lun matin: Gennes, Cunault | mer: Doué-la-Fontaine → couvre mer-jeu", SAUMUR)

    assert found.rounds[0]["days"] == ["mo"]
    assert found.rounds[0]["half_day"] == "am"
    assert [area["code"] for area in found.rounds[0]["areas"]] == ["d49149"]
    assert found.rounds[1]["days_covered"] == ["we", "th"]
    assert "half_day" not in found.rounds[1]
    assert found.unread == ["Cunault"]


def test_the_afternoon_of_several_days() -> None:
    (found,) = rounds.read("mar et ven après-midi : Saumur -> couvre 7j/7", SAUMUR).rounds

    assert (found["days"], found["half_day"], len(found["days_covered"])) == (["tu", "fr"], "pm", 7)


def test_a_round_without_days_is_given_back() -> None:
    assert rounds.read("selon demande : Saumur", SAUMUR) == rounds.Rounds([], ["selon demande : Saumur"], [])
