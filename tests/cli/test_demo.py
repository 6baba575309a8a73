"""`maillage demo`, `maillage index …` and `maillage doctor`."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from importers import demonstration
from tests.cli.conftest import Maillage


def last_change(maillage: Maillage) -> str:
    """Number and digest of the journal's last row."""
    findings = maillage("doctor", "--json").answer["findings"]
    return next(str(each["text"]) for each in findings if each["name"] == "Last change")


@pytest.mark.usefixtures("demo")
class TestDemonstration:
    """Loaded already."""

    def test_loading_it_again_changes_nothing(self, maillage: Maillage) -> None:
        before = last_change(maillage)

        done = maillage("demo", "--no-tui")

        assert (done.code, done.out) == (0, "")
        assert last_change(maillage) == before

    def test_without_a_terminal_it_answers_one_example(self, maillage: Maillage) -> None:
        done = maillage("demo")

        assert done.code == 0
        assert "portage repas gennes samedi" in done.out
        assert "1. " in done.out

    def test_it_is_as_large_as_a_territory(self, maillage: Maillage) -> None:
        facets = maillage(
            "search", "fiche:(professionnel organisme service)", "--json", "--limit", "0"
        ).answer["facets"]
        kinds = {value["code"]: value["count"] for value in facets[0]["values"]}

        assert kinds["practitioner"] >= 250
        assert kinds["organization"] >= 40
        assert kinds["service"] >= 80

    def test_the_index_knows_everything(self, maillage: Maillage) -> None:
        status = maillage("index", "status", "--json").answer

        assert status["behind"] == 0
        assert status["entries"] > 370

    def test_the_index_can_be_built_anew(self, maillage: Maillage) -> None:
        before = maillage("index", "status", "--json").answer["entries"]

        assert maillage("index", "rebuild", "--json").answer == {"entries": before}

    def test_all_is_well(self, maillage: Maillage) -> None:
        done = maillage("doctor", "--json")

        assert (done.code, done.answer["well"]) == (0, True)

    def test_a_journal_that_was_tampered_with_is_not_well(self, maillage: Maillage, demo: Path) -> None:
        with closing(sqlite3.connect(demo / "maillage.db")) as database, database:
            database.execute("UPDATE journal SET verb = 'edited' WHERE seq = 40")

        done = maillage("doctor")

        assert done.code == 1
        assert "from row 40 on" in done.out


def test_invented_people_are_not_mixed_with_real_ones(maillage: Maillage) -> None:
    maillage("entry", "add", "organization", reads=json.dumps({"name": "Mairie de Turquant"}))

    done = maillage("demo", "--no-tui")

    assert done.code == 1
    assert "MAILLAGE_HOME" in done.err


def test_a_directory_of_ones_own_is_opened_as_it_is(maillage: Maillage) -> None:
    maillage("entry", "add", "organization", reads=json.dumps({"name": "Mairie de Turquant"}))

    done = maillage("demo")

    assert done.code == 0
    assert "MAILLAGE_HOME" in done.err


def test_what_was_cut_off_is_loaded_on_the_next_start(
    maillage: Maillage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut_off:
        cut_off.setattr(demonstration, "FILES", demonstration.FILES[:2])
        maillage("demo", "--no-tui")
    assert maillage("search", "portage gennes", "--json").answer["total"] == 0

    assert maillage("demo", "--no-tui").code == 0
    assert maillage("search", "portage gennes", "--json").answer["total"] > 0


def test_a_file_that_is_no_database_of_ours_is_left_alone(maillage: Maillage, home: Path) -> None:
    home.mkdir()
    (home / "maillage.db").write_bytes(b"This is my shopping list.")

    done = maillage("doctor")

    assert done.code == 1
    assert "maillage.db" in done.err


def test_a_setting_that_makes_no_sense_is_named(maillage: Maillage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_ENGINE", "steam")

    done = maillage("index", "status")

    assert done.code == 1
    assert "MAILLAGE_ENGINE" in done.err
