"""How a French word sounds: “farmacie” and “pharmacie” have one key, so has whoever writes by ear."""

from __future__ import annotations

import re
from functools import lru_cache

from core.text import fold

SHORTEST = 2  # sounds in a key that says something
_NOT_LETTERS = re.compile("[^a-z]")
_ACCENTED_END = re.compile("ée?s?$")  # which an accent alone tells from a mute “e”
# In this order; capitals stand for sounds: A, I, O of the nose, E of “peur”, S of “chat”.
_RULES = tuple(
    (re.compile(letters), sound)
    for letters, sound in (
        (r"ph", "f"),
        (r"ych|ch(?=[rln])", "ik"),
        (r"s?ch|sh", "S"),
        (r"h", ""),
        (r"^ps|ts(?=.)", "s"),
        (r"gn", "n"),
        (r"g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"cc(?=[eiy])|x(?=.)", "ks"),
        (r"c(?=[eiy])|z|t(?=ion)", "s"),
        (r"c?qu?|c+k?", "k"),
        (r"w", "v"),
        (r"(.)\1+", r"\1"),
        (r"(?:[ae]i|ie|i|y|u)[nm](?![aeiouynm])", "I"),
        (r"[ae][nm](?![aeiouynm])", "A"),
        (r"o[nm](?![aeiouynm])", "O"),
        (r"eau|au", "o"),
        (r"o?eu", "E"),
        (r"oi", "wa"),
        (r"[ae][iy]", "e"),
        (r"y", "i"),
        (r"(?<!^)(?:e+s?|[stdpx]+)$|e[rz]$", ""),
        (r"(?<!^)e", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """The key of one word, as it is written: accents count. "" when it has too few sounds to go by.

    Vowels that hardly differ to the ear, mute endings and doubled letters are gone.
    """
    key = _NOT_LETTERS.sub("", fold(_ACCENTED_END.sub("er", word.lower()).replace("ç", "ss")))
    for letters, heard in _RULES:
        key = letters.sub(heard, key)
    return key if len(key) >= SHORTEST else ""
