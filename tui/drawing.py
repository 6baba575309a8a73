"""Lines of cells: the one place where a string from the directory becomes cells on the screen."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from core.text import clean

Part = tuple[str, Style]
NO_BREAK_SPACES = {0xA0: " ", 0x202F: " "}
GAP = 2  # cells kept free between what stands left and what stands right


def shown(text: str) -> str:
    """The text as it may reach a terminal: no control, no escape sequence, no bidi mark."""
    if text.isprintable():
        return text
    spaced = text.translate(NO_BREAK_SPACES)  # French typography has many; they are safe
    return spaced if spaced.isprintable() else clean(text)


def fit(text: str, width: int) -> str:
    """The text cut to `width` cells, an ellipsis telling that something is missing."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def line(width: int, left: Iterable[Part], right: Iterable[Part] = (), *, ground: Style) -> Strip:
    """One line: `left` cut where it must be, `right` against the right edge, or dropped for want of room."""
    ending = [(shown(text), style) for text, style in right]
    ending_width = sum(cell_len(text) for text, _ in ending)
    if ending_width > width - GAP:
        ending, ending_width = [], 0
    room = width - ending_width - (GAP if ending else 0)
    segments, used = _laid(left, room, ground)
    segments.append(Segment(" " * (width - ending_width - used), ground))
    segments.extend(Segment(text, ground + style) for text, style in ending)
    return Strip(segments, width)


def _laid(parts: Iterable[Part], room: int, ground: Style) -> tuple[list[Segment], int]:
    segments: list[Segment] = []
    used = 0
    for text, style in parts:
        piece = fit(shown(text), room - used)
        if piece:
            segments.append(Segment(piece, ground + style))
            used += cell_len(piece)
        if used >= room:
            break
    return segments, used


def wrapped(text: str, width: int) -> list[str]:
    """The text over as many lines as it needs, broken between words where possible, at no no-break space."""
    lines: list[str] = []
    current = ""
    for word in map(shown, text.replace("\n", " ").split(" ")):
        candidate = f"{current} {word}" if current else word
        if cell_len(candidate) <= width:
            current = candidate
            continue
        if current:
            lines.append(current)
        current = word
        while cell_len(current) > width > 0:
            head = set_cell_size(current, width).rstrip() or current[0]
            lines.append(head)
            current = current[len(head) :]
    return [*lines, current] if current or not lines else lines


def plain(strips: Sequence[Strip]) -> str:
    """What the strips say, one line each; for tests and for people who look at them."""
    return "\n".join(strip.text.rstrip() for strip in strips)
