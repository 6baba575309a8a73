"""Adding, editing, retiring, restoring and redirecting entries."""

from datetime import UTC, datetime

import pytest

from accounts.permissions import Actor, Grant, Role
from core import journal
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from core.ids import uuid7
from directory import drafts, editing, entries, history, shapes, territories
from directory.entries import EntryRow
from directory.fields import flatten
from directory.kinds import EntryKind, EntryStatus
from directory.provenance import suppression
from directory.territories import TerritoryDraft
from directory.territory_records import Area
from tests.directory.samples import CENTRE, MEALS, NURSE


def fields_of(session, uid):
    return editing.fields_of(session, entries.stored(session, uid))


@pytest.mark.parametrize(
    ("kind", "draft"),
    [(EntryKind.PRACTITIONER, NURSE), (EntryKind.ORGANIZATION, CENTRE)],
)
def test_an_added_entry_says_what_its_draft_said(session, secretary, kind, draft):
    saved = editing.add(session, secretary, kind, draft)

    assert fields_of(session, saved.uid) == flatten(draft)


def test_a_service_keeps_every_field_and_links_its_organization(session, secretary):
    centre = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)
    meals = editing.add(session, secretary, EntryKind.SERVICE, MEALS)

    said = fields_of(session, meals.uid)

    drafted = drafts.checked(EntryKind.SERVICE, flatten(MEALS))
    assert said == drafted | {"organization": f"maillage:{centre.uid}"}


def test_a_link_waits_for_its_organization(session, secretary):
    meals = editing.add(session, secretary, EntryKind.SERVICE, MEALS)
    assert fields_of(session, meals.uid)["organization"] == "finess:499999019"

    centre = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)

    assert fields_of(session, meals.uid)["organization"] == f"maillage:{centre.uid}"


@pytest.mark.parametrize("person", ["member", "professional", "anonymous"])
def test_others_may_not_add(session, request, person):
    with pytest.raises(NotAllowed):
        editing.add(session, request.getfixturevalue(person), EntryKind.PRACTITIONER, NURSE)


def test_a_draft_names_each_field_that_breaks_a_rule(session, secretary):
    wrong = CENTRE | {"postcode": "4940", "commune": "99999", "colour": "blue"}

    with pytest.raises(Invalid) as refusal:
        editing.add(session, secretary, EntryKind.ORGANIZATION, wrong)

    assert {problem.field for problem in refusal.value.problems} == {"postcode", "commune", "colour"}


def test_an_exact_number_belongs_to_one_entry(session, secretary):
    editing.add(session, secretary, EntryKind.PRACTITIONER, NURSE)

    with pytest.raises(Conflict, match="LEMOINE"):
        editing.add(session, secretary, EntryKind.PRACTITIONER, NURSE)


def test_an_edit_changes_only_what_it_says(session, secretary):
    saved = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)

    edited = editing.edit(session, secretary, saved.uid, {"alias": "Le Thouet"}, seen_version=1)

    assert edited.version == 2
    assert fields_of(session, saved.uid) == flatten(CENTRE) | {"alias": "Le Thouet"}


def test_an_edit_to_nothing_empties_the_field(session, secretary):
    saved = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)

    editing.edit(session, secretary, saved.uid, {"line": None, "hours": []}, seen_version=1)

    assert {"line", "hours"}.isdisjoint(fields_of(session, saved.uid))


def test_an_old_version_is_a_conflict_and_changes_nothing(session, secretary):
    saved = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)
    editing.edit(session, secretary, saved.uid, {"alias": "Un"}, seen_version=1)

    with pytest.raises(Conflict, match="Centre de soins"):
        editing.edit(session, secretary, saved.uid, {"alias": "Deux"}, seen_version=1)

    assert fields_of(session, saved.uid)["alias"] == "Un"


def test_an_edit_that_changes_nothing_leaves_no_trace(session, secretary):
    saved = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)
    before = journal.head(session)

    again = editing.edit(session, secretary, saved.uid, {"name": CENTRE["name"]}, seen_version=1)

    assert again.version == 1
    assert journal.head(session) == before


def test_what_an_import_brought_does_not_block_an_edit_elsewhere(session, secretary):
    saved = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)
    entry = entries.stored(session, saved.uid)
    odd = fields_of(session, saved.uid) | {"postcode": "GL 12"}
    row = EntryRow(**{name: getattr(entry, name) for name in EntryRow._fields})
    shapes.replace(session, [(row, odd)], {})

    editing.edit(session, secretary, saved.uid, {"alias": "Le Thouet"}, seen_version=1)

    assert fields_of(session, saved.uid)["alias"] == "Le Thouet"


def test_a_retired_entry_can_come_back(session, secretary):
    saved = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)

    retired = editing.retire(session, secretary, saved.uid, seen_version=1, reason="fermé")
    assert entries.stored(session, saved.uid).status == EntryStatus.RETIRED
    editing.restore(session, secretary, saved.uid, seen_version=retired.version)

    assert entries.stored(session, saved.uid).status == EntryStatus.ACTIVE


def test_an_entry_in_the_view_cannot_be_restored(session, secretary):
    saved = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)

    with pytest.raises(Conflict):
        editing.restore(session, secretary, saved.uid, seen_version=1)


def test_a_redirected_entry_leads_to_the_one_that_stays(session, secretary):
    kept = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)
    double = editing.add(session, secretary, EntryKind.ORGANIZATION, {"name": "Ctre soins Thouet"})

    editing.redirect(session, secretary, double.uid, kept.uid, seen_version=1)

    assert entries.current(session, double.uid).uid == kept.uid


def test_redirects_in_a_row_lead_to_the_last(session, secretary):
    first, second, third = (
        editing.add(session, secretary, EntryKind.ORGANIZATION, {"name": name}) for name in "ABC"
    )
    editing.redirect(session, secretary, first.uid, second.uid, seen_version=1)
    editing.redirect(session, secretary, second.uid, third.uid, seen_version=1)

    assert entries.current(session, first.uid).uid == third.uid


def test_an_entry_never_redirects_to_itself_or_to_another_kind(session, secretary):
    centre = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)
    nurse = editing.add(session, secretary, EntryKind.PRACTITIONER, NURSE)

    for target in (centre.uid, nurse.uid):
        with pytest.raises(Conflict):
            editing.redirect(session, secretary, centre.uid, target, seen_version=1)


def test_an_unknown_entry_is_not_found(session, secretary):
    with pytest.raises(NotFound):
        editing.edit(session, secretary, uuid7(), {"name": "X"}, seen_version=1)


def test_each_change_is_in_the_journal_with_its_values(session, secretary):
    saved = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)
    editing.edit(session, secretary, saved.uid, {"alias": "Le Thouet"}, seen_version=1)

    (edited, changes), (added, _) = journal.of_subject(session, EntryKind.ORGANIZATION, saved.uid)

    assert (added.verb, edited.verb) == ("added", "edited")
    assert changes == {"alias": (None, "Le Thouet")}
    assert edited.actor_id == secretary.person_id


def test_verifying_sets_the_day_and_nothing_else(session, secretary):
    saved = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)

    editing.verify(session, secretary, saved.uid, seen_version=1)

    entry = entries.stored(session, saved.uid)
    assert entry.verified_at.date() == entry.updated_at.date()


def held_for(kind, uid):
    return Actor(uuid7(), "Référente", (Grant(kind, uid, Role.SECRETARIAT),))


def test_an_organization_s_keeper_edits_it_and_its_services_only(session, secretary):
    centre = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)
    meals = editing.add(session, secretary, EntryKind.SERVICE, MEALS)
    other = editing.add(session, secretary, EntryKind.ORGANIZATION, {"name": "Autre"})
    keeper = held_for("organization", centre.uid)

    for uid in (centre.uid, meals.uid):
        assert editing.edit(session, keeper, uid, {"description": "Relu"}, seen_version=1).version == 2
    with pytest.raises(NotAllowed):
        editing.edit(session, keeper, other.uid, {"description": "Relu"}, seen_version=1)


def test_a_territory_s_keeper_edits_what_stands_in_it_only(session, owner):
    draft = TerritoryDraft("Saumurois", areas=(Area("commune", "49328"),))
    keeper = held_for("territory", territories.add(session, owner, draft).uid)
    inside = editing.add(session, owner, EntryKind.ORGANIZATION, CENTRE)
    outside = editing.add(session, owner, EntryKind.ORGANIZATION, {"name": "Loin", "commune": "37072"})

    assert editing.edit(session, keeper, inside.uid, {"alias": "Relu"}, seen_version=1).version == 2
    with pytest.raises(NotAllowed):
        editing.edit(session, keeper, outside.uid, {"alias": "Relu"}, seen_version=1)


@pytest.mark.parametrize("organization", [5, ["finess:499999019"], {}])
def test_what_is_no_reference_is_in_nobody_s_scope(session, secretary, organization):
    centre = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)
    keeper = held_for("organization", centre.uid)

    with pytest.raises(NotAllowed):
        editing.add(session, keeper, EntryKind.SERVICE, MEALS | {"organization": organization})


def test_each_is_given_the_fields_they_may_see(session, secretary, professional):
    uid = editing.add(session, secretary, EntryKind.PRACTITIONER, NURSE).uid

    everything = editing.get(session, secretary, uid)
    some = editing.get(session, professional, uid)

    assert everything.fields == fields_of(session, uid)
    kinds = [each["visibility"] for each in some.fields["roles.saumur.contacts"]]
    assert kinds == ["public", "professionals"]


def test_nothing_is_written_on_an_entry_whose_person_objected(session, owner):
    uid = editing.add(session, owner, EntryKind.PRACTITIONER, NURSE).uid
    suppression.suppress(session, owner, uid)

    with pytest.raises(Conflict):
        editing.edit(session, owner, uid, {"family_name": "LEMOINE"}, seen_version=2)

    assert not any(fields_of(session, uid).values())


def test_an_objection_is_about_merged_duplicates_too(session, owner):
    twin = editing.add(session, owner, EntryKind.PRACTITIONER, NURSE | {"identifiers": []}).uid
    uid = editing.add(session, owner, EntryKind.PRACTITIONER, NURSE).uid
    editing.redirect(session, owner, twin, uid, seen_version=1)

    suppression.suppress(session, owner, uid)

    assert not any(fields_of(session, twin).values())
    assert entries.stored(session, twin).name == ""
    told = [event.verb for event in history.history(session, owner, twin) if event.changes]
    assert told == ["erased"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"minimum_age": 80, "maximum_age": 60},
        {"availability_as_of": "2026-12-01", "availability_until": "2026-11-01"},
        {"costs": [{"cents": 900, "valid_from": "2027-01-01", "valid_to": "2026-01-01"}]},
        {"closures": [{"from": "2026-08-20", "to": "2026-08-01"}]},
    ],
)
def test_what_ends_before_it_begins_is_refused(session, secretary, wrong):
    with pytest.raises(Invalid, match="put them in order"):
        editing.add(session, secretary, EntryKind.SERVICE, MEALS | wrong)


def test_who_objected_is_not_listed_again_by_hand(session, owner):
    nurse = editing.add(session, owner, EntryKind.PRACTITIONER, NURSE)
    suppression.suppress(session, owner, nurse.uid, reason="lettre du 3 mars")

    with pytest.raises(Conflict, match="objected"):
        editing.add(session, owner, EntryKind.PRACTITIONER, NURSE)


def test_a_verification_at_midnight_is_of_the_day_in_france(session, secretary):
    centre = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)
    session.info["now"] = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)

    editing.verify(session, secretary, centre.uid, seen_version=1)

    assert fields_of(session, centre.uid)["verified_at"] == "2026-07-02"
