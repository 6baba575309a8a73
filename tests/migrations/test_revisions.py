"""What revisions do to data that is there already."""

from sqlalchemy import text
from sqlmodel import Session

from accounts.permissions import Actor
from core.runtime import Runtime
from directory import editing, territories
from directory.territories import Area, TerritoryDraft
from migrations import upgrade


def as_it_was(session: Session, revision: str) -> None:
    """A database that has only the revisions up to this one."""
    session.execute(text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL)"))
    session.execute(text("DELETE FROM alembic_version"))
    session.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})


def covered(session: Session) -> list[str]:
    return sorted(session.execute(text("SELECT commune FROM service_area_commune")).scalars())


def test_the_communes_of_territories_no_longer_stand_with_services(
    runtime: Runtime, secretary: Actor
) -> None:
    with runtime.write() as session:
        draft = TerritoryDraft("Saumurois", areas=(Area("commune", "49328"),))
        uid = str(territories.add(session, secretary, draft).uid)
        areas = [{"rule": "territory", "code": uid}, {"rule": "commune", "code": "49041"}]
        editing.add(session, secretary, "service", {"name": "Repas", "areas": areas})
        session.execute(text("INSERT INTO service_area_commune SELECT id, '49328' FROM entry"))
        as_it_was(session, "0001")

    upgrade.run(runtime)

    with runtime.read() as session:
        assert covered(session) == ["49041"]
