"""The commune that a person means by a name, a postcode or a code."""

from typing import TYPE_CHECKING

from core.errors import Invalid, NotFound
from core.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from directory.communes import Place

NAMED = 10  # homonyms that the error names


def commune_code(session: "Session", asked: str) -> str:
    """The code of the one commune meant; among several, the one of our territories.

    Raises NotFound for an unknown name, and Invalid when several communes could be meant.
    """
    from directory import territories

    found = _places(asked)
    ours = territories.ours(session)
    kept = [place for place in found if (place.current or place.code) in ours] or list(found)
    if len(kept) > 1:
        names = ", ".join(f"{place.name} ({place.departement}) {place.code}" for place in kept[:NAMED])
        message = N_("Several communes are meant by “{name}”. Name one by its code: {names}.")
        raise Invalid(message, name=asked, names=names)
    return kept[0].code


def commune_codes(session: "Session", asked: str) -> frozenset[str]:
    """All communes of a postcode, or the one commune meant; of a former commune, today's."""
    from directory import communes

    found = communes.by_postcode(asked) or [communes.by_code(commune_code(session, asked))]
    return frozenset(place.current or place.code for place in found if place is not None)


def _places(asked: str) -> "Sequence[Place]":
    from directory import communes

    found: Sequence[Place] = communes.by_postcode(asked) or communes.by_name(asked)
    if not found and (exact := communes.by_code(asked)):
        found = [exact]
    if not found:
        raise NotFound(N_("No commune is called “{name}”. Try its postcode."), name=asked)
    return found
