"""What the search screen asks for: words typed, filters removed, refinements chosen, a place to be near."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer
from textual.widgets import Input

from core.language import _, of_text
from tui.directory_reader import Asked, Chosen, DirectoryReader, Opened, Place
from tui.imports import ImportScreen
from tui.near import NearScreen
from tui.search.box import SearchBox
from tui.search.chips import Chip, ChipLine, Offer
from tui.search.entry_actions import EntryScreen
from tui.search.facets import FacetList
from tui.search.results import ResultList
from tui.search.wording import NEAR_KEY, chosen_key

if TYPE_CHECKING:
    from directory.cards import Card
    from directory.search.results import Found

PAUSE = 0.25  # seconds without a new answer before the refinements are counted
SLOW = 0.2  # seconds after which the screen says that it is searching


@dataclass(frozen=True)
class Answer:
    """What was found, with the card of the first entry where it is shown beside: drawn at once."""

    found: Found
    card: Card | None


def _answer(reader: DirectoryReader, asked: Asked, beside: bool) -> Answer:
    found = reader.search(asked)
    return Answer(found, reader.card(found.entries[0].id) if beside and found.entries else None)


class AskingScreen(EntryScreen):
    """A screen with one current search; the newest replaces those not yet answered."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = Asked()
        self.opened: Opened | None = None
        self.found: Found | None = None
        self._slow: Timer | None = None
        self._more_asked = 0  # offset of the page under way, 0 when none is
        self._pause: Timer | None = None
        self.counted: Asked | None = None  # the search that the refinements shown belong to

    def ask(self, asked: Asked) -> None:
        """Search this from now on."""
        self.asked = asked
        self._more_asked = 0
        if self.opened is None or not self.opened.entries:
            return
        beside = not self.has_class("-narrow")
        self.maillage.reading.ask(
            "search", asked, lambda reader: _answer(reader, asked, beside), self.post_message
        )
        if self._slow is None:
            self._slow = self.set_timer(SLOW, self.show_slow)

    def ask_more(self, offset: int) -> None:
        """The entries of the same search from `offset` on, asked for once."""
        if offset == self._more_asked:
            return
        self._more_asked = offset
        further = replace(self.asked, offset=offset)
        self.maillage.reading.ask(
            "more", self.asked, lambda reader: reader.search(further), self.post_message
        )

    def open_directory(self) -> None:
        """Open it, or read again what changed."""
        self.counted = None
        self.maillage.reading.ask("open", None, lambda reader: reader.open(), self.post_message)

    def forget_entries(self) -> None:
        """Whoever may no longer see them reads nothing more of what was found."""
        self.query_one(ResultList).show((), 0, "")
        self.query_one(FacetList).show((), ())
        self.card_pane.show(None)
        self.query_one("#notice").display = False

    def answered_in_time(self) -> None:
        """No need to say that the search is slow."""
        if self._slow is not None:
            self._slow.stop()
            self._slow = None

    def count_soon(self) -> None:
        """Count the refinements once the typing pauses: they change nothing of what is found."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.count) if self.shows_facets else None

    def count(self) -> None:
        """Count the refinements of this search now, unless they are."""
        self._pause = None
        asked = self.asked
        if self.counted != asked:
            self.maillage.reading.ask("facets", asked, lambda reader: reader.facets(asked), self.post_message)

    @property
    def waits(self) -> bool:
        """Whether something will be asked in a moment."""
        return self._pause is not None

    @property
    def shows_facets(self) -> bool:
        """Whether the refinements are on the screen."""
        raise NotImplementedError

    def show_slow(self) -> None:
        """Say that the search takes its time."""
        raise NotImplementedError

    @on(Input.Changed, "#box")
    def _typed(self, event: Input.Changed) -> None:
        text = event.value
        self.ask(replace(self.asked, text=text, removed=self.asked.removed if text.strip() else frozenset()))

    def toggle(self, choice: Chosen) -> None:
        """Keep a value of a facet, or stop keeping it."""
        kept = tuple(each for each in self.asked.chosen if each != choice)
        chosen = kept if len(kept) < len(self.asked.chosen) else (*kept, choice)
        self.ask(replace(self.asked, chosen=chosen))

    def take(self, chip: Chip) -> None:
        """Remove a filter, or take up an offer."""
        match chip.offer:
            case Offer.SPELLING:
                self.query_one(SearchBox).value = chip.key
            case Offer.SENSE:
                self.ask(replace(self.asked, removed=self.asked.removed.union(chip.key.splitlines())))
            case None:
                self.action_remove_filter(chip.key)

    def action_remove_filter(self, key: str) -> None:
        """Remove a filter by its key, wherever it came from."""
        if key == NEAR_KEY:
            self.ask(replace(self.asked, near=None))
            return
        chosen = tuple(each for each in self.asked.chosen if key != chosen_key(each))
        removed = self.asked.removed if len(chosen) < len(self.asked.chosen) else self.asked.removed | {key}
        self.ask(replace(self.asked, chosen=chosen, removed=removed))

    def action_rub_out(self) -> None:
        """Backspace: a letter, or in an empty box the last filter."""
        box = self.query_one(SearchBox)
        chips = [chip for chip in self.query_one(ChipLine).chips if not chip.offer]
        if box.value:
            box.action_delete_left()
        elif chips:
            self.take(chips[-1])

    def action_search(self) -> None:
        """Back to the box, its text selected: typing replaces it."""
        self.action_to_box()
        self.query_one(SearchBox).select_all()

    def action_to_box(self) -> None:
        """Back to the box, to go on with its text."""
        self.remove_class("-card", "-refine")
        self.query_one(SearchBox).focus()

    def action_up_from_results(self) -> None:
        """The result above; from the first one, the filters understood or the box."""
        results = self.query_one(ResultList)
        if results.cursor:
            results.action_move(-1)
        elif not self.focus_chips():
            self.action_to_box()

    def focus_chips(self) -> bool:
        """The filters understood take the keys, if there are any."""
        chips = self.query_one(ChipLine)
        if chips.can_focus:
            chips.focus()
        return chips.can_focus

    def action_earlier(self) -> None:
        """The filters understood; in an empty box, the search before this one."""
        if not self.query_one(SearchBox).earlier():
            self.focus_chips()

    def action_chip_left(self) -> None:
        """The chip before."""
        self.query_one(ChipLine).walk(-1)

    def action_chip_right(self) -> None:
        """The chip after."""
        self.query_one(ChipLine).walk(1)

    def action_remove_chip(self) -> None:
        """Remove the filter under the cursor."""
        self.query_one(ChipLine).drop()

    def action_take_chip(self) -> None:
        """Remove the filter under the cursor, or take up the offer there."""
        self.query_one(ChipLine).press()

    def action_forget_filters(self) -> None:
        """Only the words remain; those understood as filters are searched as text."""
        shown = {chip.key for chip in self.query_one(ChipLine).chips if not chip.offer}
        given_up = self.found.given_up if self.found else ()
        self.ask(Asked(text=self.asked.text, removed=self.asked.removed.union(shown, given_up)))

    def action_near(self) -> None:
        """Choose a commune to measure distances from."""
        self.app.push_screen(NearScreen(), self._near)

    def action_near_here(self) -> None:
        """The same, beginning with the commune of the entry."""
        commune = self.hit.commune if self.hit else ""
        self.app.push_screen(NearScreen(commune or ""), self._near)

    def _near(self, place: Place | None) -> None:
        if place is not None:
            self.ask(replace(self.asked, near=place))
            self.maillage.say(_("Nearest to {place} first.").format(place=of_text(place.label)))

    def action_import_file(self) -> None:
        """The import screen."""
        self.app.push_screen(ImportScreen())

    def action_load_demo(self) -> None:
        """Load the demonstration territory beside whatever is there."""
        self.maillage.start_work(_("demonstration"), self.maillage.reader.load_demo)
