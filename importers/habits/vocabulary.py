"""Words of our nomenclatures in a cell: "normal, sans sel ; mouliné", "PA, PH", "APA + retraite"."""

import re
from functools import lru_cache
from typing import NamedTuple

from directory import nomenclatures

_SEPARATORS = re.compile(r"\s*[,;|/\n+•]\s*")
_AND = re.compile(r"\s+(?:et|ou)\s+", re.IGNORECASE)
_LONGEST = 5  # words of a phrase looked for inside a text


class Words(NamedTuple):
    """Codes, sorted, and the parts that say more than their codes."""

    codes: list[str]
    more: list[str]


@lru_cache(maxsize=8_192)
def read(system: str, text: str) -> Words:
    """Each part by its whole, else by its halves at "et" and "ou", else by the phrases inside."""
    codes: set[str] = set()
    more: list[str] = []
    for part in filter(None, _SEPARATORS.split(text.strip(" ."))):
        whole = one(system, part)
        halves = [one(system, half) for half in _AND.split(part)]
        if whole:
            codes.add(whole)
        elif all(halves):
            codes.update(half for half in halves if half)
        else:
            codes.update(_inside(system, part))
            more.append(part)
    return Words(sorted(codes), more)


def one(system: str, text: str) -> str | None:
    """The code that the whole text names; of several, the first of the list."""
    found = nomenclatures.match(system, text) or nomenclatures.match(system, text.strip().lower())
    return found[0].code if found else None


def label(system: str, code: str) -> str:
    """As a person would write it in a French table."""
    return nomenclatures.label(system, code, "fr")


def _inside(system: str, part: str) -> set[str]:
    """The longest phrases of the nomenclature that stand in the part."""
    words = re.findall(r"[^\W_]+(?:'(?=\w))?", part)
    codes: set[str] = set()
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            code = one(system, " ".join(words[at : at + length]))
            if code and not words[at].isdigit():
                codes.add(code)
                at += length
                break
        else:
            at += 1
    return codes
