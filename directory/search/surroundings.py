"""Ways to say that a place is the middle of a circle: “pas loin de Saumur”, “à 15 km de Gennes”."""

from collections.abc import Iterator

from directory.search.place_words import ANNOUNCING
from directory.search.sayings import phrases, sizes
from directory.search.typed import Span, Typed

_AROUND = """
autour de, autour d, autour du, autour, pres de, pres d, pres du, proche de, proche d, proche du, proche,
a proximite de, a proximite d, a proximite du, proximite de, proximite, a cote de, a cote d, a cote du,
aux alentours de, alentours de, aux environs de, environs de, vers, du cote de, du cote d, cote,
pas loin de, pas loin d, pas loin du, pas trop loin de, non loin de, dans le coin de, coin de,
dans le secteur de, sur le secteur de, secteur de, secteur d, secteur du, secteur
"""
_OF = frozenset({"de", "d", "du"})
_BEHIND_DISTANCE = f"{_AROUND}, de, d, du, autour, autour de"


def ends(typed: Typed, first: int) -> Iterator[int]:
    """Where the name of the place would begin, for each such way of saying that begins at this piece."""
    said = _BEHIND_DISTANCE if first > 0 and first - 1 in typed.taken else _AROUND
    for size in sizes(said).get(typed.pieces[first].text, ()):
        after = first + size
        if after < len(typed.pieces) and typed.plain(Span(first, after)) in phrases(said):
            yield from _behind_announcement(typed, after)
            yield after


def _behind_announcement(typed: Typed, at: int) -> Iterator[int]:
    """Where the name begins in “la ville de Saumur”, “CP 49350”; nowhere if nothing announces one."""
    last = len(typed.pieces)
    said = next((each for each in range(at, last) if not typed.pieces[each].little), last)
    name = next((each for each in range(said, last) if typed.pieces[each].text not in ANNOUNCING), last)
    if name < last and typed.pieces[name].text in _OF:
        name += 1
    if said < name < last:
        yield name
