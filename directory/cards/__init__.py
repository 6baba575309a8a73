"""The card of an entry: everything one person may see of it, ready for a screen, a terminal or JSON."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from accounts.permissions import Actor
from core import clock
from core.language import N_, _, short_date_text
from directory import entries, shapes, visibility
from directory.cards import links
from directory.cards import sections as by_kind
from directory.cards.lines import Line, Section
from directory.entries import Entry
from directory.kinds import EntryStatus
from directory.provenance import suppression

_STATUS = {
    EntryStatus.RETIRED: N_("This entry was taken out of the directory."),
    EntryStatus.WITHDRAWN: N_("No source names this entry any more: it is out of the searches."),
    EntryStatus.MERGED: N_("This entry gave way to another one."),
    EntryStatus.SUPPRESSED: suppression.OBJECTED,
}


@dataclass(frozen=True)
class Card:
    """One entry as an actor may see it; `version` is what an edit must have seen."""

    id: UUID
    kind: str
    name: str
    subtitle: str
    status: str
    visibility: str
    version: int
    sections: tuple[Section, ...]
    verified_on: date | None = None
    redirected_from: UUID | None = None

    @property
    def notice(self) -> str:
        """Why the entry is not in the searches, or ""."""
        return _(_STATUS[EntryStatus(self.status)]) if self.status in _STATUS else ""

    @property
    def phones(self) -> tuple[str, ...]:
        return self._values("phone")

    @property
    def web_addresses(self) -> tuple[str, ...]:
        return self._values("url")

    def _values(self, kind: str) -> tuple[str, ...]:
        lines = (line for section in self.sections for line in section.lines if line.kind == kind)
        return tuple(dict.fromkeys(line.value for line in lines))

    def text(self) -> str:
        """The card as plain lines, to read aloud, copy or print."""
        return "\n".join(self._text_lines())

    def _text_lines(self) -> Iterator[str]:
        yield self.name
        yield from filter(None, (self.subtitle, self.notice))
        for section in self.sections:
            yield ""
            yield section.title
            yield from (f"  {_line_text(line)}" for line in section.lines)

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"phones": self.phones, "notice": self.notice}


def _line_text(line: Line) -> str:
    return _("{name}: {text}").format(name=line.label, text=line.value) if line.label else line.value


def card(session: Session, actor: Actor, uid: UUID) -> Card:
    """The card of that entry, or of the one it gave way to.

    Raises NotFound, and NotAllowed when the actor may not see the entry.
    """
    entry = entries.current(session, uid)
    now = clock.of(session)
    visibility.require_read(actor, entry.visibility, now)
    fields = visibility.fields_for(actor, now, shapes.read_fields(session, entry.kind, [entry.id])[entry.id])
    around = links.around(session, actor, entry, fields)
    made = Card(
        id=entry.uid,
        kind=entry.kind,
        name=entry.name,
        subtitle=by_kind.subtitle(entry.kind, fields),
        status=entry.status,
        visibility=entry.visibility,
        version=entry.version,
        sections=(
            *by_kind.sections(entry.kind, fields, around, clock.day(now)),
            *_trust(session, entry, around),
        ),
        verified_on=entry.verified_at.date() if entry.verified_at else None,
    )
    return made if entry.uid == uid else replace(made, redirected_from=uid)


def _trust(session: Session, entry: Entry, around: links.Around) -> tuple[Section, ...]:
    """Where the entry comes from, and how fresh it is."""
    lines = []
    if entry.verified_at:
        lines.append(Line(_("Verified on"), short_date_text(entry.verified_at.date())))
    else:
        lines.append(Line(_("Verified"), _("never")))
    if around.sources:
        lines.append(Line(_("Sources"), ", ".join(around.sources)))
    lines.append(Line(_("Changed on"), short_date_text(clock.day(entry.updated_at))))
    return (Section(_("Trust"), tuple(lines)),)
