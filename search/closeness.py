"""Which known words a misspelt one may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import ascii_lowercase

from search.analysis import forgiven


def closest(word: str, frequencies: Mapping[str, int], limit: int) -> tuple[str, ...]:
    """The fewest wrong letters first (two swapped letters count as one), then the most frequent."""
    return ranked(word, close(word, frequencies.keys()), frequencies, limit)


def close(word: str, words: Iterable[str]) -> dict[str, int]:
    """Those with as few wrong letters as are forgiven, and how many; the word itself is none."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    allowed = forgiven(word)
    if not allowed:
        return {}
    near = extract_iter(word, words, scorer=OSA.distance, processor=None, score_cutoff=allowed)
    return {found: distance for found, distance, _ in near if distance}


def ranked(
    word: str, distances: Mapping[str, int], frequencies: Mapping[str, int], limit: int
) -> tuple[str, ...]:
    """Those of the close words that are found at all, the likeliest first: few begin with a wrong letter."""
    order = sorted(
        (distance, found[0] != word[0], -frequencies[found], found)
        for found, distance in distances.items()
        if frequencies.get(found)
    )
    return tuple(found for *_, found in order[: max(limit, 0)])


def beginnings(word: str) -> set[str]:
    """How words begin that may be close to this one of two letters or more.

    With its first letter; or with another one in its place or before it, or without it. Left out are only
    those with two wrong letters, both at the beginning.
    """
    first, second = word[0], word[1]
    return {first, second, *(other + own for other in ascii_lowercase for own in (first, second))}
