"""Phrases that are listed as people say them, and told from how many words they may have."""

from collections.abc import Iterable, Mapping
from functools import cache


@cache
def phrases(listed: str) -> frozenset[str]:
    """Those of a list with commas, over as many lines as it needs."""
    return frozenset(" ".join(phrase.split()) for phrase in listed.split(","))


@cache
def sizes(listed: str) -> Mapping[str, Iterable[int]]:
    """How many words the phrases have that begin with a word, the most first."""
    found: dict[str, set[int]] = {}
    for phrase in phrases(listed):
        words = phrase.split()
        found.setdefault(words[0], set()).add(len(words))
    return {word: sorted(several, reverse=True) for word, several in found.items()}
