"""Territories: communes by any rule, several parents, and the services that follow them."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from sqlmodel import Session, select

from accounts import grants
from accounts.permissions import Actor, Grant, Role
from core import journal
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from core.ids import uuid7
from core.runtime import Runtime
from directory import communes, editing, territories
from directory.entries import Entry
from directory.search import documents
from directory.territories import Area, TerritoryDraft, TerritoryKind

SAUMUR, BRAIN, GENNES = Area("commune", "49328"), Area("commune", "49041"), Area("former", "d49149")
AGGLO = Area("epci", "200071876")


def draft(name: str = "Saumurois", *areas: Area, **more: object) -> TerritoryDraft:
    return TerritoryDraft(name=name, areas=areas or (SAUMUR,), **more)  # type: ignore[arg-type]  # a test's brevity


def bare(name: str, *parents: UUID) -> TerritoryDraft:
    return TerritoryDraft(name=name, parents=parents)


def service_in(session: Session, actor: Actor, *areas: tuple[str, str]) -> UUID:
    given = [{"rule": rule, "code": code} for rule, code in areas]
    return editing.add(session, actor, "service", {"name": "Repas du Thouet", "areas": given}).uid


def covered(session: Session) -> set[str]:
    """The communes that the searches find the services for."""
    found = documents.load(session, session.exec(select(Entry.id)))
    return {commune for document in found for commune in document.get("covers", ())}


def verbs(session: Session, subject: UUID) -> Sequence[str]:
    rows = journal.after(session, 0)
    return [row.verb for row in rows if row.subject == subject]


def test_a_territory_is_read_as_it_was_written(session: Session, secretary: Actor) -> None:
    parent = territories.add(session, secretary, draft("Région"))

    added = territories.add(
        session,
        secretary,
        draft("Saumurois", GENNES, AGGLO, kind="clic", is_ours=True, parents=(parent.uid,)),
    )

    assert territories.get(session, added.uid) == added
    assert (added.kind, added.is_ours, added.version) == (TerritoryKind.CLIC, True, 1)
    assert added.parents == (parent.uid,)
    assert added.areas == (AGGLO, GENNES)


def test_its_communes_are_those_its_rules_stand_for(session: Session, secretary: Actor) -> None:
    added = territories.add(session, secretary, draft("Saumurois", AGGLO, GENNES))

    found = territories.communes_of(session, added.uid)

    assert found == communes.members_of_epci("200071876") | {"d49149"}


def test_territories_may_overlap(session: Session, secretary: Actor) -> None:
    first = territories.add(session, secretary, draft("CLIC", SAUMUR, BRAIN))
    second = territories.add(session, secretary, draft("CPTS", SAUMUR))

    shared = territories.communes_of(session, first.uid) & territories.communes_of(session, second.uid)

    assert shared == {"49328"}


def test_a_parent_without_rules_has_the_communes_of_its_parts(session: Session, secretary: Actor) -> None:
    region = territories.add(session, secretary, bare("Région"))
    middle = territories.add(session, secretary, bare("Département", region.uid))
    territories.add(session, secretary, draft("Nord", SAUMUR, parents=(middle.uid,)))
    territories.add(session, secretary, draft("Sud", BRAIN, parents=(middle.uid, region.uid)))

    assert territories.communes_of(session, region.uid) == {"49328", "49041"}


def test_ours_are_those_of_all_our_territories(session: Session, secretary: Actor) -> None:
    territories.add(session, secretary, draft("Nord", SAUMUR, is_ours=True))
    territories.add(session, secretary, draft("Sud", BRAIN, is_ours=True))
    territories.add(session, secretary, draft("Ailleurs", AGGLO))

    assert territories.ours(session) == {"49328", "49041"}


def test_a_territory_is_found_by_its_name(session: Session, secretary: Actor) -> None:
    added = territories.add(session, secretary, draft("Pays de l’Aubance"))

    assert territories.by_name(session, "PAYS DE L'AUBANCE") == added
    assert territories.by_name(session, "Atlantide") is None


def test_they_are_listed_by_name(session: Session, secretary: Actor) -> None:
    for name in ("Thouarsais", "Étang", "Saumurois"):
        territories.add(session, secretary, draft(name))

    assert [found.name for found in territories.listing(session)] == ["Étang", "Saumurois", "Thouarsais"]


@pytest.mark.parametrize("person", ["member", "professional", "anonymous"])
def test_others_may_not_add(session: Session, request: pytest.FixtureRequest, person: str) -> None:
    with pytest.raises(NotAllowed):
        territories.add(session, request.getfixturevalue(person), draft())

    assert territories.listing(session) == []


@pytest.mark.parametrize("person", ["member", "professional", "anonymous"])
def test_others_may_neither_edit_nor_remove(
    session: Session, secretary: Actor, request: pytest.FixtureRequest, person: str
) -> None:
    added = territories.add(session, secretary, draft())
    actor = request.getfixturevalue(person)

    with pytest.raises(NotAllowed):
        territories.edit(session, actor, added.uid, draft("Autre"), seen_version=1)
    with pytest.raises(NotAllowed):
        territories.remove(session, actor, added.uid, seen_version=1)

    assert territories.get(session, added.uid) == added


def test_a_name_is_taken_once(session: Session, secretary: Actor) -> None:
    territories.add(session, secretary, draft("Saumurois"))

    with pytest.raises(Conflict, match="SAUMUROIS"):
        territories.add(session, secretary, draft("SAUMUROIS"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (draft("  "), "name"),
        (draft(kind="kingdom"), "kind"),
        (draft("Saumurois", Area("commune", "99999")), "areas"),
        (draft("Saumurois", Area("galaxy", "49328")), "areas"),
        (draft(parents=(UUID(int=1),)), "parents"),
    ],
)
def test_a_wrong_draft_is_refused(
    session: Session, secretary: Actor, wrong: TerritoryDraft, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        territories.add(session, secretary, wrong)

    assert [problem.field for problem in refused.value.problems] == [field]


def test_an_edit_must_have_seen_the_last_version(session: Session, secretary: Actor) -> None:
    added = territories.add(session, secretary, draft())
    edited = territories.edit(session, secretary, added.uid, draft("Saumurois Sud"), seen_version=1)

    with pytest.raises(Conflict):
        territories.edit(session, secretary, added.uid, draft("Autre"), seen_version=1)

    assert edited.version == 2
    assert territories.get(session, added.uid).name == "Saumurois Sud"


def test_an_edit_that_changes_nothing_is_not_one(session: Session, secretary: Actor) -> None:
    added = territories.add(session, secretary, draft())

    assert territories.edit(session, secretary, added.uid, draft(), seen_version=1) == added
    assert verbs(session, added.uid) == ["added"]


def test_the_journal_says_what_changed(session: Session, secretary: Actor) -> None:
    added = territories.add(session, secretary, draft())
    territories.edit(session, secretary, added.uid, draft("Saumurois", BRAIN), seen_version=1)

    (_, changes), *_ = journal.of_subject(session, "territory", added.uid)

    assert changes == {"areas": (["commune:49328"], ["commune:49041"])}


def test_a_territory_is_no_part_of_itself(session: Session, secretary: Actor) -> None:
    grandparent = territories.add(session, secretary, draft("Région"))
    parent = territories.add(session, secretary, bare("Département", grandparent.uid))

    with pytest.raises(Invalid, match="part of itself"):
        territories.edit(session, secretary, grandparent.uid, bare("Région", parent.uid), seen_version=1)


def test_the_services_follow_its_communes(session: Session, secretary: Actor) -> None:
    added = territories.add(session, secretary, draft("Saumurois", SAUMUR))
    service = service_in(session, secretary, ("territory", str(added.uid)), ("commune", "37072"))

    territories.edit(session, secretary, added.uid, draft("Saumurois", BRAIN), seen_version=1)

    assert covered(session) == {"49041", "37072"}
    assert (verbs(session, service), verbs(session, added.uid)) == (["added"], ["added", "edited"])


def test_the_services_of_a_parent_follow_its_parts(session: Session, secretary: Actor) -> None:
    parent = territories.add(session, secretary, bare("Région"))
    service_in(session, secretary, ("territory", str(parent.uid)))

    territories.add(session, secretary, draft("Saumurois", SAUMUR, parents=(parent.uid,)))

    assert covered(session) == {"49328"}


def test_a_round_follows_its_territory(session: Session, secretary: Actor) -> None:
    added = territories.add(session, secretary, draft("Saumurois", SAUMUR))
    area = {"rule": "territory", "code": str(added.uid)}
    meals = {"name": "Repas", "rounds": [{"days": ["mo"], "areas": [area]}]}
    editing.add(session, secretary, "service", meals)

    territories.edit(session, secretary, added.uid, draft("Saumurois", BRAIN), seen_version=1)

    assert covered(session) == {"49041"}


def test_a_removed_territory_is_gone(session: Session, secretary: Actor) -> None:
    parent = territories.add(session, secretary, draft("Région"))
    part = territories.add(session, secretary, bare("Saumurois", parent.uid))

    territories.remove(session, secretary, parent.uid, seen_version=1)

    with pytest.raises(NotFound):
        territories.get(session, parent.uid)
    assert territories.get(session, part.uid).parents == ()


def test_a_territory_that_services_cover_stays(session: Session, secretary: Actor) -> None:
    added = territories.add(session, secretary, draft())
    service_in(session, secretary, ("territory", str(added.uid)))

    with pytest.raises(Conflict, match="Saumurois"):
        territories.remove(session, secretary, added.uid, seen_version=1)


def test_a_territory_that_somebody_has_a_role_in_stays(session: Session, owner: Actor, member: Actor) -> None:
    added = territories.add(session, owner, draft())
    grants.give(
        session, owner, member.person_id or added.uid, Grant("territory", added.uid, Role.SECRETARIAT)
    )

    with pytest.raises(Conflict, match="person revoke"):
        territories.remove(session, owner, added.uid, seen_version=1)


def test_who_keeps_a_territory_does_not_widen_what_they_keep(session: Session, owner: Actor) -> None:
    added = territories.add(session, owner, draft())
    keeper = Actor(uuid7(), "Référente", (Grant("territory", added.uid, Role.SECRETARIAT),))

    with pytest.raises(NotAllowed):
        territories.edit(session, keeper, added.uid, draft("Saumurois", AGGLO), seen_version=1)
    with pytest.raises(NotAllowed):
        territories.remove(session, keeper, added.uid, seen_version=1)


@pytest.mark.parametrize("code", ["no uid", str(UUID(int=7))])
def test_an_unknown_territory_stands_for_no_commune(session: Session, secretary: Actor, code: str) -> None:
    service_in(session, secretary, ("territory", code))

    assert covered(session) == set()


def test_ours_follow_every_commit(runtime: Runtime, secretary: Actor) -> None:
    with runtime.write() as session:
        added = territories.add(session, secretary, draft("Nord", SAUMUR, is_ours=True))
    with runtime.read() as session:
        before = territories.ours(session)
    with runtime.write() as session:
        territories.edit(session, secretary, added.uid, draft("Nord", BRAIN, is_ours=True), seen_version=1)
    with runtime.read() as session:
        after = territories.ours(session)

    assert before == {"49328"}
    assert after == {"49041"}


def test_ours_do_not_follow_what_is_given_up(runtime: Runtime, secretary: Actor) -> None:
    with runtime.write() as session:
        added = territories.add(session, secretary, draft("Nord", SAUMUR, is_ours=True))
    with pytest.raises(ZeroDivisionError), runtime.write() as session:
        territories.edit(session, secretary, added.uid, draft("Nord", BRAIN, is_ours=True), seen_version=1)
        given_up = territories.ours(session)
        raise ZeroDivisionError
    with runtime.write() as session:
        territories.edit(session, secretary, added.uid, draft("Nord", GENNES, is_ours=True), seen_version=1)
    with runtime.read() as session:
        kept = territories.ours(session)

    assert given_up == {"49041"}
    assert kept == {"d49149"}
