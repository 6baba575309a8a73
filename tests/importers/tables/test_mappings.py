"""Mappings: what headers do not tell, told once."""

import json
from pathlib import Path

import pytest

from core.errors import Invalid
from importers import table
from importers.facts import EVERYWHERE, Fact, Record
from importers.tables import mappings
from tests.importers.reader_contract import DATA
from tests.importers.tables.written import Write, digests

SAMPLE = DATA / "services.csv"
HEADER = ("Qui", "Quoi", "Où", "Truc")
ROW = ("Relais", "Relayage", "Saumur", "x")


def written(tmp_path: Path, **more: object) -> Path:
    path = tmp_path / "mapping.json"
    columns = {"Qui": "name", "Quoi": "service_type", "Où": "commune", "Truc": None}
    path.write_text(
        json.dumps({"kind": "service", "columns": columns, "source": "aides"} | more), encoding="utf-8"
    )
    return path


def test_a_table_is_read_as_the_mapping_says(write: Write, tmp_path: Path) -> None:
    path, mapping = (
        write(HEADER, ROW),
        written(tmp_path, constants={"visibility": "réseau"}),
    )

    checked = table.check(path, mapping)
    (record,) = [r for r in table.records(checked, EVERYWHERE) if isinstance(r, Record)]
    (fact,) = [each for each in table.facts(record) if isinstance(each, Fact)]

    assert (checked.source, checked.remarks) == ("table:aides", ())
    assert (fact.fields["commune"], fact.fields["visibility"]) == ("49328", "network")


def test_defaults_fill_empty_cells(write: Write, tmp_path: Path) -> None:
    path = write(HEADER, ("Relais", "Relayage", "", ""), ("Vigie", "Relayage", "Distré", ""))

    checked = table.check(path, written(tmp_path, defaults={"commune": "Saumur"}))
    records = [r for r in table.records(checked, EVERYWHERE) if isinstance(r, Record)]
    facts = [each for record in records for each in table.facts(record) if isinstance(each, Fact)]

    assert [fact.fields["commune"] for fact in facts] == ["49328", "49123"]


def test_what_is_suggested_can_be_saved_and_used_again(tmp_path: Path) -> None:
    suggested = mappings.suggested_mapping(SAMPLE)

    mappings.save(suggested, tmp_path / "mapping.json")

    assert mappings.load(tmp_path / "mapping.json") == suggested
    checked = table.check(SAMPLE, tmp_path / "mapping.json")
    found = table.records(checked, EVERYWHERE)
    assert {record.key: record.digest for record in found if isinstance(record, Record)} == digests(SAMPLE)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"kind": "ship", "columns": {}}',
        '{"kind": "service", "columns": {"Qui": "nose"}}',
        '{"kind": ' + "[" * 100_000,
    ],
)
def test_what_is_no_mapping_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(Invalid, match=r"mapping\.json"):
        mappings.load(path)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Services 2026-11 v2.xlsx", "services"),
        ("2026.csv", "table"),
        ("Aide à domicile.csv", "aide-a-domicile"),
    ],
)
def test_next_months_file_has_the_same_source(name: str, source: str) -> None:
    assert mappings.source_name(Path(name)) == source


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"kind": "service",\n "columns": {"Qui" "name"}}', "line 2"),
        ('{"kind": "service", "columns": {"Qui": "nose", "Où": "place"}}', "“nose”, “place”"),
    ],
)
def test_a_refused_mapping_says_what_to_correct(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(Invalid, match=sentence):
        mappings.load(path)
