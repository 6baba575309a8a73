"""Outside numbers of an entry (RPPS, FINESS, SIRET…), and links that wait for their target."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Index, Table, event, text
from sqlmodel import Field, Session, SQLModel, col, select

from directory.entries import Entry
from directory.fields import Fields
from directory.rows import Known, Rows

# One entry each; a SIRET may have several. "local": the name and commune by which tables know it.
EXACT_SYSTEMS = ("rpps", "adeli", "finess", "finess-ej", "local")
UNSHOWN_SYSTEMS = ("local",)  # nobody reads them aloud
OWN_SYSTEM = "maillage"  # "maillage:<uid>" names one of our entries


class Identifier(SQLModel, table=True):
    """A number given by others: `ref` is "system:value", e.g. "rpps:10003461033"."""

    __tablename__ = "identifier"
    __table_args__ = (
        Index("ix_identifier_entry", "entry_id"),
        Index("ix_identifier_ref", "ref"),
        Index(
            "uq_identifier_exact",
            "ref",
            unique=True,
            sqlite_where=text("exact"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id")
    ref: str
    exact: bool = False


def _as_partial_on_postgresql(table: Table, connection: Connection, **_given: Any) -> None:
    """Only where tables are made on PostgreSQL: naming its dialect any earlier loads it in every start."""
    if connection.dialect.name == "postgresql":
        (exact,) = (index for index in table.indexes if index.name == "uq_identifier_exact")
        exact.dialect_options["postgresql"]["where"] = text("exact")


event.listen(SQLModel.metadata.tables["identifier"], "before_create", _as_partial_on_postgresql)


class PendingLink(SQLModel, table=True):
    """A reference whose entry is not there yet; the link is made when it arrives."""

    __tablename__ = "pending_link"
    __table_args__ = (Index("ix_pending_link_entry", "entry_id"), Index("ix_pending_link_ref", "ref"))

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id")
    part: str = ""
    name: str  # the field that holds the reference: "organization" or "part_of"
    ref: str


def is_exact(ref: str) -> bool:
    """Whether this number can name one entry only."""
    return ref.partition(":")[0] in EXACT_SYSTEMS


def put(rows: Rows, entry_id: int, refs: Iterable[str] | None) -> None:
    for ref in refs or ():
        rows.add(Identifier, (entry_id, ref, is_exact(ref)))


def read(session: Session, entry_ids: Sequence[int], into: Mapping[int, Fields]) -> None:
    found: dict[int, list[str]] = defaultdict(list)
    for identifier in session.exec(select(Identifier).where(col(Identifier.entry_id).in_(entry_ids))):
        found[identifier.entry_id].append(identifier.ref)
    for entry_id, refs in found.items():
        into[entry_id]["identifiers"] = sorted(refs)


def link(
    rows: Rows, entry_id: int, part: str, name: str, fields: Mapping[str, Any], known: Known
) -> int | None:
    """The number of the entry that the field `name` refers to, or None and a waiting link."""
    ref = fields.get(name)
    if ref is None:
        return None
    target = known.linked.get(ref)
    if target is None:
        rows.add(PendingLink, (entry_id, part, name, ref))
    return target


def resolve(session: Session, refs: Iterable[str]) -> dict[str, int]:
    """The entry number of each reference that names an entry we have. "record:…" is not ours to know."""
    wanted = set(refs)
    own = {ref: uid for ref in wanted if (uid := own_uid(ref)) is not None}
    found: dict[str, int] = {}
    if outside := [ref for ref in wanted if ref not in own]:
        known = select(Identifier.ref, Identifier.entry_id).where(col(Identifier.ref).in_(outside))
        found |= dict(session.exec(known).all())
    if own:
        ours = select(Entry.uid, Entry.id).where(col(Entry.uid).in_(own.values()))
        by_uid = dict(session.exec(ours).all())
        found |= {ref: by_uid[uid] for ref, uid in own.items() if uid in by_uid}
    return found


def own_ref(uid: UUID) -> str:
    return f"{OWN_SYSTEM}:{uid}"


def own_uid(ref: str) -> UUID | None:
    """The uid inside "maillage:<uid>", or None for any other reference."""
    system, _, value = ref.partition(":")
    if system != OWN_SYSTEM:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def refs_in(fields: Mapping[str, Any]) -> list[str]:
    """Every reference to another entry that these fields hold."""
    return [value for path, value in fields.items() if path.endswith(("organization", "part_of"))]


def read_links(session: Session, entry_ids: Sequence[int], into: Mapping[int, Fields], prefix: str) -> None:
    """Add the references that still wait."""
    for waiting in session.exec(select(PendingLink).where(col(PendingLink.entry_id).in_(entry_ids))):
        start = f"{prefix}.{waiting.part}." if waiting.part else ""
        into[waiting.entry_id][start + waiting.name] = waiting.ref


def waiting_for(session: Session, refs: Iterable[str]) -> list[PendingLink]:
    """The links that wait for one of these references."""
    return list(session.exec(select(PendingLink).where(col(PendingLink.ref).in_(list(refs)))))
