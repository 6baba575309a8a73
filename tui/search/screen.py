"""The search screen: what is typed goes to the reading thread, what comes back is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Static

from core.language import _
from core.text import clean
from tui.actions import Where, bindings
from tui.directory_reader import Asked, Opened
from tui.line_list import LineList
from tui.lines import InkPart, KeyLine, StatusLine, TitleLine
from tui.reading import Answered, Failed
from tui.search.asking import Answer, AskingScreen
from tui.search.box import SearchBox
from tui.search.card_pane import CardPane
from tui.search.chips import ChipLine
from tui.search.facets import FacetList
from tui.search.next_steps import NextSteps
from tui.search.results import ResultList
from tui.search.wording import (
    chips_of,
    empty_steps,
    found_sentence,
    nothing_steps,
    says_the_type,
    title_counts,
)

if TYPE_CHECKING:
    from directory.cards import Card
    from directory.search.results import Facet, Found

SAID = 8.0  # seconds a message stays on the status line


class SearchScreen(AskingScreen):
    """One box; below it what was understood, what was found, and the card of the chosen entry."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (120, "-wide")]  # noqa: RUF012  # Textual's own type
    AUTO_FOCUS = "SearchBox"
    WHERE = Where.SEARCH
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.SEARCH)]

    def __init__(self) -> None:
        super().__init__()
        self._summary: list[InkPart] = []
        self._said: Timer | None = None

    def compose(self) -> ComposeResult:
        """Title, box, chips, lists and card, status, keys."""
        yield TitleLine(id="title")
        with Horizontal(id="boxline"):
            yield Static(_("Search"), id="prompt", markup=False)
            yield SearchBox(_("a name, a profession, a town, a need…"))
        yield ChipLine()
        yield StatusLine(id="notice")
        with Horizontal(id="body"):
            yield FacetList()
            yield ResultList()
            yield NextSteps()
            yield Static(id="edge")
            yield CardPane()
        yield StatusLine(id="status")
        yield KeyLine()

    def on_mount(self) -> None:
        """Paint first; the directory opens behind."""
        self._show_title()
        self._show_status(_("Opening the directory…"))

    @on(ResultList.NearEnd)
    def _more(self) -> None:
        self.ask_more(len(self.query_one(ResultList).hits))

    # Answers

    def on_answered(self, answered: Answered) -> None:
        """Something was read."""
        match answered.kind:
            case "open":
                self._show_opened(cast(Opened, answered.answer))
            case "search":
                self._show_found(cast(Answer, answered.answer), cast(Asked, answered.asked))
            case "facets" if answered.asked == self.asked:
                self.counted = self.asked
                facets = cast("Sequence[Facet]", answered.answer)
                self.query_one(FacetList).show(facets, self.asked.chosen)
            case "more" if answered.asked == self.asked:
                found = cast("Found", answered.answer)
                self.query_one(ResultList).extend(found.entries, found.total)
            case "card:preview":
                self.card_pane.show(cast("Card", answered.answer))
            case "card:open":
                self._show_card(cast("Card", answered.answer))
            case _ if answered.kind.startswith("card:"):
                self.card_read(answered)

    def on_failed(self, failed: Failed) -> None:
        """No longer searching; the app says what went wrong."""
        self.answered_in_time()
        if failed.is_refusal:
            self.forget_entries()
            self._show_status("")

    def _show_opened(self, opened: Opened) -> None:
        was_empty = self.opened is not None and not self.opened.entries
        self.opened = opened
        self._show_title()
        self.set_class(not opened.entries, "-steps")
        if opened.entries:
            self.ask(self.asked)
            if was_empty:
                self.query_one(SearchBox).focus()
            return
        self._show_status("")
        self.query_one(NextSteps).show(empty_steps())
        self.query_one(NextSteps).focus()

    def _show_found(self, answer: Answer, asked: Asked) -> None:
        self.answered_in_time()
        self.found = found = answer.found
        chips = chips_of(found, asked)
        self.query_one(ChipLine).show(chips, hinting=not asked.text)
        self.query_one(ResultList).show(
            found.entries, found.total, asked.text, type_known=says_the_type(found, asked)
        )
        self.set_class(not found.total, "-steps")
        if not found.total:
            self.query_one(NextSteps).show(nothing_steps(found, asked, chips))
        self._show_notice(" · ".join(found.notices) if found.total else "")  # else the next steps say it
        self._show_status(found_sentence(found.total, found.took_ms))
        self.card_pane.show(answer.card)
        self.count_soon()

    def _preview(self) -> None:
        if not self.has_class("-narrow") and self.hit is not None:
            self.read_card("preview")

    def _show_card(self, card: Card) -> None:
        self.card_pane.show(card)
        self.add_class("-card")
        self.card_pane.focus()

    # Lines

    def _show_title(self) -> None:
        name = clean(self.opened.territory) if self.opened else ""
        right = title_counts(self.opened) if self.opened else ""
        parts = [("Maillage", "heading"), (f"  {name}", "text")]
        self.query_one(TitleLine).show(parts, [(right, "muted")])

    def _show_notice(self, notice: str) -> None:
        """How the results answer otherwise than asked, before they are read."""
        line = self.query_one("#notice", StatusLine)
        line.display = bool(notice)
        line.show([(notice, "warning")])

    def _show_status(self, summary: str) -> None:
        self._summary = [(summary, "muted")]
        self._show_summary()

    def _show_summary(self) -> None:
        self._status.show(self._summary)

    @property
    def _status(self) -> StatusLine:
        return self.query_one("#status", StatusLine)

    def say(self, text: str, *, error: bool = False) -> None:
        """A message on the status line, for a while; an error at opening stays."""
        if error and self.opened is None:
            self._summary = [(text, "error")]
        self._status.show([(text, "error" if error else "strong")])
        if self._said is not None:
            self._said.stop()
        self._said = self.set_timer(SAID, self._show_summary)

    def show_slow(self) -> None:
        """The answer takes its time."""
        self._status.show([(_("Searching…"), "muted")])

    # The lists

    @on(LineList.Selected, "#results")
    def _open_selected(self) -> None:
        self.query_one(SearchBox).remember()
        self.read_card("open")

    @on(LineList.Moved, "#results")
    def _moved(self) -> None:
        if not self.has_class("-card"):
            self._preview()

    @on(LineList.Selected, "#facets")
    def _refined(self, event: LineList.Selected) -> None:
        choice = self.query_one(FacetList).choice(event.index)
        if choice is not None:
            self.toggle(choice)

    @on(LineList.Selected, "#card")
    def _used(self, event: LineList.Selected) -> None:
        self.use(self.card_pane.line_at(event.index))

    @on(LineList.Selected, "#steps")
    async def _step_taken(self, event: LineList.Selected) -> None:
        await self.app.run_action(self.query_one(NextSteps).action_of(event.index), self)

    @on(ChipLine.Pressed)
    def _chip_pressed(self, event: ChipLine.Pressed) -> None:
        self.take(event.chip)

    # Moving about

    def action_to_results(self) -> None:
        """Down to the results, or to the next steps; a newer search of the history first."""
        if self.query_one(SearchBox).later():
            return
        self.focus_list()

    def focus_list(self) -> None:
        """The list that is shown takes the keys."""
        self.remove_class("-card")
        if self.has_class("-narrow"):
            self.remove_class("-refine")
        (self.query_one(NextSteps) if self.has_class("-steps") else self.query_one(ResultList)).focus()

    def action_open_first(self) -> None:
        """Enter in the box: the first result, or the first thing to do."""
        self.query_one(SearchBox).remember()
        if self.has_class("-steps"):
            self.query_one(NextSteps).action_select()
        elif self.hit is not None:
            self.read_card("open")

    def action_close_card(self) -> None:
        """Back to where the card was opened from."""
        self.focus_list()

    def action_refine(self) -> None:
        """Go to the refinements, or hide them when already there."""
        facets = self.query_one(FacetList)
        if facets.has_focus:
            self.action_leave_facets()
            return
        self.remove_class("-card")
        self.add_class("-refine")
        facets.focus()
        self.count()

    @property
    def shows_facets(self) -> bool:
        """Always where there is room, else while refining."""
        return self.has_class("-wide") or self.has_class("-refine")

    def on_resize(self) -> None:
        """A wider window shows more: read what is missing."""
        self.call_after_refresh(self._read_missing)

    def _read_missing(self) -> None:
        no_card = not self.has_class("-narrow") and self.card_pane.card is None
        if no_card and self.hit is not None:
            self.read_card("preview")
        if self.shows_facets:
            self.count()

    def action_leave_facets(self) -> None:
        """Back to the results."""
        self.remove_class("-refine")
        self.focus_list()

    def action_reload(self) -> None:
        """Read again what others may have changed."""
        self.open_directory()

    def action_clear(self) -> None:
        """Empty the box, and drop what was chosen: the next question has no limits."""
        box = self.query_one(SearchBox)
        box.remember()
        box.focus()
        if box.value:
            self.asked = Asked()  # asked by the change of the box
            box.value = ""
        else:
            self.ask(Asked())

    def action_take_suggestion(self) -> None:
        """Search what was probably meant."""
        if self.found and self.found.did_you_mean:
            self.query_one(SearchBox).value = self.found.did_you_mean
            self.query_one(SearchBox).focus()
