"""The start: is the schema the one this version knows? Answered without Alembic, which loads slowly."""

from enum import StrEnum

from sqlalchemy import Connection, inspect, text
from sqlmodel import Session

from core.errors import AppError
from core.language import N_
from core.runtime import Runtime

HEAD = "0002"  # the newest file in versions/; a test compares them
_VERSION_TABLE = (
    "CREATE TABLE alembic_version ("
    "version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


class Prepared(StrEnum):
    """What `prepare` found or did."""

    READY = "ready"
    CREATED = "created"
    UPGRADED = "upgraded"


def prepare(runtime: Runtime) -> Prepared:
    """Make the database ready for use: create it, or upgrade it after a backup.

    Raises AppError for a database of a newer version, or one that is not ours.
    """
    with runtime.read() as session:
        found = stored_head(session)
        if found is None:
            _refuse_foreign(session.connection(), runtime.place)
    if found == HEAD:
        return Prepared.READY
    return _create(runtime) if found is None else _upgrade(runtime, found)


def stored_head(session: Session) -> str | None:
    """The revision of the schema in the database; None before there is one."""
    connection = session.connection()
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _refuse_foreign(connection: Connection, place: str) -> None:
    if inspect(connection).get_table_names():
        message = N_("The database {place} holds something else than Maillage. Name another one.")
        raise AppError(message, place=place)


def _create(runtime: Runtime) -> Prepared:
    """All tables at once, and the owner of this computer; a test proves that it equals the revisions."""
    from sqlmodel import SQLModel

    from accounts import people
    from migrations import tables

    assert tables.MODULES
    with runtime.write() as session:
        if stored_head(session) is not None:  # somebody was quicker
            return Prepared.READY
        connection = session.connection()
        SQLModel.metadata.create_all(connection)
        connection.execute(text(_VERSION_TABLE))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
        people.local_owner(session)
    return Prepared.CREATED


def _upgrade(runtime: Runtime, found: str) -> Prepared:
    from migrations import upgrade

    if not upgrade.knows(found):
        message = N_("The data in {place} were written by a newer version of Maillage. Update this one.")
        raise AppError(message, place=runtime.place)
    upgrade.back_up(runtime, found)
    upgrade.run(runtime)
    return Prepared.UPGRADED
