"""The entry that a person means by its identifier here or by a national number."""

from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from core.errors import NotFound
from core.language import N_

if TYPE_CHECKING:
    from sqlmodel import Session

LARGEST_NUMBER = 2**31 - 1  # of a change, a clash or a review, on every database

EntryName = Annotated[
    str,
    typer.Argument(
        metavar=N_("ENTRY"),
        help=N_("The identifier that “search” shows, or a number such as finess:499900470."),
    ),
]


def entry_uid(session: "Session", name: str) -> UUID:
    """Raises NotFound when nothing has that identifier or number."""
    try:
        return UUID(name)
    except ValueError:
        pass
    from directory import identifiers
    from directory.entries import Entry

    number = identifiers.resolve(session, [name.strip().lower()]).get(name.strip().lower())
    entry = session.get(Entry, number) if number is not None else None
    if entry is None:
        raise NotFound(N_("No entry has the identifier {name}. “maillage search” shows them."), name=name)
    return entry.uid
