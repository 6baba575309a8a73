"""Textual's own words in the person's language."""

import dataclasses

from textual.binding import ActiveBinding
from textual.screen import Screen, ScreenResultType

from core.language import _

# What the Textual modules we load may show. A test lists their strings and fails when one is missing here.
TEXTUAL_STRINGS: tuple[str, ...] = ()


class TranslatedScreen(Screen[ScreenResultType]):
    """The base of our screens: keys of Textual's widgets are described in the person's language."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """As Textual's, with translated descriptions; everything that lists keys reads them here."""
        return {key: _translated(active) for key, active in super().active_bindings.items()}


def _translated(active: ActiveBinding) -> ActiveBinding:
    binding = active.binding
    described = dataclasses.replace(binding, description=_(binding.description), tooltip=_(binding.tooltip))
    return active._replace(binding=described, tooltip=_(active.tooltip))
