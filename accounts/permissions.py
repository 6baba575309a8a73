"""Who may do what: one table, asked by `may` and `require`. Pure: no database, no clock, no settings.

To add an action: give it a name in `Action`; give it a line in `ALLOWED` (and in `OWNER_MAY` if the person
whom the target belongs to may do it too); give it a sentence in `REFUSALS`; call `require` as the first line
of each service that does it; add a row per service to `tests/permissions.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from core.errors import NotAllowed
from core.language import N_


class Role(StrEnum):
    """What a person is, in the scope of a grant."""

    ADMIN = "admin"
    SECRETARIAT = "secretariat"
    MEMBER = "member"  # of the network
    PROFESSIONAL = "professional"  # known as one, without being of the network


class Action(StrEnum):
    """What can be asked for."""

    READ = "read"
    READ_HISTORY = "read_history"
    EDIT = "edit"
    VERIFY = "verify"
    RETIRE = "retire"  # and restore
    SETTLE = "settle"  # clashes, duplicates, the review queue
    IMPORT = "import"
    REBUILD_INDEX = "rebuild_index"
    MANAGE_TERRITORIES = "manage_territories"
    ERASE = "erase"
    MANAGE_PEOPLE = "manage_people"


ScopeKind = Literal["instance", "territory", "organization", "space"]
Scope = tuple[str, UUID | None]


@dataclass(frozen=True)
class Grant:
    """A role in a scope; `until` is the first moment when it no longer holds."""

    scope_kind: ScopeKind
    scope_id: UUID | None
    role: Role
    until: datetime | None = None

    def holds(self, at: datetime) -> bool:
        return self.until is None or at < self.until

    def covers(self, target: "Target") -> bool:
        return self.scope_kind == "instance" or (self.scope_kind, self.scope_id) in target.scopes


@dataclass(frozen=True)
class Actor:
    """The person on whose behalf a call runs, with their grants; nobody when `person_id` is None."""

    person_id: UUID | None
    name: str
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True)
class Target:
    """What an action is about: its scopes, who may see it, and the person whom it belongs to."""

    kind: str
    scopes: frozenset[Scope] = frozenset()
    visibility: str = "public"
    owner: UUID | None = None


ANONYMOUS = Actor(None, "")
INSTANCE = Target("instance")  # the whole installation

_KEEPERS = frozenset({Role.ADMIN, Role.SECRETARIAT})
_NETWORK = _KEEPERS | {Role.MEMBER}
_ADMINS = frozenset({Role.ADMIN})

# READ is not here: it follows from the visibility of the target, see AUDIENCES.
ALLOWED: Mapping[Action, frozenset[Role]] = {
    Action.READ_HISTORY: _NETWORK,
    Action.EDIT: _KEEPERS,
    Action.VERIFY: _KEEPERS,
    Action.RETIRE: _KEEPERS,
    Action.SETTLE: _KEEPERS,
    Action.IMPORT: _KEEPERS,
    Action.REBUILD_INDEX: _KEEPERS,
    Action.MANAGE_TERRITORIES: _KEEPERS,
    Action.ERASE: _ADMINS,
    Action.MANAGE_PEOPLE: _ADMINS,
}
OWNER_MAY = frozenset({Action.READ_HISTORY, Action.EDIT, Action.VERIFY})

# The audiences that each role belongs to, beside "public", which everybody belongs to. A role in a space
# says nothing about the directory.
AUDIENCES: Mapping[Role, frozenset[str]] = {
    Role.PROFESSIONAL: frozenset({"professionals"}),
    Role.MEMBER: frozenset({"professionals", "network"}),
    Role.SECRETARIAT: frozenset({"professionals", "network"}),
    Role.ADMIN: frozenset({"professionals", "network"}),
}
EVERYBODY = frozenset({"public"})

REFUSALS: Mapping[Action, str] = {
    Action.READ: N_("This is not open to you. Ask the secretariat of your network."),
    Action.READ_HISTORY: N_("Only members of the network see the history. Ask the secretariat."),
    Action.EDIT: N_("You may not change this entry. Tell the secretariat what is wrong."),
    Action.VERIFY: N_("You may not mark this entry as verified. Tell the secretariat what you know."),
    Action.RETIRE: N_("You may not take out or put back this entry. Ask the secretariat."),
    Action.SETTLE: N_("Only the secretariat settles clashes and duplicates. Ask it."),
    Action.IMPORT: N_("Only the secretariat imports files. Ask it."),
    Action.REBUILD_INDEX: N_("Only the secretariat rebuilds the index. Ask it."),
    Action.MANAGE_TERRITORIES: N_("Only the secretariat changes territories. Ask it."),
    Action.ERASE: N_("Only an administrator erases personal data. Ask one."),
    Action.MANAGE_PEOPLE: N_("Only an administrator manages people and their rights. Ask one."),
}


def may(actor: Actor, action: Action, target: Target, at: datetime) -> bool:
    """Whether the actor may do this to the target at that time."""
    if action is Action.READ:
        return target.visibility in audience(actor, at) or _owns(actor, target)
    if action in OWNER_MAY and _owns(actor, target):
        return True
    roles = {grant.role for grant in actor.grants if grant.holds(at) and grant.covers(target)}
    return not roles.isdisjoint(ALLOWED[action])


def require(actor: Actor, action: Action, target: Target, at: datetime) -> None:
    """Raises NotAllowed unless `may`."""
    if not may(actor, action, target, at):
        raise NotAllowed(REFUSALS[action])


def audience(actor: Actor, at: datetime) -> frozenset[str]:
    """The visibilities that the actor may see: "public", and "professionals" and "network" by role."""
    roles = {grant.role for grant in actor.grants if grant.holds(at) and grant.scope_kind != "space"}
    return EVERYBODY.union(*(AUDIENCES[role] for role in roles))


def _owns(actor: Actor, target: Target) -> bool:
    return actor.person_id is not None and actor.person_id == target.owner
