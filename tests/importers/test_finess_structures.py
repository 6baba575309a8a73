"""The FINESS+ flow of legal entities and sites."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import Invalid
from importers import finess_activities, finess_json, finess_structures
from importers.facts import Area, Record, Warning
from tests.importers.reader_contract import DATA, ReaderContract, facts_of, read_all

SAMPLE = DATA / "finess-structures.json"
SSIAD, ASSOCIATION, CLINIC = "eg:499999019", "ej:499999001", "eg:010780195"


def changed(path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """The sample with its invented entity changed."""
    content = json.loads(SAMPLE.read_text(encoding="utf-8"))
    change(content["pmej"][2])
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


class TestStructures(ReaderContract):
    reader = finess_structures
    sample = SAMPLE
    silent_rows = 2  # a closed entity and a closed site


def test_a_site_belongs_to_its_legal_entity() -> None:
    found = facts_of(finess_structures, SAMPLE)

    assert found[SSIAD].fields == {
        "name": "SSIAD Fictif des Mauges",
        "alias": "SSIAD Fictif",
        "identifiers": ["finess:499999019"],
        "category": "354",
        "part_of": "finess-ej:499999001",
        "line": "3 place du Centre",
        "postcode": "49600",
        "commune": "49023",
        "locality": "Beaupréau-en-Mauges",
        "latitude": 47.203,
        "longitude": -0.993,
        "contacts": [
            {"kind": "phone", "value": "+33261910001", "visibility": "public"},
            {"kind": "email", "value": "contact@exemple.invalid", "visibility": "public"},
        ],
    }
    assert found[ASSOCIATION].fields["identifiers"] == ["finess-ej:499999001", "finess:499999001"]


def test_closed_entities_and_sites_are_left_out() -> None:
    assert set(facts_of(finess_structures, SAMPLE)) == {"ej:010000156", CLINIC, ASSOCIATION, SSIAD}


def test_a_site_that_closed_before_the_file_was_made_is_left_out(tmp_path: Path) -> None:
    def close(entity: dict[str, Any]) -> None:
        entity["ege"][0]["informationsGeneralesEGE"]["dateFermeture"] = "2026-03-01"

    assert SSIAD not in facts_of(finess_structures, changed(tmp_path / "closed.json", close))


def test_coordinates_are_read_in_either_pair() -> None:
    found = facts_of(finess_structures, SAMPLE)

    assert (found[CLINIC].fields["latitude"], found[CLINIC].fields["longitude"]) == (46.211257, 5.254203)
    assert (found[SSIAD].fields["latitude"], found[SSIAD].fields["longitude"]) == (47.203, -0.993)


@pytest.mark.parametrize("point", [("0.1", "0.2"), ("48.85", "2.35")], ids=["nowhere", "far"])
def test_wrong_coordinates_are_told_and_left_out(tmp_path: Path, point: tuple[str, str]) -> None:
    def move(entity: dict[str, Any]) -> None:
        place = entity["ege"][0]["adresse"][0]["coordonneesGeographique"]
        place["coordonneeY"], place["coordonneeX"] = point

    found = list(read_all(finess_structures, changed(tmp_path / "moved.json", move)))

    assert len([each for each in found if isinstance(each, Warning)]) == 1
    assert "latitude" not in facts_of(finess_structures, tmp_path / "moved.json")[SSIAD].fields


def test_a_gzipped_file_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "structures.json.gz"
    path.write_bytes(gzip.compress(SAMPLE.read_bytes()))

    assert facts_of(finess_structures, path) == facts_of(finess_structures, SAMPLE)


@pytest.mark.parametrize("kept", [0.5, 0.95])
@pytest.mark.parametrize("zipped", [False, True])
def test_a_file_that_is_cut_short_is_refused(tmp_path: Path, kept: float, zipped: bool) -> None:
    content = gzip.compress(SAMPLE.read_bytes()) if zipped else SAMPLE.read_bytes()
    path = tmp_path / "cut.json"
    path.write_bytes(content[: int(len(content) * kept)])

    with pytest.raises(Invalid, match=r"cut\.json"):
        finess_structures.check(path)


@pytest.mark.parametrize(
    ("area", "keys"),
    [
        (Area(frozenset({"49"})), {ASSOCIATION, SSIAD}),
        (Area(communes=frozenset({"01053"})), {"ej:010000156", CLINIC}),
        (Area(frozenset({"37"})), set()),
    ],
)
def test_an_entity_is_kept_with_the_sites_of_the_area(area: Area, keys: set[str]) -> None:
    found = finess_structures.records(finess_structures.check(SAMPLE), area)

    assert {record.key for record in found if isinstance(record, Record)} == keys


def test_each_flow_is_told_by_its_content() -> None:
    activities = DATA / "finess-activities.json"

    assert [reader.recognises(SAMPLE) for reader in (finess_structures, finess_activities)] == [True, False]
    assert [reader.recognises(activities) for reader in (finess_structures, finess_activities)] == [
        False,
        True,
    ]
    with pytest.raises(Invalid):
        finess_structures.check(activities)


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_a_file_that_nests_too_deep_is_refused(tmp_path: Path, opening: bytes) -> None:
    path = tmp_path / "deep.json"
    path.write_bytes(b'{"pmej":[{"x":' + opening * 6_000)

    with pytest.raises(Invalid, match=r"deep\.json.*brackets"):
        finess_structures.check(path)


@pytest.mark.parametrize("offset", [0, 2_000, 4_000])
def test_a_number_that_is_too_long_is_refused(tmp_path: Path, offset: int) -> None:
    path = tmp_path / "long.json"
    path.write_bytes(b'{"pmej":[' + b" " * offset + b'{"x":' + b"9" * 5_000 + b"}]}")

    with pytest.raises(Invalid, match=r"long\.json.*without end"):
        finess_structures.check(path)


def test_a_text_that_is_too_long_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.json.gz"
    path.write_bytes(gzip.compress(b'{"pmej":[{"x":"' + b"a" * 2_000_000 + b'"}]}'))

    with pytest.raises(Invalid, match=r"bomb\.json\.gz.*without end"):
        finess_structures.check(path)


def test_an_entity_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bomb.json.gz"
    path.write_bytes(gzip.compress(b'{"pmej":[{"x":[' + b'{"a":"b"},' * 100_000 + b"1]}]}"))
    monkeypatch.setattr(finess_json, "_ENTITY", 500_000)

    with pytest.raises(Invalid, match=r"bomb\.json\.gz.*entity without end"):
        finess_structures.check(path)


def test_what_is_wrong_is_told_as_text(tmp_path: Path) -> None:
    path = tmp_path / "flow.json"
    path.write_bytes(b'{"pmej": [{"x": "\xff"}]}')

    with pytest.raises(Invalid) as refused:
        finess_structures.check(path)

    assert "b'" not in str(refused.value)
    assert "right here" not in str(refused.value)


def test_utf_16_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "flow.json"
    path.write_text('{"pmej": []}', encoding="utf-16")

    with pytest.raises(Invalid, match="UTF-16"):
        finess_structures.check(path)
