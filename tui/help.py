"""Help (F1): the keys of the place where the person is, and what the box understands."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from core.language import N_, _
from tui.actions import ACTIONS, WHERE_LABELS, Where, bindings, places
from tui.drawing import line, wrapped
from tui.keys import key_name
from tui.line_list import LineList
from tui.lines import IN_FRONT_BREAKPOINTS, KeyLine
from tui.look import current_look

KEY_WIDTH = 16
EXAMPLES = (
    (N_("physio saumur"), N_("a profession, a service or a need, and a commune or a postcode")),
    (N_("meals gennes saturday"), N_("days, diets and prices are understood too")),
    ("“centre de santé”", N_("words between quotes must follow each other")),
    (N_("nurse -private"), N_("a word after a minus must be absent")),
    ("commune:gennes", N_("a filter in full; also profession: type: jour: regime: prix:<8 dispo:oui")),
    ("0261911234", N_("a telephone number, with or without spaces")),
)


class HelpRows(LineList):
    """Headings and pairs to read; the arrows scroll."""

    GROUND = "raised"

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.said = rows
        self.rows: Sequence[tuple[str, str]] = rows

    def on_resize(self) -> None:
        """Sentences are wrapped to the width."""
        self.rows = list(over_lines(self.said, self.row_width - KEY_WIDTH - 3))
        self.redraw()

    def row_count(self) -> int:
        """One line each."""
        return len(self.rows)

    def selectable(self, index: int) -> bool:
        """What says something."""
        return self.rows[index] != ("", "")

    def draw_row(self, index: int, width: int, ground: Style, marker: str) -> Sequence[Strip]:
        """Key, then what it does."""
        look = current_look(self)
        key, text = self.rows[index]
        if not text:
            return [line(width, [(marker, look.heading), (key, look.heading)], ground=ground)]
        parts = [(marker, look.heading), (f"{key:<{KEY_WIDTH}} ", look.accent), (text, look.text)]
        return [line(width, parts, ground=ground)]


def over_lines(rows: Sequence[tuple[str, str]], width: int) -> Iterator[tuple[str, str]]:
    """The same pairs, a long sentence over as many rows as it needs; headings stay as they are."""
    for key, text in rows:
        first, *others = wrapped(text, max(20, width))
        yield key, first
        yield from (("", other) for other in others)


class HelpScreen(ModalScreen[None]):
    """In front of the screen; Escape or F1 again leaves."""

    WHERE = Where.HELP
    HORIZONTAL_BREAKPOINTS = IN_FRONT_BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.HELP)]

    def __init__(self, where: Where, widget_keys: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.where = where
        self.widget_keys = widget_keys

    def compose(self) -> ComposeResult:
        """One list."""
        with Vertical():
            yield Static(_("Help · Esc closes"), markup=False)
            yield HelpRows(list(rows(self.where, self.widget_keys)))
        yield KeyLine()

    def action_walk(self, step: int) -> None:
        """Scroll; the list does the same with the keys."""
        self.query_one(HelpRows).action_move(step)


def rows(where: Where, widget_keys: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The keys of the place, then those that work everywhere, then examples for the box."""
    for place in places(where):
        yield _(WHERE_LABELS[place]), ""
        for action in ACTIONS[place]:
            if action.keys:
                yield " ".join(map(key_name, action.keys.split())), _(action.help)
        yield "", ""
    yield _("What the search box understands"), ""
    for example, meaning in EXAMPLES:
        yield _(example), _(meaning)
    if widget_keys:
        yield "", ""
        yield _("To edit and to move"), ""
        yield from widget_keys
