"""“Near…”: choose the commune from which distances are measured."""

from __future__ import annotations

from typing import cast

from core.language import N_, _
from tui.chooser import Choice, Chooser
from tui.directory_reader import Place
from tui.program import program_of
from tui.reading import Answered


class NearScreen(Chooser[Place]):
    """Gives the place chosen."""

    TITLE_TEXT = N_("Near which commune?")
    PLACEHOLDER = N_("Name or postcode of a commune")

    def look_for(self, text: str) -> None:
        """Ask the directory for communes that begin like this."""
        program_of(self).reading.ask("places", text, lambda reader: reader.places(text), self.post_message)

    def on_answered(self, answered: Answered) -> None:
        """Communes found."""
        answered.stop()
        places = cast("list[Place]", answered.answer)
        otherwise = _("No commune begins like this.") if str(answered.asked).strip() else ""
        self.show([Choice(place, place.label) for place in places], otherwise)
