"""The one-line parts of the screens: title, status and key lines."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from core.language import _
from tui.actions import KEPT_RANK, Action, key_line, target, where_of
from tui.drawing import Part, line, shown, wrapped
from tui.keys import key_name
from tui.look import current_look
from tui.themes import Look

InkPart = tuple[str, str]  # a text and the name of a style of Look: a change of theme redraws it
MOST_LINES = 6  # of a status line: the longest sentence of a refused file at 60 columns


class OneLine(Widget):
    """A line drawn from parts: some to the left, some to the right."""

    DEFAULT_CSS = "OneLine { height: 1; width: 100%; }"
    RAISED = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.left: Sequence[InkPart] = ()
        self.right: Sequence[InkPart] = ()

    def show(self, left: Sequence[InkPart], right: Sequence[InkPart] = ()) -> None:
        """Show these parts from now on."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line, one cell of margin on both sides."""
        look = current_look(self)
        ground = look.raised if self.RAISED else look.ground
        left = [(" ", "text"), *self.left]
        right = [*self.right, (" ", "text")] if self.right else []
        return line(self.size.width, _inked(left, look), _inked(right, look), ground=ground)


def _inked(parts: Sequence[InkPart], look: Look) -> list[Part]:
    return [(text, getattr(look, ink)) for text, ink in parts]


def _all_of_them(_: Action) -> bool:
    return True


class TitleLine(OneLine):
    """Whose directory this is, and how many entries it holds."""


class StatusLine(OneLine):
    """What just happened, or what was found and how fast; as many lines as it needs, within limits."""

    RAISED = False

    def show(self, left: Sequence[InkPart], right: Sequence[InkPart] = ()) -> None:
        """Show these parts, as high as they are."""
        super().show(left, right)
        self._lay()

    def on_resize(self) -> None:
        """A wider window needs fewer lines."""
        self._lay()

    def _lay(self) -> None:
        height = max(1, min(MOST_LINES, len(self._lines())))
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height

    def _lines(self) -> list[list[InkPart]]:
        return over_lines(self.left, self.size.width - 2)

    def render_line(self, y: int) -> Strip:
        """One of its lines."""
        look = current_look(self)
        lines = self._lines()
        parts = lines[y] if y < len(lines) else []
        return line(self.size.width, _inked([(" ", "text"), *parts], look), ground=look.ground)


def over_lines(parts: Sequence[InkPart], width: int) -> list[list[InkPart]]:
    """The parts side by side if they fit, else one below the other, each over the lines it needs."""
    if width < 1 or sum(cell_len(text) for text, _ink in parts) <= width:
        return [list(parts)]
    return [[(piece, ink)] for text, ink in parts for piece in wrapped(text.strip(), width) if piece]


# What stands in front of a narrow screen takes all of its width: no letters look out at its edges.
IN_FRONT_BREAKPOINTS = [(0, "-narrow"), (100, "-normal")]


class KeyLine(Widget):
    """The keys that work where the person is; a click does the same as the key."""

    DEFAULT_CSS = "KeyLine { height: 1; width: 100%; }"

    def on_mount(self) -> None:
        """Follow the focus."""
        self.watch(self.screen, "focused", self._focus_moved, init=False)

    def _focus_moved(self) -> None:
        self.refresh()

    def offers(self) -> list[tuple[Action, str, str]]:
        """What fits on the line: the action, its key and its label; help and quit always do."""
        offers = getattr(self.screen, "offers", _all_of_them)
        actions = filter(offers, key_line(where_of(self.screen)))
        texts = [(action, key_name(action.key), shown(_(action.label))) for action in actions]
        while texts and sum(len(key) + len(label) + 3 for _action, key, label in texts) > self.size.width:
            droppable = [offer for offer in texts if offer[0].rank < KEPT_RANK]
            if not droppable:
                break
            texts.remove(droppable[-1])
        return texts

    def render_line(self, y: int) -> Strip:
        """Keys in the accent colour, labels beside them."""
        look = current_look(self)
        parts = [
            part
            for _action, key, label in self.offers()
            for part in ((f" {key} ", look.heading), (f"{label} ", look.text))
        ]
        return line(self.size.width, parts, ground=look.raised)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        left = 0
        for action, key, label in self.offers():
            left += len(key) + len(label) + 3
            if event.x < left:
                await self.run_offer(action)
                return

    async def run_offer(self, action: Action) -> None:
        """Run an action as its key would, from the focused widget."""
        own = action.name == "select"
        await self.app.run_action(target(action), self.screen.focused if own else self.screen)
