"""Names that registers write in capitals, in the letters people read."""

import re
from functools import lru_cache

_SMALL = frozenset(
    [
        "a",
        "à",
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "lès",
        "lez",
        "sous",
        "sur",
    ]
)
_ROMAN = re.compile(r"^(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})$")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_ACRONYMS = frozenset(
    [
        "ADMR", "APF", "BP", "CAMSP", "CCAS", "CDS", "CH", "CHU", "CIAS", "CLIC", "CMP", "CMPP", "CPTS",
        "CS", "CSAPA", "DAC", "EAM", "EHPA", "EHPAD", "ESA", "ESAT", "ESP", "FAM", "GCSMS", "GEM", "GHT",
        "GIE", "HAD", "IME", "IRM", "ITEP", "MAPA", "MARPA", "MAS", "MDA", "MDPH", "MECS", "MFR", "MSA",
        "MSP", "PASA", "PFR", "PMI", "PUV", "SA", "SAA", "SAAD", "SAAS", "SAD", "SAMSAH", "SARL", "SAS",
        "SASU", "SAVS", "SCM", "SCP", "SEL", "SELARL", "SELAS", "SESSAD", "SISA", "SPASAD", "SSIAD", "SSR",
        "UGECAM", "UNA", "USLD",
    ]
)  # fmt: skip
_VOWELS = frozenset("AEIOUYÀÂÉÈÊËÎÏÔÖÙÛÜŒÆ")


@lru_cache(maxsize=16_384)
def given_name(text: str) -> str:
    """ "JEAN-BAPTISTE" → "Jean-Baptiste"; a name in mixed letters stays."""
    return text.title().replace("'S", "'s") if text.isupper() or text.islower() else text


@lru_cache(maxsize=32_768)
def street(text: str) -> str:
    """ "DU 8 MAI 1945" → "du 8 Mai 1945"; a name in mixed letters stays."""
    return _WORD.sub(lambda word: _street_word(word[0]), text) if text.isupper() else text


@lru_cache(maxsize=65_536)
def site(text: str) -> str:
    """ "EHPAD LES JARDINS DE LOIRE" → "EHPAD Les Jardins de Loire"; a name in mixed letters stays."""
    if not text.isupper():
        return text
    words = _WORD.sub(lambda word: _site_word(word[0]), text)
    first = _WORD.search(words)
    if first is None or not first[0].islower():
        return words
    return words[: first.start()] + first[0].capitalize() + words[first.end() :]


def _street_word(word: str) -> str:
    if word.lower() in _SMALL:
        return word.lower()
    return word if _ROMAN.match(word) and len(word) > 1 else word.capitalize()


def _site_word(word: str) -> str:
    if word in _ACRONYMS or (len(word) > 1 and not _VOWELS & set(word)) or word[0].isdigit():
        return word
    return _street_word(word)
