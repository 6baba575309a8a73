"""Who may see what: the same rule as an SQL clause, as audience words in the index, and for contacts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col

from accounts.permissions import Action, Actor, Target, audience, require
from directory.entries import Entry
from directory.fields import Fields
from directory.kinds import Visibility

ORDER = (Visibility.PUBLIC, Visibility.PROFESSIONALS, Visibility.NETWORK)  # from widest to narrowest


def visible_to(actor: Actor, at: datetime) -> ColumnElement[bool]:
    """The clause on `entry` that keeps what this actor may read."""
    return col(Entry.visibility).in_(sorted(audience(actor, at)))


def target(visibility: str) -> Target:
    """An entry of that visibility, as the permission table sees it."""
    return Target(kind="entry", visibility=visibility)


def require_read(actor: Actor, visibility: str, at: datetime) -> None:
    """Raises NotAllowed."""
    require(actor, Action.READ, target(visibility), at)


def contacts_for(
    actor: Actor, at: datetime, contacts: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The contact points that this actor may see, in their order."""
    allowed = audience(actor, at)
    return [contact for contact in contacts if contact.get("visibility", Visibility.PUBLIC) in allowed]


def fields_for(actor: Actor, at: datetime, fields: Mapping[str, Any]) -> Fields:
    """The same fields with only the contact points that the actor may see."""
    return {
        path: contacts_for(actor, at, value) if path.split(".")[-1] == "contacts" else value
        for path, value in fields.items()
    }
