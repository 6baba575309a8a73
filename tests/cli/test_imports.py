"""`maillage import …`, the queues it leaves, and objections."""

import csv
import json
from pathlib import Path

import pytest

from directory.search import following
from importers import demonstration
from tests.cli.conftest import Maillage

RPPS = [str(demonstration.FOLDER / name) for name in demonstration.FILES[1][1]]
COUNTERS = {"read", "refused", "clashes", "added", "changed", "unchanged", "withdrawn", "refusals"}
HEADERS = "Nom;Type de service;Commune;Téléphone;Tarif"
MEALS = f"{HEADERS}\nCuisine du Thouet;Portage de repas;Thouars;02 61 91 35 30;7,50 €\n"
FORMS = ("--departement 49 37", "--departement 49,37", "--departement=49 --departement=37")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "portage.csv"
    file.write_text(MEALS, encoding="utf-8")
    return file


def test_the_report_has_its_counters(maillage: Maillage) -> None:
    report = maillage("import", "rpps", *RPPS, "--json").answer

    assert report.keys() >= COUNTERS
    assert report["added"] > 250


def test_the_same_files_change_nothing_the_second_time(maillage: Maillage) -> None:
    first = maillage("import", "rpps", *RPPS, "--json").answer

    second = maillage("import", "rpps", *RPPS, "--json").answer

    assert (second["added"], second["changed"], second["withdrawn"]) == (0, 0, 0)
    assert second["unchanged"] == first["added"]


def test_refused_rows_and_warnings_are_told_with_their_line(maillage: Maillage, tmp_path: Path) -> None:
    file = tmp_path / "portage.csv"
    file.write_text(
        MEALS + ";Portage de repas;Thouars;;\nRepas du Lac;Portage de repas;Brigadoon;;\n", "utf-8"
    )

    said = maillage("import", "table", str(file)).out

    assert "portage.csv, line 3: " in said
    assert "portage.csv, line 4: “Brigadoon”" in said


def test_no_file_of_somebody_is_written_over(maillage: Maillage, table: Path, tmp_path: Path) -> None:
    refused = tmp_path / "refused.csv"
    assert maillage("import", "table", str(table), "--dry-run", "--refusals", str(refused)).code == 0
    assert maillage("import", "table", str(table), "--dry-run", "--refusals", str(refused)).code == 0

    for option in ("--refusals", "--suggest-mapping"):
        done = maillage("import", "table", str(table), option, str(table))
        assert (done.code, table.read_text("utf-8")) == (1, MEALS)
        assert "would be lost" in done.err

    nowhere = maillage("import", "table", str(table), "--refusals", str(tmp_path / "no" / "refused.csv"))
    assert "There is no folder" in nowhere.err
    assert maillage("search", "cuisine", "--json").answer["total"] == 0


def test_a_dry_run_changes_nothing(maillage: Maillage) -> None:
    maillage("import", "rpps", *RPPS, "--dry-run")

    assert maillage("search", "infirmier", "--json").answer["total"] == 0


@pytest.mark.parametrize("form", FORMS)
def test_departements_come_in_any_form(maillage: Maillage, form: str) -> None:
    maillage("import", "rpps", RPPS[0], *form.split())

    facets = maillage("search", "médecin", "--json").answer["facets"]

    (departements,) = [facet["values"] for facet in facets if facet["field"] == "departement"]
    assert {"49", "37"} <= {value["code"] for value in departements}


def test_a_territory_can_be_the_place(maillage: Maillage) -> None:
    maillage("territory", "add", "Thouarsais", "--commune", "Thouars")

    report = maillage("import", "rpps", RPPS[0], "--territory", "thouarsais", "--json").answer

    assert 0 < report["added"] < 100


def test_a_file_of_another_format_is_refused_whole(maillage: Maillage, table: Path) -> None:
    done = maillage("import", "rpps", str(table))

    assert (done.code, done.out) == (1, "")
    assert "portage.csv" in done.err


def test_a_table_becomes_entries(maillage: Maillage, table: Path) -> None:
    assert maillage("import", "table", str(table), "--json").answer["added"] == 1
    assert maillage("search", "portage thouars", "--json").answer["entries"][0]["name"] == "Cuisine du Thouet"


def test_refused_rows_go_into_a_table(maillage: Maillage, tmp_path: Path) -> None:
    services = tmp_path / "services.csv"
    services.write_text(
        "Nom;Type de service;Commune\n;Portage de repas;Thouars\nX;Portage de repas;Thouars\n"
    )
    refused = tmp_path / "refused.csv"

    report = maillage("import", "table", str(services), "--refusals", str(refused), "--json").answer

    rows = list(csv.reader(refused.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 1 + len(report["refusals"])
    assert report["refused"] == 1


def test_a_mapping_is_suggested_and_used(maillage: Maillage, table: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.json"
    assert maillage("import", "table", str(table), "--suggest-mapping", str(mapping)).code == 0
    content = json.loads(mapping.read_text(encoding="utf-8"))
    mapping.write_text(json.dumps(content | {"constants": {"commune": "Saumur"}}), encoding="utf-8")

    maillage("import", "table", str(table), "--mapping", str(mapping))

    assert maillage("search", "portage saumur", "--json").answer["total"] == 1


def test_a_source_that_contradicts_a_correction_asks_once(maillage: Maillage, table: Path) -> None:
    maillage("import", "table", str(table))
    uid = maillage("search", "cuisine du thouet", "--json").answer["entries"][0]["id"]
    maillage("entry", "edit", uid, reads='{"version": 1, "service_type": "34"}')
    table.write_text(
        table.read_text(encoding="utf-8").replace("Portage de repas", "Aide à domicile"), encoding="utf-8"
    )
    maillage("import", "table", str(table))

    (clash,) = maillage("clash", "list", "--json").answer

    assert (clash["uid"], clash["path"]) == (uid, "service_type")
    assert maillage("clash", "settle", str(clash["id"]), "--take", "ours").code == 0
    assert "No clash" in maillage("clash", "list").out
    assert maillage("clash", "settle", "999", "--take", "ours").code == 3
    assert maillage("clash", "settle", "1", "--take", "mine").code == 1


def test_an_entry_that_its_source_lost_is_put_up_for_review(maillage: Maillage, table: Path) -> None:
    maillage("import", "table", str(table))
    table.write_text(MEALS.replace("Cuisine du Thouet", "Cuisine de la Dive"), encoding="utf-8")
    maillage("import", "table", str(table))

    (waiting,) = maillage("review", "list", "--json").answer

    assert waiting["name"] == "Cuisine du Thouet"
    assert maillage("review", "list").out.startswith(f"{waiting['id']}. Cuisine du Thouet")
    assert maillage("review", "close", str(waiting["id"])).code == 0
    assert maillage("review", "list", "--json").answer == []


def test_an_objection_survives_the_next_import(maillage: Maillage) -> None:
    maillage("import", "rpps", RPPS[0])
    person = maillage("search", "infirmier saumur", "--json").answer["entries"][0]

    assert maillage("opposition", "add", person["id"], "--yes", "--reason", "letter").code == 0
    report = maillage("import", "rpps", RPPS[0], "--json").answer

    found = maillage("search", person["name"], "--json").answer["entries"]
    assert person["name"] not in [entry["name"] for entry in found]
    assert report["suppressed"] == 1
    assert [each["reason"] for each in maillage("opposition", "list", "--json").answer] == ["letter"]
    assert person["name"] not in maillage("opposition", "list").out


def test_the_same_objection_twice_asks_nothing_about_nobody(maillage: Maillage) -> None:
    maillage("import", "rpps", RPPS[0])
    person = maillage("search", "infirmier saumur", "--json").answer["entries"][0]
    maillage("opposition", "add", person["id"], "--yes")

    again = maillage("opposition", "add", person["id"])

    assert again.code == 1
    assert "déjà" in again.err or "already" in again.err
    assert "?" not in again.out


def test_an_objection_that_is_withdrawn_lets_the_person_come_back(maillage: Maillage) -> None:
    maillage("import", "rpps", RPPS[0])
    person = maillage("search", "infirmier saumur", "--json").answer["entries"][0]
    maillage("opposition", "add", person["id"], "--yes")

    assert maillage("opposition", "lift", person["id"]).code == 0
    assert maillage("import", "rpps", RPPS[0], "--json").answer["added"] == 1


def test_an_import_can_be_interrupted(maillage: Maillage, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(following, "catch_up", interrupt)

    done = maillage("import", "rpps", RPPS[0])

    assert done.code == 130
    monkeypatch.undo()
