"""Drafts: what an edit may say, and the form it is kept in."""

from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel, ValidationError

from core.errors import Invalid
from directory import drafts, editing, entries
from directory.kinds import EntryKind
from tests.directory.samples import NURSE

MSSANTE = {"kind": "mssante", "value": "accueil@mssante.example"}
ODD = {"name": "Centre", "postcode": "GL 12"}  # what a source says, against our rules


def fields_of(session, uid):
    return editing.fields_of(session, entries.stored(session, uid))


def changed_to(changes):
    return drafts.changed(EntryKind.ORGANIZATION, ODD, changes)


def test_a_change_is_put_in_order_also_beside_an_odd_field():
    after = changed_to({"description": "Accueil\x1b]52;c;QUJD\x07 du\u202e lundi", "alias": " Le  Thouet "})

    assert after == ODD | {"description": "Accueil du lundi", "alias": "Le Thouet"}


def test_a_change_is_checked_also_beside_an_odd_field():
    with pytest.raises(Invalid) as error:
        changed_to({"latitude": "north"})

    assert [problem.field for problem in error.value.problems] == ["latitude"]


def test_a_name_cannot_be_emptied():
    with pytest.raises(Invalid) as error:
        changed_to({"name": None})

    assert [problem.field for problem in error.value.problems] == ["name"]


def test_an_odd_field_may_be_corrected_or_emptied():
    assert changed_to({"postcode": "49400"})["postcode"] == "49400"
    assert "postcode" not in changed_to({"postcode": None})


@pytest.mark.parametrize("said", [{}, {"visibility": "public"}])
def test_a_secured_address_is_never_public(said):
    fields = drafts.checked(EntryKind.ORGANIZATION, {"name": "Centre", "contacts": [MSSANTE | said]})

    assert fields["contacts"][0].get("visibility", "professionals") == "professionals"


def test_null_empties_a_field_of_a_role_too(session, secretary):
    saved = editing.add(session, secretary, EntryKind.PRACTITIONER, NURSE)

    changes = {"roles": {"saumur": {"site_name": None, "contacts": []}}}
    editing.edit(session, secretary, saved.uid, changes, seen_version=1)

    after = fields_of(session, saved.uid)
    assert "roles.saumur.site_name" not in after
    assert "roles.saumur.contacts" not in after
    assert after["roles.saumur.line"] == "4 rue des Lilas"


def test_null_takes_a_role_away(session, secretary):
    saved = editing.add(session, secretary, EntryKind.PRACTITIONER, NURSE)

    editing.edit(session, secretary, saved.uid, {"roles": {"saumur": None}}, seen_version=1)

    after = fields_of(session, saved.uid)
    assert not [path for path in after if path.startswith("roles.")]
    assert after["family_name"] == "LEMOINE"


@pytest.mark.parametrize("part", ["Saumur", ["Saumur"]])
def test_a_role_that_is_no_object_is_invalid(session, secretary, part):
    with pytest.raises(Invalid):
        editing.add(session, secretary, EntryKind.PRACTITIONER, NURSE | {"roles": {"saumur": part}})


@pytest.mark.parametrize("text", ["Mme D., née le 12/03/1940", "NIR 2 40 03 49 328 001 16"])
def test_data_of_a_patient_is_refused_in_any_text(text):
    for field in ("description", "conditions", "availability_note"):
        with pytest.raises(Invalid, match="patient"):
            drafts.checked(EntryKind.SERVICE, {"name": "Repas du Thouet", field: text})


def test_what_was_given_is_shown_as_it_was_written():
    with pytest.raises(Invalid) as refused:
        drafts.checked(EntryKind.SERVICE, {"name": True, "places": "beaucoup", "diets": [None]})

    told = str(refused.value)
    assert 'places: write it as a whole number (given: "beaucoup")' in told
    assert "(given: true)" in told
    assert "(given: null)" in told


WRONG = (
    None, "x", "", 1, -1, 1.5, True, [], {}, [1], ["x"], [None], [{}], {"a": 1}, {"a": {}}, [[1]],
    "1e400", float("inf"), float("nan"), 10**30, "2026-13-45", "12:99", "x" * 100_000, ["x"] * 3_000,
)  # fmt: skip


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A draft and those within it."""
    yield model
    left = [field.annotation for field in model.model_fields.values()]
    while left:
        annotation = left.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield from _models(annotation)
        left += get_args(annotation)


@pytest.mark.parametrize("kind", drafts.DRAFTS)
def test_whatever_is_wrong_is_said_in_a_sentence_of_ours(kind):
    said = set()
    for model in _models(drafts.DRAFTS[kind]):
        for given in [{name: wrong} for name in model.model_fields for wrong in WRONG] + list(WRONG):
            try:
                model.model_validate(given)
            except ValidationError as error:
                said.update(problem["type"] for problem in error.errors())

    assert said <= drafts.SENTENCES.keys()
