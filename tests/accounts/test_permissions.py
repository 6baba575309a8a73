"""The permission table: who may do what, by role, scope, time and ownership."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.permissions import (
    ALLOWED,
    ANONYMOUS,
    INSTANCE,
    REFUSALS,
    Action,
    Actor,
    Grant,
    Role,
    Target,
    audience,
    may,
    require,
)
from core.errors import NotAllowed
from tests.cast import BY_ROLE, MEMBER, NOW, SECRETARY

SAUMUR = UUID("00000000-0000-7000-8000-0000000000a1")
THOUARS = UUID("00000000-0000-7000-8000-0000000000a2")
IN_SAUMUR = Target("entry", frozenset({("territory", SAUMUR)}))
ROLES_MAY = {
    Action.READ: "admin secretariat member professional nobody",
    Action.READ_HISTORY: "admin secretariat member",
    Action.EDIT: "admin secretariat",
    Action.VERIFY: "admin secretariat",
    Action.RETIRE: "admin secretariat",
    Action.SETTLE: "admin secretariat",
    Action.IMPORT: "admin secretariat",
    Action.REBUILD_INDEX: "admin secretariat",
    Action.MANAGE_TERRITORIES: "admin secretariat",
    Action.ERASE: "admin",
    Action.MANAGE_PEOPLE: "admin",
}


def keeper_of(scope_id: UUID) -> Actor:
    return Actor(SECRETARY.person_id, "", (Grant("territory", scope_id, Role.SECRETARIAT),))


@pytest.mark.parametrize("action", Action)
def test_each_action_is_for_these_roles(action: Action) -> None:
    passing = [role or "nobody" for role, actor in BY_ROLE.items() if may(actor, action, INSTANCE, NOW)]

    assert sorted(passing) == sorted(ROLES_MAY[action].split())


@pytest.mark.parametrize("action", Action)
def test_each_action_has_its_rule_and_its_sentence(action: Action) -> None:
    assert action in REFUSALS
    assert action in ALLOWED or action is Action.READ


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (None, {"public"}),
        (Role.PROFESSIONAL, {"public", "professionals"}),
        (Role.MEMBER, {"public", "professionals", "network"}),
        (Role.SECRETARIAT, {"public", "professionals", "network"}),
        (Role.ADMIN, {"public", "professionals", "network"}),
    ],
)
def test_the_audiences_of_a_role(role: Role | None, seen: set[str]) -> None:
    assert audience(BY_ROLE[role], NOW) == seen


def test_a_role_in_a_space_shows_nothing_of_the_directory() -> None:
    actor = Actor(MEMBER.person_id, "", (Grant("space", SAUMUR, Role.MEMBER),))

    assert audience(actor, NOW) == {"public"}


def test_a_grant_holds_in_its_scope_only() -> None:
    assert may(keeper_of(SAUMUR), Action.EDIT, IN_SAUMUR, NOW)
    assert not may(keeper_of(THOUARS), Action.EDIT, IN_SAUMUR, NOW)
    assert not may(keeper_of(SAUMUR), Action.EDIT, INSTANCE, NOW)


@pytest.mark.parametrize("action", Action)
def test_an_administrator_of_a_place_may_no_more_than_its_secretariat(action: Action) -> None:
    admin = Actor(SECRETARY.person_id, "", (Grant("territory", SAUMUR, Role.ADMIN),))
    keeper = keeper_of(SAUMUR)

    assert may(admin, action, INSTANCE, NOW) == may(keeper, action, INSTANCE, NOW)


def test_a_grant_ends() -> None:
    actor = Actor(SECRETARY.person_id, "", (Grant("instance", None, Role.SECRETARIAT, until=NOW),))

    assert may(actor, Action.EDIT, INSTANCE, NOW - timedelta(microseconds=1))
    assert not may(actor, Action.EDIT, INSTANCE, NOW)
    assert audience(actor, NOW) == {"public"}


def test_people_may_keep_what_is_theirs() -> None:
    theirs = Target("entry", visibility="network", owner=SAUMUR)
    somebody = Actor(SAUMUR, "")

    assert [action for action in Action if may(somebody, action, theirs, NOW)] == [
        Action.READ,
        Action.READ_HISTORY,
        Action.EDIT,
        Action.VERIFY,
    ]


def test_nobody_owns_nothing() -> None:
    assert not may(ANONYMOUS, Action.EDIT, Target("entry", owner=None), NOW)


def test_a_refusal_is_a_sentence() -> None:
    with pytest.raises(NotAllowed, match="Only an administrator manages people"):
        require(SECRETARY, Action.MANAGE_PEOPLE, INSTANCE, NOW)


SCOPES = st.tuples(
    st.sampled_from(["territory", "organization", "space"]), st.sampled_from([SAUMUR, THOUARS])
)
GRANTS = st.builds(
    lambda scope, role, until: Grant(scope[0], scope[1], role, until),
    st.just(("instance", None)) | SCOPES,
    st.sampled_from(Role),
    st.sampled_from([None, NOW, NOW + timedelta(days=1)]),
)
ACTORS = st.builds(
    Actor, st.sampled_from([SAUMUR, None]), st.just(""), st.lists(GRANTS, max_size=4).map(tuple)
)
TARGETS = st.builds(
    Target,
    st.just("entry"),
    st.frozensets(SCOPES, max_size=2),
    st.sampled_from(["public", "professionals", "network"]),
    st.sampled_from([None, SAUMUR, THOUARS]),
)


@given(ACTORS, TARGETS)
def test_reading_follows_the_audience_unless_it_is_ones_own(actor: Actor, target: Target) -> None:
    own = target.owner is not None and target.owner == actor.person_id

    assert may(actor, Action.READ, target, NOW) == (target.visibility in audience(actor, NOW) or own)


@given(ACTORS, GRANTS, TARGETS, st.sampled_from(Action))
def test_a_grant_more_never_allows_less(actor: Actor, grant: Grant, target: Target, action: Action) -> None:
    richer = Actor(actor.person_id, actor.name, (*actor.grants, grant))

    assert may(richer, action, target, NOW) >= may(actor, action, target, NOW)


@given(ACTORS, TARGETS, st.sampled_from(Action))
def test_later_nobody_may_more(actor: Actor, target: Target, action: Action) -> None:
    later = NOW + timedelta(days=2)

    assert may(actor, action, target, later) <= may(actor, action, target, NOW)
