"""Which known words a misspelt one may have meant."""

from __future__ import annotations

from collections.abc import Mapping

from search.analysis import forgiven


def closest(word: str, frequencies: Mapping[str, int], limit: int) -> tuple[str, ...]:
    """The fewest wrong letters first (two swapped letters count as one), then the most frequent."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    allowed = forgiven(word)
    if not allowed or limit < 1:
        return ()
    near = extract_iter(word, frequencies.keys(), scorer=OSA.distance, processor=None, score_cutoff=allowed)
    ranked = sorted(
        (distance, found[0] != word[0], -frequencies[found], found) for found, distance, _ in near if distance
    )
    return tuple(found for _, _, _, found in ranked[:limit])
