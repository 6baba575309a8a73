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
    """How words of the letters a to z begin that may be close to this one, of three letters or more.

    As it does; or with one of its first two letters changed, left out, added or swapped, the next one being
    right. Left out are only those with two wrong letters among the first three.
    """
    first, second, third = word[:1], word[1:2], word[2:3]
    changed = {second + third, first + third, second + first}
    for other in ascii_lowercase:
        changed |= {
            other + second + third, other + first + second, first + other + third, first + other + second
        }  # fmt: skip
    return {first + second, *changed}
