"""The filters understood, as chips that a key or a click removes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from core.language import _
from tui.actions import Where, bindings
from tui.drawing import GAP, Part, line, shown
from tui.keys import key_name
from tui.look import current_look, is_accessible


class Offer(StrEnum):
    """What taking up an offer does, instead of removing a filter."""

    SPELLING = "spelling"  # the key is the text to search for
    SENSE = "sense"  # the key names the other senses, one per line


@dataclass(frozen=True)
class Chip:
    """A filter that can be removed, or an offer."""

    key: str
    label: str
    offer: Offer | None = None


class ChipLine(Widget, can_focus=True):
    """One line of chips; ← → walk, Backspace removes."""

    WHERE = Where.CHIPS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.CHIPS)]
    DEFAULT_CSS = "ChipLine { height: 1; width: 100%; }"

    class Pressed(Message):
        """A chip was removed, or an offer taken up."""

        def __init__(self, chip: Chip) -> None:
            self.chip = chip
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="chips")
        self.chips: Sequence[Chip] = ()
        self.hinting = True
        self.chosen = 0
        self.can_focus = False

    def show(self, chips: Sequence[Chip], *, hinting: bool) -> None:
        """Show these chips; without any the line cannot take the focus, and tells what can be typed."""
        if chips == self.chips and hinting == self.hinting:
            return
        self.chips, self.hinting = chips, hinting
        self.chosen = max(0, min(self.chosen, len(chips) - 1))
        self.can_focus = bool(chips)
        self.refresh()

    def walk(self, step: int) -> None:
        """Choose the chip before or after."""
        self.chosen = max(0, min(self.chosen + step, len(self.chips) - 1))
        self.refresh()
        self._place_cursor()

    def drop(self) -> None:
        """Remove the chosen chip; an offer stays."""
        if self.chips and not self.chips[self.chosen].offer:
            self.press()

    def press(self, index: int | None = None) -> None:
        """Remove a chip (or take up an offer): the chosen one unless told."""
        index = self.chosen if index is None else index
        if 0 <= index < len(self.chips):
            self.post_message(self.Pressed(self.chips[index]))

    def spans(self) -> list[tuple[int, int, str]]:
        """First cell, cell after the last and text of each chip; what does not fit goes at the left."""
        texts = [_chip_text(chip) for chip in self.chips]
        room = self.size.width - 2
        first = 0
        while first < self.chosen and _cells(texts[first : self.chosen + 1]) > room:
            first += 1
        left, found = 1, [(0, 0, "")] * first
        for text in texts[first:]:
            found.append((left, left + cell_len(text), text))
            left += cell_len(text) + 1
        return found

    def render_line(self, y: int) -> Strip:
        """The chips, or what can be typed."""
        look = current_look(self)
        if not self.chips:
            hint = _("Try: physio home visits saumur · meals gennes saturday · “health centre”")
            return line(
                self.size.width, [(f" {hint if self.hinting else ''}", look.muted)], ground=look.ground
            )
        parts: list[Part] = [(" ", look.text)]
        for index, (_first, _after, text) in enumerate(self.spans()):
            if text:
                chosen = self.has_focus and index == self.chosen
                ink = look.muted if self.chips[index].offer else look.text
                ground = look.selected if chosen else look.ground if self.chips[index].offer else look.chip
                parts += [(text, ground + ink if not chosen else ground + look.strong), (" ", look.text)]
        filters = _("Filters")
        way = f"{key_name('up')} {filters} "
        left_over = self.size.width - sum(cell_len(text) for text, _ink in parts) - GAP
        right = [(way, look.muted)] if not self.has_focus and cell_len(way) <= left_over else []
        return line(self.size.width, parts, right, ground=look.ground)

    def on_click(self, event: events.Click) -> None:
        """A click anywhere on a chip removes it."""
        for index, (first, after, _text) in enumerate(self.spans()):
            if first <= event.x < after:
                self.press(index)

    def on_focus(self) -> None:
        """Start at the last filter: the one that was added last."""
        filters = [index for index, chip in enumerate(self.chips) if not chip.offer]
        self.chosen = filters[-1] if filters else max(0, len(self.chips) - 1)
        self._place_cursor()

    def _place_cursor(self) -> None:
        if self.has_focus and is_accessible(self) and self.chips:
            first = self.spans()[self.chosen][0]
            self.app.cursor_position = self.content_region.offset + Offset(first, 0)


def _cells(texts: Sequence[str]) -> int:
    return sum(cell_len(text) + 1 for text in texts)


def _chip_text(chip: Chip) -> str:
    return f" {shown(chip.label)} ? " if chip.offer else f" {shown(chip.label)} × "
