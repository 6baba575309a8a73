"""The card of one entry: sections of labels and values; Enter copies a number or opens an address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.binding import BindingType
from textual.strip import Strip

from core.language import _
from tui.actions import Where, bindings
from tui.drawing import Part, line, wrapped
from tui.line_list import LineList
from tui.look import current_look, is_accessible
from tui.search.card_text import use_of

if TYPE_CHECKING:
    from directory.cards import Card

LABEL_WIDTH = 18
NARROWEST_BESIDE = 36  # below this width a label stands above its value

INDENT = 2


@dataclass(frozen=True)
class Row:
    """One line of the card: a label and a piece of its value, or a heading."""

    label: str = ""
    value: str = ""
    ink: str = "text"  # a style of Look
    use: str = ""  # what Enter copies or opens


class CardPane(LineList):
    """The card being read; the arrows walk its lines."""

    WHERE = Where.CARD
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.CARD)]

    def __init__(self) -> None:
        super().__init__(id="card")
        self.card: Card | None = None
        self._rows: list[Row] = []

    def show(self, card: Card | None) -> None:
        """Show this card from its top."""
        self.card = card
        self._lay()
        self.set_reactive(LineList.cursor, self._first_line())
        self.scroll_to(y=0, animate=False, immediate=True)
        self.redraw()

    def _first_line(self) -> int:
        """What Enter can use (the telephone, mostly); the title for who reads line by line."""
        used = (index for index, row in enumerate(self._rows) if row.use)
        return 0 if is_accessible(self) else next(used, 0)

    def on_resize(self) -> None:
        """Values are wrapped to the width."""
        self._lay()
        self.redraw()

    def _lay(self) -> None:
        width = self.size.width - 3
        self._rows = list(rows_of(self.card, width)) if self.card and width > 0 else []

    def use(self, index: int) -> str:
        """What Enter copies or opens on this line, if anything."""
        return self._rows[index].use

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
        parts: list[Part] = [(marker, look.heading)]
        if row.ink in ("strong", "heading", "muted") or not row.label:
            parts.append((row.label or row.value, getattr(look, row.ink)))
        else:
            parts += [(row.label, look.muted), (row.value, getattr(look, row.ink))]
        return [line(width, parts, ground=ground)]


def rows_of(card: Card, width: int) -> Iterator[Row]:
    """The lines of a card for a width: title, subtitle, then each section with its heading."""
    for text in wrapped(card.name, width):
        yield Row(value=text, ink="strong")
    for text in wrapped(card.subtitle, width):
        yield Row(value=text, ink="muted")
    for section in card.sections:
        yield Row()
        yield Row(value=_(section.title), ink="heading")
        for entry in section.lines:
            yield from _entry_rows(_(entry.label), entry.value, width)


def _entry_rows(label: str, value: str, width: int) -> Iterator[Row]:
    used = use_of(value)
    ink = "phone" if used else "text"
    label_width = LABEL_WIDTH if width >= NARROWEST_BESIDE else INDENT
    beside = len(label) < label_width
    if not beside:
        yield Row(value=label, ink="muted")
    texts = wrapped(value, width - label_width)
    for number, text in enumerate(texts):
        head = label if beside and number == 0 else ""
        yield Row(label=head.ljust(label_width), value=text, ink=ink, use=used)
