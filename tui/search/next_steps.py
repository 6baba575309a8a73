"""What stands in place of results when there are none: a sentence, and steps that Enter takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.binding import BindingType
from textual.strip import Strip

from tui.actions import Where, bindings
from tui.drawing import line, wrapped
from tui.line_list import LineList
from tui.look import current_look


@dataclass(frozen=True)
class Step:
    """Something the person can do next; `action` is what Textual runs, "" for a sentence to read."""

    label: str
    action: str = ""


class NextSteps(LineList):
    """Sentences, then steps to choose from."""

    WHERE = Where.STEPS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.STEPS)]

    def __init__(self) -> None:
        super().__init__(id="steps")
        self.steps: Sequence[Step] = ()
        self._rows: list[Step] = []

    def show(self, steps: Sequence[Step]) -> None:
        """Show these, the cursor on the first that can be done."""
        self.steps = steps
        self._lay()

    def on_resize(self) -> None:
        """Sentences are wrapped to the width."""
        self._lay()

    def _lay(self) -> None:
        width = max(20, self.row_width - 4)
        self._rows = [Step("")]
        for step in self.steps:
            texts = [step.label] if step.action else wrapped(step.label, width)
            self._rows += [Step(text, step.action) for text in texts]
        self.set_reactive(LineList.cursor, self._nearest(0, 1))
        self.redraw()

    def row_count(self) -> int:
        """Sentences and steps."""
        return len(self._rows)

    def selectable(self, index: int) -> bool:
        """Only what can be done."""
        return bool(self._rows[index].action)

    def action_of(self, index: int) -> str:
        """What to run for this row."""
        return self._rows[index].action

    def draw_row(self, index: int, width: int, ground: Style, marker: str) -> Sequence[Strip]:
        """Steps in the accent colour, sentences plain."""
        look = current_look(self)
        row = self._rows[index]
        if row.action:
            return [line(width, [(marker, look.heading), (row.label, look.accent)], ground=ground)]
        return [line(width, [("  ", look.text), (row.label, look.text)], ground=look.ground)]
