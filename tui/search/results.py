"""The list of entries found: two lines each, words that matched marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from core.language import _, number_text, phone_text
from core.text import fold
from tui.actions import Where, bindings
from tui.drawing import Part, fit, line, shown
from tui.line_list import LineList
from tui.look import current_look

if TYPE_CHECKING:
    from directory.search.results import Hit

WORD = re.compile(r"\w+")
SEPARATOR = " · "
MARGINS = 5  # cells: marker, gap between name and place, edge
HERE = 0.05  # km: below, the place is the one that was asked for
READ_AHEAD = 15  # rows before the end at which the next page is asked for


class ResultList(LineList):
    """Entries as far as they were read; coming near the end asks for more."""

    WHERE = Where.RESULTS
    ROW_LINES = 2
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.RESULTS)]

    class NearEnd(Message):
        """The next page is wanted."""

    def __init__(self) -> None:
        super().__init__(id="results")
        self.hits: list[Hit] = []
        self.total = 0
        self.words: tuple[str, ...] = ()
        self.type_known = False

    def show(self, hits: Sequence[Hit], total: int, text: str, *, type_known: bool = False) -> None:
        """Show the first page of a search, from its top; `type_known`: a filter says what they are."""
        self.hits, self.total, self.type_known = list(hits), total, type_known
        self.words = tuple(WORD.findall(fold(text)))
        self.set_reactive(LineList.cursor, 0)
        self.scroll_to(y=0, animate=False, immediate=True)
        self.redraw()

    def extend(self, hits: Sequence[Hit], total: int) -> None:
        """Add the next page."""
        self.hits += hits
        self.total = total
        self.redraw()

    @property
    def hit(self) -> Hit | None:
        """The entry under the cursor."""
        return self.hits[self.cursor] if self.cursor < len(self.hits) else None

    def row_count(self) -> int:
        """The entries read so far."""
        return len(self.hits)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the next page in time."""
        super().watch_scroll_y(old_value, new_value)
        last_seen = (new_value + self.size.height) / self.ROW_LINES
        if len(self.hits) < self.total and last_seen + READ_AHEAD > len(self.hits):
            self.post_message(self.NearEnd())

    def draw_row(self, index: int, width: int, ground: Style, marker: str) -> Sequence[Strip]:
        """Name and commune; what they do and their telephone."""
        look = current_look(self)
        hit = self.hits[index]
        name = shown(hit.name)
        place = place_text(hit, max(width // 3, width - cell_len(name) - MARGINS))
        phone = shown(phone_text(hit.phones[0])) if hit.phones else ""
        first = [(marker, look.heading), *self._marked(hit, name, look.strong)]
        about = about_text(hit, width - cell_len(phone) - MARGINS, type_known=self.type_known)
        second = [("  ", look.muted), *self._marked(hit, about, look.muted)]
        return (
            line(width, first, [(place + " ", look.muted)], ground=ground),
            line(width, second, [(phone + " ", look.phone)], ground=ground),
        )

    def _marked(self, hit: Hit, text: str, ink: Style) -> list[Part]:
        answering = frozenset(word for highlight in hit.highlights for word in WORD.findall(highlight))
        if not answering:
            return [(text, ink)]
        return list(marked(text, answering, self.words, ink, current_look(self).match))


def marked(
    text: str, answering: AbstractSet[str], typed: Sequence[str], ink: Style, match_ink: Style
) -> Iterator[Part]:
    """The text in parts; of the words that answer the search, what was typed is in `match_ink`."""
    end = 0
    for found in WORD.finditer(text):
        length = _matching(found[0], typed) if found[0] in answering else 0
        if length:
            start = found.start()
            yield text[end:start], ink
            end = start + length
            yield text[start:end], match_ink
    yield text[end:], ink


def _matching(word: str, words: Sequence[str]) -> int:
    folded = fold(word)
    longest = max((len(sought) for sought in words if folded.startswith(sought)), default=0)
    return len(word) if longest >= len(folded) else longest


def about_text(hit: Hit, room: int, *, type_known: bool) -> str:
    """What they do, then the short facts; where there is no room for all, what a filter says gives way."""
    said = [part for part in (*hit.subtitle.split(SEPARATOR), *hit.details) if part]
    whole = SEPARATOR.join(said)
    give_way = type_known and len(said) > 1 and cell_len(whole) > room
    return SEPARATOR.join(said[1:]) if give_way else whole


def place_text(hit: Hit, room: int) -> str:
    """Commune and distance in that many cells; of the two, the commune is cut."""
    if hit.distance_km is None or hit.distance_km < HERE:
        return fit(shown(hit.commune), room)
    far = _("{km} km").format(km=number_text(hit.distance_km, 1 if hit.distance_km < 10 else 0))
    return f"{fit(shown(hit.commune), room - len(far) - 3)} · {far}" if hit.commune else far
