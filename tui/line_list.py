"""A list drawn line by line: thousands of rows cost what the screen shows of them."""

from collections.abc import Sequence
from itertools import chain
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Offset, Region, Size, Spacing
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from core.language import N_
from tui.look import current_look, is_accessible

NO_GUTTER = Spacing()  # neither border nor padding
NO_ROW = -1  # below the last one


class LineList(ScrollView, can_focus=True):
    """Rows of `ROW_LINES` lines each, one selected; a subclass counts and draws them."""

    ROW_LINES: ClassVar[int] = 1
    GROUND: ClassVar[str] = "ground"  # the style of Look behind the rows
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("Up"), show=False),
        Binding("down", "move(1)", N_("Down"), show=False),
        Binding("pageup", "move_page(-1)", N_("Page up"), show=False),
        Binding("pagedown", "move_page(1)", N_("Page down"), show=False),
        Binding("home,ctrl+home", "move_to(0)", N_("First"), show=False),
        Binding("end,ctrl+end", "move_to(-1)", N_("Last"), show=False),
    ]
    DEFAULT_CSS = """
    LineList { background: $background; color: $foreground; scrollbar-size: 1 1; overflow-x: hidden;
               scrollbar-gutter: stable; }
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    class OfRow(Message):
        """Something happened to a row."""

        def __init__(self, rows: "LineList", index: int) -> None:
            self.rows, self.index = rows, index
            super().__init__()

        @property
        def control(self) -> "LineList":
            """The list, for `@on(LineList.Selected, "#id")`."""
            return self.rows

    class Selected(OfRow):
        """A row was chosen with Enter or the mouse."""

    class Moved(OfRow):
        """The cursor stands on another row."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._drawn: dict[tuple[int, bool], Sequence[Strip]] = {}

    # What a subclass says

    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def draw_row(self, index: int, width: int, ground: Style, marker: str) -> Sequence[Strip]:
        """The `ROW_LINES` lines of one row, `width` cells each, starting with the marker (two cells)."""
        raise NotImplementedError

    def selectable(self, index: int) -> bool:
        """Whether the cursor may stand on this row (headings: no)."""
        return True

    # What they all do

    @property
    def row_width(self) -> int:
        """Cells of a row; the scroll bar has its own."""
        return max(0, self.size.width - self.scrollbar_size_vertical)

    def redraw(self) -> None:
        """Rows changed: forget what was drawn, keep the cursor within the rows."""
        self._drawn.clear()
        self._resize_virtually(Size(0, self.row_count() * self.ROW_LINES))
        self.cursor = self._nearest(self.cursor, 1)
        self.refresh()

    def _resize_virtually(self, size: Size) -> None:
        """As setting `virtual_size`, without laying out the whole screen: nobody else moves."""
        if size != self.virtual_size:
            self.set_reactive(LineList.virtual_size, size)
            self._scroll_update(size)

    def notify_style_update(self) -> None:
        """The theme changed."""
        self._drawn.clear()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Ready as they are: what Textual does to each line, for borders, costs more than drawing it."""
        if self.styles.gutter != NO_GUTTER:
            return super().render_lines(crop)
        lines = [self.render_line(y) for y in crop.line_range]
        for each in self.get_line_filters():
            lines = [line.apply_filter(each, self.background_colors[1]) for line in lines]
        whole = crop.column_span == (0, self.size.width)
        return lines if whole else [line.crop(*crop.column_span) for line in lines]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without the one that looks for colours of the terminal's own; ours are all true ones."""
        return [each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)]

    def render_line(self, y: int) -> Strip:
        """The line `y` of what is visible."""
        index, part = divmod(y + round(self.scroll_y), self.ROW_LINES)
        if not 0 <= index < self.row_count():
            index, part = NO_ROW, 0
        chosen = index == self.cursor and self.selectable(index)
        key = (index, chosen)
        if key not in self._drawn:
            self._drawn[key] = self._draw(index, chosen)
        return self._drawn[key][part]

    def _draw(self, index: int, chosen: bool) -> Sequence[Strip]:
        look = current_look(self)
        behind: Style = getattr(look, self.GROUND)
        if index == NO_ROW:
            return [Strip.blank(self.size.width, behind)]
        chosen_ground = look.selected if self.has_focus or not self.can_focus else look.idle
        ground = chosen_ground if chosen else behind
        rows = self.draw_row(index, self.row_width, ground, "▸ " if chosen else "  ")
        return [row.adjust_cell_length(self.size.width, behind) for row in rows]

    def watch_cursor(self, before: int, after: int) -> None:
        """Repaint only the two rows concerned, and follow with the scroll and the terminal's cursor."""
        for index in (before, after):
            self._drawn.pop((index, True), None)
            self.refresh_row(index)
        self._keep_in_view()
        self.post_message(self.Moved(self, after))

    def refresh_row(self, index: int) -> None:
        """Repaint one row."""
        top = index * self.ROW_LINES - round(self.scroll_y)
        self.refresh(Region(0, top, self.size.width, self.ROW_LINES))

    def action_move(self, step: int) -> None:
        """One row up or down."""
        self.cursor = self._nearest(self.cursor + step, step)

    def action_move_page(self, step: int) -> None:
        """One screen up or down."""
        self.action_move(step * max(1, self.size.height // self.ROW_LINES - 1))

    def action_move_to(self, index: int) -> None:
        """The first row (0) or the last (-1)."""
        count = self.row_count()
        self.cursor = self._nearest(index % count if count else 0, 1 if index == 0 else -1)

    def action_select(self) -> None:
        """Choose the row under the cursor."""
        if self.cursor < self.row_count() and self.selectable(self.cursor):
            self.post_message(self.Selected(self, self.cursor))

    def _nearest(self, index: int, step: int) -> int:
        """The selectable row closest to `index`, looking first in the direction of `step`."""
        count = self.row_count()
        if not count:
            return 0
        index = max(0, min(index, count - 1))
        after, before = range(index, count), range(index, -1, -1)
        candidates = chain(after, before) if step > 0 else chain(before, after)
        return next((row for row in candidates if self.selectable(row)), 0)

    def _keep_in_view(self) -> None:
        top = self.cursor * self.ROW_LINES
        bottom = top + self.ROW_LINES
        if top < self.scroll_y:
            self.scroll_to(y=self._with_headings(self.cursor) * self.ROW_LINES, animate=False, immediate=True)
        elif bottom > self.scroll_y + self.size.height:
            self.scroll_to(y=bottom - self.size.height, animate=False, immediate=True)
        self.place_cursor()

    def _with_headings(self, index: int) -> int:
        while index > 0 and not self.selectable(index - 1):
            index -= 1
        return index

    def place_cursor(self) -> None:
        """Put the terminal's own cursor on the selected row (seen in accessible mode)."""
        if self.has_focus:
            self.put_cursor()

    def put_cursor(self) -> None:
        """The same, also where the focus is elsewhere, in a box above the list."""
        if is_accessible(self):
            line = self.cursor * self.ROW_LINES - round(self.scroll_y)
            self.app.cursor_position = self.content_region.offset + Offset(0, max(0, line))

    def on_focus(self) -> None:
        """The selected row looks different with the focus."""
        self._forget_cursor_row()
        self.place_cursor()

    def on_blur(self) -> None:
        """As on_focus."""
        self._forget_cursor_row()

    def _forget_cursor_row(self) -> None:
        self._drawn.pop((self.cursor, True), None)
        self.refresh_row(self.cursor)

    def on_resize(self) -> None:
        """Other width, other lines."""
        self._drawn.clear()
        self._keep_in_view()

    def on_click(self, event: events.Click) -> None:
        """A click selects the row and chooses it."""
        index = (event.y + round(self.scroll_y)) // self.ROW_LINES
        if index < self.row_count() and self.selectable(index):
            self.cursor = index
            self.action_select()
