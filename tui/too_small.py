"""One sentence for a terminal too small to show anything else."""

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from core.language import _

SMALLEST = Size(60, 16)


def is_too_small(size: Size) -> bool:
    """Whether the screens would break."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class TooSmallScreen(Screen[None]):
    """Stands in front until the window grows; only the keys of the app work."""

    def compose(self) -> ComposeResult:
        """The sentence."""
        text = _(
            "This window is too small: make it at least {width} columns by {height} lines. Ctrl+Q quits."
        )
        yield Static(text.format(width=SMALLEST.width, height=SMALLEST.height), markup=False)
