"""The demonstration territory, loaded through the same readers as real files."""

import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlmodel import Session, col, select

import directory
from accounts.permissions import INSTANCE, Action, Actor, require
from core import clock
from core.errors import Conflict
from core.language import N_
from core.runtime import Runtime
from directory import territories
from directory.entries import Entry
from directory.provenance.imports import ImportRun
from directory.territories import TerritoryDraft
from directory.territory_records import Area
from importers.progress import Tell
from importers.report import Report
from importers.run import run

FOLDER = Path(directory.__file__).with_name("demo")
TERRITORY = "Sud-Saumurois"
FILES = (  # source, files; in this order: each completes what the ones before brought
    ("finess-plus", ("finess-structures.json", "finess-activites.json")),
    ("rpps", ("PS_LibreAcces_Personne_activite.txt", "PS_LibreAcces_SavoirFaire.txt")),
    ("mssante", ("Extraction_Correspondance_MSSante.txt",)),
    ("table", ("organisations.csv",)),
    ("table", ("services.csv",)),
    ("table", ("professionnels.csv",)),
)
NOT_EMPTY = N_(
    "This directory has entries already, and invented people are not mixed with real ones. "
    "For the demonstration, name another folder in MAILLAGE_HOME."
)


def is_empty(session: Session) -> bool:
    """Whether nothing was ever listed."""
    return session.exec(select(col(Entry.id)).limit(1)).first() is None


def is_here(session: Session) -> bool:
    """Whether the demonstration was loaded, or began to be."""
    return territories.by_name(session, TERRITORY) is not None


def is_whole(session: Session) -> bool:
    """Whether it was loaded to its end."""
    last = FILES[-1][1][-1]
    runs = session.exec(select(ImportRun).order_by(col(ImportRun.id).desc())).all()
    return is_here(session) and any(last in each.files for each in runs)


def load(
    runtime: Runtime,
    actor: Actor,
    *,
    tell: Tell | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    catch_up: Callable[[], object] | None = None,
) -> list[Report]:
    """Load the territory and its files; what was loaded before stays as it is.

    Raises NotAllowed, and Conflict for a directory that holds something else.
    """
    with runtime.write() as session:
        require(actor, Action.IMPORT, INSTANCE, clock.of(session))
        if not is_here(session):
            if not is_empty(session):
                raise Conflict(NOT_EMPTY)
            _add_territories(session, actor)
    reports: list[Report] = []
    for source, names in FILES:
        paths = [FOLDER / name for name in names]
        if not cancelled():
            reports.append(run(runtime, actor, source, paths, tell=tell, cancelled=cancelled))
    if catch_up is not None:
        catch_up()
    return reports


def _add_territories(session: Session, actor: Actor) -> None:
    """Those of `territory.json`, where a whole comes before its parts."""
    described = json.loads((FOLDER / "territory.json").read_text(encoding="utf-8"))["territories"]
    known: dict[str | None, UUID] = {}
    for each in described:
        draft = TerritoryDraft(
            name=each["name"],
            kind=each["kind"],
            is_ours=each["ours"],
            parents=(known[each["parent"]],) if each["parent"] else (),
            areas=tuple(Area("commune", code) for code in each["communes"]),
        )
        known[each["key"]] = territories.add(session, actor, draft).uid
