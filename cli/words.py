"""Words for what the journal keeps as codes."""

import json
from collections.abc import Mapping
from typing import Any

from core.language import N_, _

VERBS: Mapping[str, str] = {
    "added": N_("added"),
    "edited": N_("edited"),
    "changed": N_("changed by a source"),
    "verified": N_("checked"),
    "retired": N_("taken out"),
    "withdrawn": N_("gone from every source"),
    "restored": N_("brought back"),
    "merged": N_("gave way to another entry"),
    "settled": N_("clash settled: the source's word was taken"),
    "kept": N_("clash settled: the correction stays"),
    "reviewed": N_("looked at"),
    "suppressed": N_("objection"),
    "lifted": N_("objection withdrawn"),
    "erased": N_("values erased"),
    "area_followed": N_("area follows its territory"),
}


def verb_text(verb: str) -> str:
    return _(VERBS[verb]) if verb in VERBS else verb


def value_text(value: Any) -> str:
    """A stored value as a person reads it on one line."""
    if value is None:
        return _("not said")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
