"""Accounts' rows of the permission table."""

from accounts import grants, people
from accounts.people import PersonDraft
from accounts.permissions import Action, Grant, Role
from core.ids import uuid7
from tests.permissions import Asks, Row

GRANT = Grant("instance", None, Role.MEMBER)
DRAFT = PersonDraft("?", "", Role.MEMBER)
SOMEBODY = uuid7()

ROWS: dict[str, Row] = {
    "accounts.grants.give": Asks(
        Action.MANAGE_PEOPLE, lambda stage, actor: grants.give(stage.session, actor, SOMEBODY, GRANT)
    ),
    "accounts.grants.withdraw": Asks(
        Action.MANAGE_PEOPLE, lambda stage, actor: grants.withdraw(stage.session, actor, SOMEBODY, GRANT)
    ),
    "accounts.people.add": Asks(
        Action.MANAGE_PEOPLE, lambda stage, actor: people.add(stage.session, actor, DRAFT, "")
    ),
    "accounts.people.deactivate": Asks(
        Action.MANAGE_PEOPLE, lambda stage, actor: people.deactivate(stage.session, actor, SOMEBODY)
    ),
    "accounts.people.reactivate": Asks(
        Action.MANAGE_PEOPLE, lambda stage, actor: people.reactivate(stage.session, actor, SOMEBODY)
    ),
    "accounts.people.change_password": Asks(
        Action.MANAGE_PEOPLE, lambda stage, actor: people.change_password(stage.session, actor, SOMEBODY, "")
    ),
    "accounts.people.listing": Asks(
        Action.MANAGE_PEOPLE, lambda stage, actor: people.listing(stage.session, actor)
    ),
}
