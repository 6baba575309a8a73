"""The commune that a person means by a name, a postcode or a code."""

from core.errors import Invalid, NotFound
from core.language import N_


def place_code(asked: str, ours: frozenset[str]) -> str:
    """The code of the one commune meant; among several, the one of our territories.

    Raises NotFound for an unknown name, and Invalid when several communes could be meant.
    """
    from directory import communes

    found = communes.by_postcode(asked) or communes.by_name(asked)
    if not found and (exact := communes.by_code(asked)):
        found = (exact,)
    if not found:
        raise NotFound(N_("No commune is called “{name}”. Try its postcode."), name=asked)
    kept = [place for place in found if place.code in ours] or list(found)
    if len(kept) > 1:
        names = ", ".join(f"{place.name} ({place.departement}): {place.code}" for place in kept[:10])
        raise Invalid(
            N_("Several communes are meant by “{name}”; name one by its code: {names}."),
            name=asked,
            names=names,
        )
    return kept[0].code
