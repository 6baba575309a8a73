"""A territory's communes are its own: they stand no more with each service that covers it."""

import json
from collections import defaultdict

import sqlalchemy as sa
from alembic import op

from directory import communes

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Leave to the services that name a territory the communes of their other rules."""
    for number, theirs in _rules().items():
        if "territory" in {rule for rule, _code in theirs}:
            kept = frozenset[str]().union(*(communes.expand(*each) for each in theirs))
            _keep(number, kept)


def _rules() -> dict[int, set[tuple[str, str]]]:
    """The rules of each service, those of its rounds included."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    connection = op.get_bind()
    for number, rule, code in connection.execute(sa.text("SELECT entry_id, rule, code FROM service_area")):
        found[number].add((rule, code))
    for number, areas in connection.execute(sa.text("SELECT entry_id, areas FROM meal_round")):
        found[number].update((each["rule"], each["code"]) for each in json.loads(areas))
    return found


def _keep(number: int, kept: frozenset[str]) -> None:
    connection = op.get_bind()
    forget = sa.text("DELETE FROM service_area_commune WHERE entry_id = :number")
    connection.execute(forget, {"number": number})
    if kept:
        add = sa.text("INSERT INTO service_area_commune (entry_id, commune) VALUES (:number, :commune)")
        connection.execute(add, [{"number": number, "commune": commune} for commune in sorted(kept)])
