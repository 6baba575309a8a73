"""The card of one entry: sections of labels and values; Enter copies a number or opens an address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.binding import BindingType
from textual.strip import Strip

from tui.actions import Where, bindings
from tui.drawing import line, shown, wrapped
from tui.line_list import LineList
from tui.look import current_look, is_accessible

if TYPE_CHECKING:
    from directory.cards import Card
    from directory.cards.lines import Line

MARKER_WIDTH = 2
LONGEST_LABEL = 20  # a longer one stands above its value
NARROWEST_VALUE = 16  # with less room beside them, all labels stand above
INDENT = 2
USABLE = ("phone", "email", "url", "entry")  # kinds of lines that Enter copies or opens


@dataclass(frozen=True)
class Row:
    """One line of the card: a label and a piece of its value, or a heading; Enter uses `line`."""

    label: str = ""
    value: str = ""
    ink: str = "text"  # a style of Look
    line: Line | None = None


class CardPane(LineList):
    """The card being read; the arrows walk its lines."""

    WHERE = Where.CARD
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.CARD)]

    def __init__(self) -> None:
        super().__init__(id="card")
        self.card: Card | None = None
        self._rows: list[Row] = []

    def show(self, card: Card | None) -> None:
        """Show this card from its top; the one that is there already stays as it is drawn."""
        if card is not None and card == self.card and not self.scroll_y and self.cursor == self._first_line():
            return
        self.card = card
        self._lay()
        self.set_reactive(LineList.cursor, self._first_line())
        self.scroll_to(y=0, animate=False, immediate=True)
        self.redraw()

    def _first_line(self) -> int:
        """The telephone, ready for Enter; the title for who reads line by line."""
        phones = (index for index, row in enumerate(self._rows) if row.line and row.line.kind == "phone")
        return 0 if is_accessible(self) else next(phones, 0)

    def on_resize(self) -> None:
        """Values are wrapped to the width; the first time, the cursor finds its place."""
        unseen = not self._rows
        self._lay()
        if unseen:
            self.set_reactive(LineList.cursor, self._first_line())
        self.redraw()

    def _lay(self) -> None:
        width = self.row_width - MARKER_WIDTH
        self._rows = list(rows_of(self.card, width)) if self.card and width > 0 else []

    def line_at(self, index: int) -> Line | None:
        """What of the card stands on this row, if it is more than a title."""
        return self._rows[index].line if index < len(self._rows) else None

    def row_count(self) -> int:
        """Lines of the card."""
        return len(self._rows)

    def selectable(self, index: int) -> bool:
        """Every line that says something."""
        return bool(self._rows[index].label or self._rows[index].value)

    def draw_row(self, index: int, width: int, ground: Style, marker: str) -> Sequence[Strip]:
        """Label dim, value plain, what can be used in its colour."""
        look = current_look(self)
        row = self._rows[index]
        if not self.has_focus:
            marker, ground = "  ", look.ground
        parts = [(marker, look.heading), (row.label, look.muted), (row.value, getattr(look, row.ink))]
        return [line(width, parts, ground=ground)]


def rows_of(card: Card, width: int) -> Iterator[Row]:
    """The lines of a card for a width: title, subtitle, then each section with its heading."""
    for text, ink in ((card.name, "strong"), (card.subtitle, "muted"), (card.notice, "warning")):
        yield from (Row(value=piece, ink=ink) for piece in wrapped(text, width) if piece)
    column = _label_column(card, width)
    for section in card.sections:
        yield Row()
        yield from (Row(value=piece, ink="heading") for piece in wrapped(section.title, width))
        for each in section.lines:
            yield from _line_rows(each, width, column)


def _label_column(card: Card, width: int) -> int:
    """Cells for the labels: as the longest wants, within limits."""
    lengths = [len(shown(line.label)) for section in card.sections for line in section.lines]
    column = max((length for length in lengths if length <= LONGEST_LABEL), default=0) + 2
    return column if width - column >= NARROWEST_VALUE else INDENT


def _line_rows(each: Line, width: int, column: int) -> Iterator[Row]:
    name, ink = shown(each.label), "phone" if each.kind in USABLE else "text"
    beside = 0 < len(name) < column
    if name and not beside:
        yield from (Row(label=piece) for piece in wrapped(name, width))
    indent = column if beside else INDENT
    for number, text in enumerate(wrapped(each.value, width - indent)):
        label = name if beside and number == 0 else ""
        yield Row(label=label.ljust(indent), value=text, ink=ink, line=each)
