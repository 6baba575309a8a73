"""The FINESS+ flow of activities."""

import json
from pathlib import Path
from typing import Any

import pytest

from importers import finess_activities
from importers.facts import Area, Record, Warning
from tests.importers.reader_contract import DATA, ReaderContract, facts_of, read_all

SAMPLE = DATA / "finess-activities.json"
SSIAD = "499999019:358"


def activity(code: str = "358", way: str = "16", **more: Any) -> dict[str, Any]:
    kind = {"activiteSocialeRegulee": code, "modeFonctionnement": way, "public": more.get("people", "700")}
    return {
        "caracteristiquesGeneriques": {"etatObjet": more.get("state", "A"), "dateFinActiviteAutorisee": None},
        "nature": {"codeNature": "AMSR", "caracteristiquesSpecifiques": {"typeActiviteAMSR": kind}},
        "capacite": [{"nombre": number} for number in more.get("capacity", [])],
        "zoneIntervention": {"communeZI": [{"commune": code} for code in more.get("communes", [])]},
    }


def flow(path: Path, *activities: dict[str, Any]) -> Path:
    site = {"numFinessEge": "499999019", "activitesExercees": list(activities)}
    entity = {"numFiness": "499999001", "activitesAutorisees": [], "ege": [site]}
    metadata = {"schemaVersion": "v1.0.1", "generatedAt": "2026-11-02T05:31:07Z"}
    path.write_text(json.dumps({"metadata": metadata, "pmej": [entity]}), encoding="utf-8")
    return path


class TestActivities(ReaderContract):
    reader = finess_activities
    sample = SAMPLE


def test_nursing_at_home_with_the_communes_it_covers() -> None:
    fact = facts_of(finess_activities, SAMPLE)[SSIAD]

    assert fact.kind == "service"
    assert fact.fields == {
        "name": "Soins infirmiers à domicile (SSIAD)",
        "organization": "finess:499999019",
        "service_type": "28",
        "activities": ["358"],
        "audiences": ["elderly"],
        "areas": [
            {"rule": "commune", "code": "49023", "label": "Beaupréau-en-Mauges"},
            {"rule": "commune", "code": "49244", "label": "Mauges-sur-Loire"},
            {"rule": "commune", "code": "49301", "label": "Sèvremoine"},
        ],
        "description": "Capacité : 42 places",
    }


@pytest.mark.parametrize(
    ("code", "way", "service_type"),
    [
        ("354", "16", "35"), ("357", "16", "29"), ("358", "16", "28"), ("359", "16", "33"),
        ("365", "16", "34"), ("412", "16", "136"), ("469", "16", "30"), ("963", "16", "38"),
        ("657", "11", "hebergement_temporaire"), ("657", "21", "accueil_jour"),
        ("924", "11", "21"), ("924", "21", "accueil_jour"),
    ],
)  # fmt: skip
def test_each_activity_has_its_type_of_service(
    tmp_path: Path, code: str, way: str, service_type: str
) -> None:
    (fact,) = facts_of(finess_activities, flow(tmp_path / "flow.json", activity(code, way))).values()

    assert fact.fields["service_type"] == service_type


def test_an_activity_for_different_people_is_one_service(tmp_path: Path) -> None:
    path = flow(
        tmp_path / "flow.json", activity(capacity=["40"]), activity(people="010", capacity=["4", "2"])
    )

    (fact,) = facts_of(finess_activities, path).values()

    assert fact.fields["audiences"] == ["disabled", "elderly"]
    assert fact.fields["description"] == "Capacité : 44 places"


def test_day_care_is_another_service_than_the_home(tmp_path: Path) -> None:
    path = flow(tmp_path / "flow.json", activity("924", "11"), activity("924", "21"))

    assert set(facts_of(finess_activities, path)) == {"499999019:924", "499999019:924-jour"}


@pytest.mark.parametrize("other", [activity("855"), activity(state="I")], ids=["another sort", "closed"])
def test_what_is_no_open_service_is_left_out(tmp_path: Path, other: dict[str, Any]) -> None:
    assert facts_of(finess_activities, flow(tmp_path / "flow.json", other)) == {}


def test_a_former_commune_is_an_area_of_its_own(tmp_path: Path) -> None:
    (fact,) = facts_of(finess_activities, flow(tmp_path / "f.json", activity(communes=["49149"]))).values()

    assert fact.fields["areas"] == [{"rule": "former", "code": "d49149", "label": "Gennes"}]


def test_an_unknown_commune_is_told(tmp_path: Path) -> None:
    found = list(read_all(finess_activities, flow(tmp_path / "flow.json", activity(communes=["99999"]))))

    assert [each.value for each in found if isinstance(each, Warning)] == ["99999"]


@pytest.mark.parametrize(
    ("area", "kept"),
    [
        (Area(frozenset({"49"})), True),
        (Area(communes=frozenset({"79329"})), True),
        (Area(communes=frozenset({"49328"})), False),
        (Area(frozenset({"37"})), False),
    ],
)
def test_a_service_is_in_an_area_it_serves(tmp_path: Path, area: Area, kept: bool) -> None:
    path = flow(tmp_path / "flow.json", activity(communes=["79329", "49023"]))

    found = finess_activities.records(finess_activities.check(path), area)

    assert len([each for each in found if isinstance(each, Record)]) == int(kept)
