"""A card as plain text, and what of it can be copied, called or opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.language import _
from core.text import clean

if TYPE_CHECKING:
    from directory.cards import Card

PHONE = re.compile(r"(?:\+\d{2} ?\d|0\d)(?:[ .]?\d\d){4}")
WEB = re.compile(r"https?://[^\s<>\"]+")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def use_of(value: str) -> str:
    """The web address, e-mail or telephone number inside a value, if there is one."""
    found = WEB.search(value) or EMAIL.search(value) or PHONE.search(value)
    return found[0] if found else ""


def is_web(use: str) -> bool:
    """Whether this is opened, not copied."""
    return WEB.fullmatch(use) is not None


def first_use(card: Card, pattern: re.Pattern[str]) -> str:
    """The first telephone number or web address that the card holds."""
    values = (entry.value for section in card.sections for entry in section.lines)
    return next((found[0] for value in values if (found := pattern.search(value))), "")


def card_text(card: Card) -> str:
    """The whole card as text to paste into a message."""
    lines = [clean(card.name), clean(card.subtitle)]
    for section in card.sections:
        lines += ["", clean(_(section.title)).upper()]
        lines += [f"{clean(_(entry.label))}: {clean(entry.value)}" for entry in section.lines]
    return "\n".join(line for line in lines) + "\n"
