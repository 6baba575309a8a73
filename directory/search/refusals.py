"""The words that refuse what follows: “pas complet”, “sauf à Saumur”, “sans liste d'attente”."""

from directory.search.chips import SOUGHT, AnyOf, Condition
from directory.search.place_words import with_announcement
from directory.search.places import Area
from directory.search.typed import Span, Typed
from search.analysis import STOP_WORDS

_ALL_BUT = frozenset({"sauf", "hors", "excepte", "hormis", "dehors"})
_STATES = frozenset({"availability", "operating_mode"})  # “sans médecin traitant” does not refuse doctors


def refused(typed: Typed, span: Span, field: str, *, is_place: bool = False) -> Span | None:
    """The span with the word before it that refuses it; None if none does.

    “pas” refuses no place: “Pas à Pas Thouars” is a name, and “pas loin de Thouars” is near it. Nor does a
    search that begins with “pas de médecin traitant” refuse doctors: somebody has none.
    """
    first = with_announcement(typed, span).first if is_place else span.first
    while first > 0 and typed.pieces[first - 1].little:
        first -= 1
    cue = typed.pieces[first - 1].text if first > 0 else ""
    if not (cue in _ALL_BUT or (cue == "pas" and not is_place) or (cue == "sans" and field in _STATES)):
        return None
    if cue == "pas" and field in SOUGHT and first < span.first and _begins(typed, first - 1):
        return None
    whole = Span(first - 1, span.last)
    return whole if typed.free(whole) else None


def _begins(typed: Typed, at: int) -> bool:
    """Whether nothing that matters stands before this piece: “elle n'a pas de…”."""
    return all(piece.little or piece.text in STOP_WORDS for piece in typed.pieces[:at])


def standing_in(areas: list[Area]) -> AnyOf:
    """What stands in one of these places, whatever it serves."""
    codes = (frozenset({area.place}) if area.field == "commune" else area.codes for area in areas)
    return ((Condition("stands_in", frozenset().union(*codes)),),)
