"""“Near…”: choose the commune from which distances are measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from core.language import N_, _
from tui.chooser import Choice, Chooser
from tui.directory_reader import Place
from tui.reading import Answered

if TYPE_CHECKING:
    from tui.app import MaillageApp


class NearScreen(Chooser[Place]):
    """Gives the place chosen."""

    TITLE_TEXT = N_("Near which commune?")
    PLACEHOLDER = N_("Name or postcode of a commune")

    def look_for(self, text: str) -> None:
        """Ask the directory for communes that begin like this."""
        app = cast("MaillageApp", self.app)
        app.reading.ask("places", text, lambda reader: reader.places(text), self.post_message)

    def on_answered(self, answered: Answered) -> None:
        """Communes found."""
        answered.stop()
        places = cast("list[Place]", answered.answer)
        otherwise = _("No commune begins like this.") if str(answered.asked).strip() else ""
        self.show([Choice(place, place.label) for place in places], otherwise)
