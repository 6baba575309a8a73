"""The one analyser: the words that both indexes hold and that both are asked for.

VERSION is part of an index's fingerprint: raise it with every change of what this module answers.
"""

from __future__ import annotations

import re
from functools import lru_cache

from core.text import fold

VERSION = 1

# Words too common to find anything by. “sans” stays: “sans sel” means something.
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a ai au aux avec c ce ces cet cette chez comme d dans de des dont du elle elles en entre est et eux
        il ils j je l la le les leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ou par pour
        qu que quel quelle quelles quels qui quoi s sa se ses si son sont sur t ta te tes toi ton tu un une
        vers via vos votre vous y""",
    )
)
# Short forms written as often as the long ones; both are indexed as the long one.
SHORT_FORMS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)'(?=.)")
_ACRONYM = re.compile(r"(?<![^\W_])(?:[a-z]\.){2,}[a-z]?(?![^\W_])")
_PHONE = re.compile(
    r"(?<![\d+])(?:(?:\+|00)33[ .\-\u00a0]?(?:\(0\))?|0)([1-9](?:[ .\-\u00a0\u202f]?\d\d){4})(?!\d)"
)
_NOT_DIGIT = re.compile(r"\D+")
LONGEST_NUMBER = 11  # digits; a longer one may be a telephone number written with 0033
CACHED_TEXTS = 1 << 14


def tokens(text: str) -> tuple[str, ...]:
    """The words of names and labels, in order, folded, without elisions and stop words.

    A French telephone number, in any habit of writing it, is one word of ten digits; S.S.I.A.D. is ssiad.
    """
    if text.isdecimal() and text.isascii() and len(text) <= LONGEST_NUMBER:
        return (text,)  # not worth a place among the texts that come again
    return _tokens(text)


@lru_cache(maxsize=CACHED_TEXTS)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple([SHORT_FORMS.get(word, word) for word in _words(text)])


@lru_cache(maxsize=CACHED_TEXTS)
def prose_tokens(text: str) -> tuple[str, ...]:
    """The words of sentences: as `tokens`, without plurals, feminines and mute endings."""
    return tuple([stem(SHORT_FORMS.get(word, word)) for word in _words(text)])


def unfinished_words(text: str) -> list[str]:
    """The folded words of a text whose last one is still being typed: “st” may yet become “stade”."""
    return _words(text)


def forgiven(word: str) -> int:
    """How many wrong letters a folded word may have and still be recognised."""
    if len(word) < 4 or not word.isalpha():
        return 0
    return 1 if len(word) < 8 else 2


def _words(text: str) -> list[str]:
    if "0" in text or "+" in text:
        text = _PHONE.sub(_plain_phone, text)
    folded = fold(text)
    if "." in folded:
        folded = _ACRONYM.sub(_without_dots, folded)
    found = _WORD.findall(folded)
    if "'" in folded:
        found = [_bare(word) for word in found]
    return [word for word in found if word not in STOP_WORDS]


def _plain_phone(match: re.Match[str]) -> str:
    return " 0" + _NOT_DIGIT.sub("", match[1]) + " "


def _without_dots(match: re.Match[str]) -> str:
    return match[0].replace(".", "") + " "


def _bare(word: str) -> str:
    """l'aubance → aubance, but o'connor → oconnor and aujourd'hui → aujourdhui."""
    return _ELISION.sub("", word).replace("'", "")


_FEMININES = (
    ("trice", "teur"),
    ("ienne", "ien"),
    ("iere", "ier"),
    ("euse", "eur"),
    ("onne", "on"),
    ("elle", "el"),
    ("ere", "er"),
    ("ive", "if"),
    ("ee", "e"),
)
SHORTEST_STEM = 4


@lru_cache(maxsize=CACHED_TEXTS)
def stem(word: str) -> str:
    """A light French stem of a folded word: number, gender and a mute ending go, the sense stays."""
    if len(word) <= SHORTEST_STEM or not word.isalpha():
        return word
    word = _singular(word)
    for feminine, masculine in _FEMININES:
        if word.endswith(feminine) and len(word) - len(feminine) + len(masculine) >= SHORTEST_STEM:
            word = word[: -len(feminine)] + masculine
            break
    if word.endswith("e") and len(word) > SHORTEST_STEM:
        word = word[:-1]
    if len(word) > SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word


def _singular(word: str) -> str:
    if word.endswith("aux"):
        return word[:-1] if word.endswith("eaux") else word[:-2] + "l"
    return word[:-1] if word[-1] in "sx" and word[-2] != "s" else word
