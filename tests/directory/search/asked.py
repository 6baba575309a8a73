"""Asking the understanding as an instance in the Sud-Saumurois does."""

import json
from pathlib import Path

import directory
from directory.search.chips import FilterChip, Understood
from directory.search.places import Territories
from directory.search.understand import read

_DEMO = json.loads((Path(directory.__file__).parent / "demo" / "territory.json").read_text("utf-8"))
OURS = frozenset(_DEMO["territories"][0]["communes"])  # Sud-Saumurois, in 37, 49, 79 and 86
HERE = Territories(OURS, (("CLIC Loire-Thouet", frozenset({"49328", "49041"})),))


def asked(text: str, *removed: str) -> Understood:
    return read(text, HERE, frozenset(removed))


def chip(text: str, field: str) -> FilterChip:
    (found,) = [chip for chip in asked(text).chips if chip.field == field]
    return found


def fields(text: str) -> list[str]:
    return [chip.field for chip in asked(text).chips]


def values(chip: FilterChip, field: str) -> set[str]:
    return {code for every in chip.any_of for one in every if one.field == field for code in one.values}


def words(understood: Understood) -> list[str]:
    return [word.text for word in understood.words]
