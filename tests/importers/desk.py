"""Somebody who imports lists on paper, and looks at what comes out."""

from pathlib import Path
from typing import Any

from sqlmodel import col, select

from accounts.permissions import Actor
from core import journal
from core.runtime import Runtime
from directory import editing, shapes
from directory.entries import Entry
from directory.fields import Fields
from directory.identifiers import Identifier
from directory.provenance import clashes, review
from directory.provenance.clashes import Side
from importers import run as runner
from importers.report import Report
from tests.importers import paper


class Desk:
    """Somebody who imports lists, and looks at what comes out."""

    def __init__(self, runtime: Runtime, actor: Actor, folder: Path) -> None:
        self.runtime, self.actor, self.folder = runtime, actor, folder

    def take(self, lines: paper.Lines, name: str = "rpps", source: str = "", **wishes: Any) -> Report:
        path = paper.write(self.folder, name, lines)
        return runner.run(self.runtime, self.actor, source or name.partition("-of-")[0], [path], **wishes)

    def entry(self, number: str) -> Entry:
        with self.runtime.read() as session:
            holding = select(Entry).join(Identifier).where(col(Identifier.ref) == number)
            return session.exec(holding).one()

    def fields(self, number: str) -> Fields:
        entry = self.entry(number)
        with self.runtime.read() as session:
            return shapes.read_fields(session, entry.kind, [entry.id])[entry.id]

    def edit(self, number: str, **changes: object) -> None:
        entry = self.entry(number)
        with self.runtime.write() as session:
            paths = {name.replace("__", "."): value for name, value in changes.items()}
            editing.edit(session, self.actor, entry.uid, paths, seen_version=entry.version)

    def clashes(self) -> list[tuple[str, object, object]]:
        with self.runtime.read() as session:
            return [(each.path, each.ours, each.theirs) for each in clashes.open_ones(session, self.actor)]

    def settle(self, side: Side) -> None:
        with self.runtime.write() as session:
            (clash,) = clashes.open_ones(session, self.actor)
            clashes.settle(session, self.actor, clash.id, take=side)

    def reviews(self) -> list[tuple[str, str]]:
        with self.runtime.read() as session:
            return [(each.reason, each.name) for each in review.open_ones(session, self.actor)]

    def head(self) -> int:
        with self.runtime.read() as session:
            return journal.head(session).seq
