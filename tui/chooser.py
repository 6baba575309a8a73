"""A box over a list, in front of the screen: the shape of the palette and of “near…”."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input, Static

from core.language import _
from tui.actions import Where, bindings
from tui.drawing import line
from tui.line_list import LineList
from tui.lines import IN_FRONT_BREAKPOINTS, KeyLine
from tui.look import current_look

Chosen = TypeVar("Chosen")


@dataclass(frozen=True)
class Choice(Generic[Chosen]):
    """One line to choose: what it is, more about it, the key that does the same."""

    value: Chosen
    label: str
    about: str = ""
    key: str = ""


class ChoiceList(LineList):
    """The lines that match what is typed above."""

    GROUND = "raised"
    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self.choices: Sequence[Choice[Any]] = ()
        self.otherwise = ""

    def show(self, choices: Sequence[Choice[Any]], otherwise: str) -> None:
        """Show these, or the sentence when there are none."""
        self.choices, self.otherwise = choices, otherwise
        self.set_reactive(LineList.cursor, 0)
        self.scroll_to(y=0, animate=False, immediate=True)
        self.redraw()

    def row_count(self) -> int:
        """At least one: the sentence."""
        return len(self.choices) or 1

    def selectable(self, index: int) -> bool:
        """Not the sentence."""
        return index < len(self.choices)

    def draw_row(self, index: int, width: int, ground: Style, marker: str) -> Sequence[Strip]:
        """Label, what it does dim beside it, its key at the right."""
        look = current_look(self)
        if not self.choices:
            return [line(width, [("  ", look.text), (self.otherwise, look.muted)], ground=ground)]
        choice = self.choices[index]
        parts = [(marker, look.heading), (choice.label, look.strong), (f"  {choice.about}", look.muted)]
        return [line(width, parts, [(choice.key + " ", look.accent)], ground=ground)]


class Chooser(ModalScreen[Chosen], Generic[Chosen]):
    """Type to narrow, arrows to walk, Enter to choose, Escape to leave."""

    WHERE = Where.CHOOSER
    HORIZONTAL_BREAKPOINTS = IN_FRONT_BREAKPOINTS
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.CHOOSER)]
    TITLE_TEXT = ""
    PLACEHOLDER = ""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """Title, box, list; the keys at the bottom of the screen."""
        with Vertical():
            yield Static(_(self.TITLE_TEXT), markup=False)
            box = Input(self.text, placeholder=_(self.PLACEHOLDER), compact=True, select_on_focus=True)
            box.cursor_blink = False
            yield box
            yield ChoiceList()
        yield KeyLine()

    def on_mount(self) -> None:
        """Something to choose from at once; the terminal's cursor in the box, once it has its place."""
        self.look_for(self.text)
        self.call_after_refresh(self._put_cursor_in_the_box)

    def _put_cursor_in_the_box(self) -> None:
        self.app.cursor_position = self.query_one(Input).cursor_screen_offset

    def look_for(self, text: str) -> None:
        """Fill the list for what is typed, now or when an answer comes."""
        raise NotImplementedError

    def show(self, choices: Sequence[Choice[Chosen]], otherwise: str) -> None:
        """Show these choices."""
        self.query_one(ChoiceList).show(choices, otherwise)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.look_for(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    @on(LineList.Selected)
    def _chosen(self, event: LineList.Selected) -> None:
        event.stop()
        self.dismiss(self.query_one(ChoiceList).choices[event.index].value)

    def action_choose(self) -> None:
        """What Enter in the box does."""
        self.query_one(ChoiceList).action_select()

    def action_walk(self, step: int) -> None:
        """Up or down the list, the keys staying in the box."""
        choices = self.query_one(ChoiceList)
        choices.action_move(step)
        choices.put_cursor()

    def on_click(self, event: events.Click) -> None:
        """A click beside the box leaves."""
        if event.widget is self:
            self.dismiss(None)
