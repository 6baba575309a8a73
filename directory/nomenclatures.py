"""Lists of codes, their labels in French and English, and the words people say for them.

A list is one CSV file in `data/nomenclatures` (`code,label_fr,label_en,short,synonyms`), named as the
system. National codes are those of the Nomenclatures des objets de santé (TRE_G15, R94 and R95 for
`profession`, R38, R39, R42 and R43 for `savoir_faire`, R244 for `service_type`, R397 for
`finess_category`, R401 for `finess_activity`, R02 for `sector`, R23 for `mode`); a code in plain words
is ours. To add a list: its file, and its name in SYSTEMS.

Synonyms are separated by "|". The same synonym on several terms means all of them ("ssiad" is a ROR
offer, a FINESS activity and a FINESS category); "?mda=ados" marks one of several senses of "mda", which
a search offers apart.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from core import language
from core.text import fold
from search.analysis import stem

FOLDER = Path(__file__).parent / "data" / "nomenclatures"
SYSTEMS = (
    "profession", "savoir_faire", "service_type", "finess_activity", "finess_category", "diet", "day",
    "audience", "access", "funding", "operating_mode", "mode", "conventionnement", "availability",
    "cost_unit", "contact_kind", "meal_temperature", "sector",
)  # fmt: skip
# Words that carry no sense between the others: "portage de repas à domicile" is "portage repas domicile".
_LITTLE = """
a au aux avec ce ces chez d de des du en et l la le les leur leurs ou par pour qu que qui s se sur un une y
"""
LITTLE_WORDS = frozenset(_LITTLE.split())


@dataclass(frozen=True, slots=True)
class Term:
    """One code; `short` is what a narrow column shows, in French."""

    system: str
    code: str
    label_fr: str
    label_en: str
    short: str
    synonyms: tuple[str, ...]

    def label(self, spoken: str | None = None) -> str:
        """In that language ("fr" or "en"), else in the person's; the French label where there is no other."""
        return (self.label_en if (spoken or language.current()) == "en" else "") or self.label_fr

    def brief(self, spoken: str | None = None) -> str:
        """The short form of the label, where it has one."""
        if (spoken or language.current()) == "en":
            return self.label("en")
        return self.short or self.label_fr

    def phrases(self) -> Iterable[str]:
        """All that names it, as people write it; an ambiguous name without its mark."""
        yield from (self.label_fr, self.label_en, self.short)
        for synonym in self.synonyms:
            yield synonym.removeprefix("?").partition("=")[0]


@cache
def terms(system: str) -> Mapping[str, Term]:
    """The terms of a list by their code, in the order of the list."""
    if system not in SYSTEMS:
        raise KeyError(f"no such nomenclature: {system}")
    path = FOLDER / f"{system}.csv"
    rows = csv.reader(path.read_text("utf-8").splitlines())
    next(rows)
    found = {
        code: Term(system, code, label_fr, label_en, short, tuple(filter(None, synonyms.split("|"))))
        for code, label_fr, label_en, short, synonyms in rows
    }
    return MappingProxyType(found)


def find(system: str, code: str) -> Term | None:
    return terms(system).get(code)


def label(system: str, code: str, spoken: str | None = None) -> str:
    """The label in that language, else in the person's; the code itself when the list does not have it."""
    term = terms(system).get(code)
    return term.label(spoken) if term else code


def brief(system: str, code: str, spoken: str | None = None) -> str:
    """The short label, where there is one; the code itself when the list does not have it."""
    term = terms(system).get(code)
    return term.brief(spoken) if term else code


def match(system: str, text: str) -> tuple[Term, ...]:
    """The terms of a list that this text names, by code, label or synonym, in any usual spelling."""
    exact = terms(system).get(text.strip())
    return (exact,) if exact else _by_phrase(system).get(phrase_key(text), ())


@cache
def _by_phrase(system: str) -> Mapping[str, tuple[Term, ...]]:
    found: dict[str, dict[str, Term]] = {}
    for term in terms(system).values():
        for phrase in term.phrases():
            for key in phrase_keys(phrase):
                found.setdefault(key, {})[term.code] = term
    return {key: tuple(by_code.values()) for key, by_code in found.items()}


def phrase_keys(phrase: str) -> set[str]:
    """The keys of a label: without what stands in brackets, and of the acronyms that stand there."""
    outside, bracket, inside = phrase.partition("(")
    if not bracket:
        return {phrase_key(phrase)} - {""}
    acronyms = (part for part in inside.rstrip(")").split(",") if part.isupper())
    return {phrase_key(phrase), phrase_key(outside), *map(phrase_key, acronyms)} - {""}


def phrase_key(phrase: str) -> str:
    """What two ways of saying the same share: number, gender, accents, hyphens and little words go."""
    return " ".join([stem(word) for word in key_words(phrase)])


def key_words(phrase: str) -> list[str]:
    """The words of a phrase that count; all of them if they are all little."""
    words = _DOTTED.sub("", fold(phrase)).translate(_NO_WORD).split()
    return [word for word in words if word not in LITTLE_WORDS] or words


_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b|\W|$)")  # in an acronym: S.S.I.A.D.
_NO_WORD = str.maketrans(dict.fromkeys("'.,;:/()[]«»\"!?+&€", " "))
