"""The refinements: what each further filter would leave, counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.binding import BindingType
from textual.strip import Strip

from core.language import number_text
from tui.actions import Where, bindings
from tui.directory_reader import Chosen
from tui.drawing import line
from tui.line_list import LineList
from tui.look import current_look

if TYPE_CHECKING:
    from directory.search.results import Facet

Row = tuple[str, Chosen | None, int]  # label, what it filters (None: a heading), how many it leaves


class FacetList(LineList):
    """Headings with their values and counts; those kept carry a tick."""

    WHERE = Where.FACETS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.FACETS)]

    def __init__(self) -> None:
        super().__init__(id="facets")
        self.rows: list[Row] = []
        self.kept: frozenset[tuple[str, str]] = frozenset()

    def show(self, facets: Sequence[Facet], chosen: Sequence[Chosen]) -> None:
        """Show these facets, the cursor staying on its value when it is still there."""
        here = self.rows[self.cursor][1] if self.cursor < len(self.rows) else None
        self.kept = frozenset((choice.field, choice.value) for choice in chosen)
        self.rows = [row for facet in facets if facet.values for row in _rows(facet)]
        same = (index for index, row in enumerate(self.rows) if row[1] == here) if here else iter(())
        self.set_reactive(LineList.cursor, next(same, self.cursor))
        self.redraw()

    def choice(self, index: int) -> Chosen | None:
        """What a row filters, if the rows have not changed since it was chosen."""
        return self.rows[index][1] if index < len(self.rows) else None

    def row_count(self) -> int:
        """Headings and values."""
        return len(self.rows)

    def selectable(self, index: int) -> bool:
        """Values, not headings."""
        return self.rows[index][1] is not None

    def draw_row(self, index: int, width: int, ground: Style, marker: str) -> Sequence[Strip]:
        """A heading, or a value with its count."""
        look = current_look(self)
        label, value, count = self.rows[index]
        if value is None:
            return [line(width, [(f" {label}", look.heading)], ground=look.ground)]
        kept = (value.field, value.value) in self.kept
        ink = look.strong if kept else look.text
        marker = marker if self.has_focus else "  "
        ground = ground if self.has_focus else look.ground
        left = [(marker, look.accent), ("✓ " if kept else "", look.accent), (label, ink)]
        return [line(width, left, [(number_text(count) + " ", look.muted)], ground=ground)]


def _rows(facet: Facet) -> list[Row]:
    values = [
        (value.label, Chosen(facet.field, value.code, value.label), value.count) for value in facet.values
    ]
    return [(facet.label, None, 0), *values]
