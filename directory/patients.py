"""Texts that look like data of a patient, which have no place here: NIR, INS, a date of birth."""

import re

_NIR = re.compile(
    r"(?<!\d)([12378])[ .]?(\d{2})[ .]?(\d{2})[ .]?(\d{2}|2[AB])[ .]?(\d{3})[ .]?(\d{3})"
    r"(?:[ .]?(\d{2}))?(?!\d)",
    re.IGNORECASE,
)
_SOCIAL_SECURITY = re.compile(
    r"\b(?:nir|ins(?:ee)?[- ]?(?:nir|nia|c)?|n°? ?(?:de )?s[ée]cu(?:rit[ée] sociale)?)\b", re.IGNORECASE
)
_INS = re.compile(r"\b(?:INS|matricule INS|identit[ée] nationale de sant[ée])\b\s*[:n°-]*\s*\d{6,}")
_BIRTH = re.compile(
    r"\bn[ée](?:\(e\)|e|\.e|·e)?s?\s+(?:le|en)\s+\d|\bdate de naissance\b|\bddn\b", re.IGNORECASE
)


def looks_like_one(text: str) -> bool:
    """Whether a person should look at this text before it is stored."""
    if _BIRTH.search(text) or _INS.search(text):
        return True
    return any(_is_nir(match, text) for match in _NIR.finditer(text))


def _is_nir(match: re.Match[str], text: str) -> bool:
    """With its key, the key decides; without one, a word about social security beside it does."""
    month = int(match[3])
    if not (1 <= month <= 12 or 20 <= month <= 42 or month >= 50):
        return False
    if match[7] is None:
        return bool(_SOCIAL_SECURITY.search(text))
    department = match[4].upper()
    corsica = {"2A": 1_000_000, "2B": 2_000_000}.get(department, 0)
    number = "".join((match[1], match[2], match[3], "20" if corsica else department, match[5], match[6]))
    return 97 - (int(number) - corsica) % 97 == int(match[7])
