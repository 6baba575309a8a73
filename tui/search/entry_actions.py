"""What can be done with one entry: copy its telephone or its card, open its web site, look around it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from core.language import _, phone_text
from core.text import clean, clean_lines
from tui.directory_reader import DirectoryReader
from tui.language import TranslatedScreen
from tui.program import Program, program_of
from tui.reading import Answered
from tui.search.card_pane import CardPane
from tui.search.results import ResultList

if TYPE_CHECKING:
    from uuid import UUID

    from directory.cards import Card
    from directory.cards.lines import Line
    from directory.search.results import Hit


def _card(uid: UUID, reader: DirectoryReader) -> Card:
    return reader.card(uid)


class EntryScreen(TranslatedScreen[None]):
    """A screen with a current entry; the deeds wait for its card when it is not there yet."""

    @property
    def maillage(self) -> Program:
        """The program, as screens know it."""
        return program_of(self)

    @property
    def hit(self) -> Hit | None:
        """The entry under the cursor of the results."""
        return self.query_one(ResultList).hit

    def read_card(self, deed: str, uid: UUID | None = None) -> None:
        """Ask for a card, the current entry's unless told; `deed` says what to do with it."""
        uid = uid or (self.hit.id if self.hit else None)
        if uid is None:
            self.maillage.say(_("Choose an entry first."))
        else:
            self.maillage.reading.ask("card:" + deed, uid, partial(_card, uid), self.post_message)

    def card_read(self, answered: Answered) -> None:
        """The card is there: do what was asked."""
        card = cast("Card", answered.answer)
        match answered.kind.removeprefix("card:"):
            case "phone":
                self.copy(next(iter(card.phones), ""), _("This entry has no telephone number."))
            case "text":
                self.maillage.copy_to_clipboard(clean_lines(card.text()))
                self.maillage.say(_("Card copied: {name}").format(name=clean(card.name)))
            case "web":
                self.open(next(iter(card.web_addresses), ""))

    def copy(self, text: str, otherwise: str) -> None:
        """Copy by OSC 52, which also works through SSH, and say so."""
        if not text:
            self.maillage.say(otherwise)
            return
        self.maillage.copy_to_clipboard(clean(text))
        self.maillage.say(_("Copied: {text}").format(text=clean(text)))

    def open(self, address: str) -> None:
        """Open a web address in the person's browser; nothing but http and https."""
        if not address.startswith(("https://", "http://")):
            self.maillage.say(_("This entry has no web address."))
            return
        self.maillage.open_url(address)
        self.maillage.say(_("Opened: {address}").format(address=clean(address)))

    def use(self, line: Line | None) -> None:
        """Enter on a line of the card: open an address or another entry, copy anything else."""
        if line is not None and line.kind == "url":
            self.open(line.value)
        elif line is not None and line.entry is not None:
            self.read_card("open", line.entry)
        else:
            self.copy(line.value if line else "", _("Nothing to copy or to open on this line."))

    def action_copy_phone(self) -> None:
        """Copy the first telephone number: at once when the list shows it."""
        hit = self.hit
        if hit is not None and hit.phones:
            self.copy(phone_text(hit.phones[0]), "")
        else:
            self.read_card("phone")

    def action_copy_card(self) -> None:
        """Copy the whole card as text."""
        self.read_card("text")

    def action_open_web(self) -> None:
        """Open the first web address of the card."""
        self.read_card("web")

    def action_next_entry(self) -> None:
        """The next card without going back to the list."""
        self._step(1)

    def action_previous_entry(self) -> None:
        """The card before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        self.query_one(ResultList).action_move(step)
        self.read_card("open")

    @property
    def card_pane(self) -> CardPane:
        """Where cards are shown."""
        return self.query_one(CardPane)
