"""`maillage entry …` and `maillage show`: one entry, with JSON in and out."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Done, Maillage

FIELDS = {
    "name": "Repas du Coteau",
    "service_type": "33",
    "commune": "49328",
    "contacts": [
        {"kind": "phone", "value": "+33261913530"},
        {"kind": "phone", "value": "+33261913531", "label": "Direct", "visibility": "network"},
    ],
}


@pytest.fixture
def added(maillage: Maillage) -> str:
    """The identifier of a service that was just added."""
    done = maillage("entry", "add", "service", "--json", reads=json.dumps(FIELDS))
    assert done.code == 0, done.err
    return str(done.answer["id"])


def get(maillage: Maillage, uid: str) -> dict[str, Any]:
    found: dict[str, Any] = maillage("entry", "get", uid).answer
    return found


def edit(maillage: Maillage, uid: str, document: object, *more: str) -> Done:
    return maillage("entry", "edit", uid, "-", "--json", *more, reads=json.dumps(document))


def test_what_was_added_is_given_back(maillage: Maillage, added: str) -> None:
    found = get(maillage, added)

    assert (found["kind"], found["version"], found["fields"]["name"]) == ("service", 1, "Repas du Coteau")


def test_what_get_gave_can_be_changed_and_handed_to_edit(maillage: Maillage, added: str) -> None:
    document = get(maillage, added)
    document["fields"]["name"] = "Repas des Coteaux"

    done = edit(maillage, added, document)

    assert done.answer == {"id": added, "version": 2, "changed": ["name"]}


def test_fields_alone_need_the_version_seen(maillage: Maillage, added: str) -> None:
    assert edit(maillage, added, {"name": "Autre"}).code == 1
    assert edit(maillage, added, {"name": "Autre"}, "--version", "1").answer["version"] == 2


def test_null_empties_a_field(maillage: Maillage, added: str) -> None:
    edit(maillage, added, {"version": 1, "commune": None})

    assert "commune" not in get(maillage, added)["fields"]


def test_what_get_gave_is_not_written_over_another_entry(maillage: Maillage, added: str) -> None:
    other = str(maillage("entry", "add", "service", "--json", reads=json.dumps(FIELDS)).answer["id"])

    done = edit(maillage, other, get(maillage, added))

    assert done.code == 1
    assert added in done.err
    assert get(maillage, other)["version"] == 1


def test_an_edit_of_an_old_version_is_refused(maillage: Maillage, added: str) -> None:
    edit(maillage, added, {"version": 1, "name": "Autre"})

    done = edit(maillage, added, {"version": 1, "name": "Encore une autre"})

    assert (done.code, done.out) == (1, "")
    assert "changed since" in done.err


def test_a_wrong_field_is_named(maillage: Maillage) -> None:
    done = maillage("entry", "add", "service", reads=json.dumps(FIELDS | {"postcode": "Saumur", "nme": 1}))

    assert done.code == 1
    assert "postcode" in done.err
    assert "nme" in done.err


@pytest.mark.parametrize("text", ["{", "[]", "", '{"name": "\ud800"', "[" * 100_000])
def test_what_is_no_json_object_is_refused(maillage: Maillage, text: str) -> None:
    done = maillage("entry", "add", "service", reads=text.encode("utf-8", "replace").decode())

    assert done.code == 1
    assert done.err.count("\n") == 1


def test_a_file_that_is_not_there_is_refused(maillage: Maillage, tmp_path: Path) -> None:
    done = maillage("entry", "add", "service", str(tmp_path / "nowhere.json"))

    assert done.code == 1
    assert "nowhere.json" in done.err


def test_retire_restore_and_verify(maillage: Maillage, added: str) -> None:
    assert maillage("entry", "retire", added, "--reason", "closed").code == 0
    assert get(maillage, added)["status"] == "retired"
    assert maillage("entry", "restore", added).code == 0
    assert maillage("entry", "verify", added).code == 0

    assert get(maillage, added)["fields"]["verified_at"]


def test_history_tells_each_change_and_undo_takes_one_back(maillage: Maillage, added: str) -> None:
    edit(maillage, added, {"version": 1, "name": "Autre"})
    events = maillage("entry", "history", added, "--json").answer

    assert [event["verb"] for event in events] == ["edited", "added"]
    assert "Repas du Coteau → Autre" in maillage("entry", "history", added).out
    assert maillage("entry", "undo", str(events[0]["seq"])).code == 0
    assert get(maillage, added)["fields"]["name"] == "Repas du Coteau"


def test_an_entry_is_shown_as_it_stood(maillage: Maillage, added: str) -> None:
    assert maillage("entry", "get", added, "--as-of", "2020-01-01").code == 3


def test_a_family_is_not_shown_a_direct_line(maillage: Maillage, added: str) -> None:
    assert "02 61 91 35 31" in maillage("show", added).out

    assert "02 61 91 35 31" not in maillage("show", added, "--public").out
    assert "02 61 91 35 30" in maillage("show", added, "--public").out


def test_a_card_in_json_has_its_sections(maillage: Maillage, added: str) -> None:
    card = maillage("show", added, "--json").answer

    assert card["id"] == added
    assert card["phones"][0] == "02 61 91 35 30"
    assert all({"title", "lines"} <= section.keys() for section in card["sections"])


@pytest.mark.parametrize("name", ["00000000-0000-7000-8000-000000000000", "finess:000000000", "nonsense"])
def test_an_entry_that_is_not_there_is_not_found(maillage: Maillage, name: str) -> None:
    for command in (["show"], ["entry", "get"], ["entry", "history"], ["entry", "verify"]):
        assert maillage(*command, name).code == 3


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("show", "\udcff"), 3),
        (("entry", "retire", "{uid}", "--reason", "\udcff"), 0),
        (("entry", "undo", "99999999999999999999"), 2),
        (("search", "repas", "--skip", "99999999999999999999"), 2),
        (("entry", "get", "{uid}", "--as-of", "0001-01-01"), 1),
    ],
)
def test_what_no_database_holds_is_answered_with_a_sentence(
    maillage: Maillage, added: str, command: tuple[str, ...], code: int
) -> None:
    done = maillage(*(argument.format(uid=added) for argument in command))

    assert done.code == code, done.err


def test_a_number_of_thousands_of_digits_is_refused(maillage: Maillage, added: str) -> None:
    done = maillage("entry", "edit", added, "-", reads='{"version": 1, "name": ' + "9" * 5_000 + "}")

    assert done.code == 1, done.err


def test_half_a_character_is_refused(maillage: Maillage) -> None:
    done = maillage("entry", "add", "service", reads='{"name": "Repas \\ud83c"}')

    assert (done.code, done.out) == (1, "")
    assert "half a character" in done.err
