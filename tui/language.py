"""Textual's own words in the person's language."""

import dataclasses

from textual.binding import ActiveBinding
from textual.screen import Screen, ScreenResultType

from core.language import N_, _

# What the Textual modules we load may show. A test lists their strings and fails when one is missing here.
TEXTUAL_STRINGS = (
    N_("Copy selected text"),
    N_("Cut selected text"),
    N_("Delete all to the left"),
    N_("Delete all to the right"),
    N_("Delete character left"),
    N_("Delete character right"),
    N_("Delete left to start of word"),
    N_("Delete right to start of word"),
    N_("Focus Next"),
    N_("Focus Previous"),
    N_("Go to end"),
    N_("Go to start"),
    N_("Move cursor left"),
    N_("Move cursor left a word"),
    N_("Move cursor left a word and select"),
    N_("Move cursor left and select"),
    N_("Move cursor right a word"),
    N_("Move cursor right a word and select"),
    N_("Move cursor right and select"),
    N_("Move cursor right or accept the completion suggestion"),
    N_("Open the command palette"),
    N_("Page Down"),
    N_("Page Left"),
    N_("Page Right"),
    N_("Page Up"),
    N_("Paste text from the clipboard"),
    N_("Quit"),
    N_("Quit the app and return to the command prompt."),
    N_("Scroll Down"),
    N_("Scroll End"),
    N_("Scroll Home"),
    N_("Scroll Left"),
    N_("Scroll Right"),
    N_("Scroll Up"),
    N_("Select all"),
    N_("Select line end"),
    N_("Select line start"),
    N_("Submit"),
    N_("palette"),
)


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
