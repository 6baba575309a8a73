"""Records that a whole import of their source did not name again, and the entries they vouched for."""

from collections.abc import Sequence

from sqlmodel import Session

from core import clock
from directory.communes import departement_of
from directory.provenance import intake, standing
from directory.provenance.intake import Origin, Plan
from directory.provenance.records import Known

EVERYWHERE = "all"  # the scope of a source read whole


def covers(scopes: frozenset[str], scope: str) -> bool:
    """Whether reading `scopes` reads all of `scope`: "all", "departement:49", "commune:49261"."""
    if scope in scopes or EVERYWHERE in scopes:
        return True
    kind, _, code = scope.partition(":")
    return kind == "commune" and f"departement:{departement_of(code)}" in scopes


def remaining(scopes: frozenset[str], held: Sequence[str]) -> tuple[str, ...]:
    """The parts of the source that may still name a record that `scopes` no longer do."""
    return tuple(scope for scope in held if not covers(scopes, scope))


def plan(session: Session, origin: Origin, absent: Sequence[Known]) -> Plan:
    """Decide on records that were not named. What another process did meanwhile is left alone."""
    made = Plan(origin, clock.of(session))
    standings = standing.load(session, sorted({each.entry_id for each in absent}))
    for each in absent:
        entry = standings[each.entry_id]
        old = entry.before.get(each.id)
        if old is None or old.withdrawn or old.digest != each.digest:
            continue
        scopes = remaining(origin.scopes, old.scopes)
        record = old._replace(scopes=scopes, withdrawn=not scopes, said_at=old.said_at if scopes else made.at)
        made.changed_records.append(record)
        entry.say(record)
    intake.decide(session, made, standings.values(), {})
    return made
