"""The search box: free words, and the searches made before."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.widgets import Input

from core.text import clean
from tui.actions import Where, bindings

LONGEST = 400  # characters of a search
REMEMBERED = 50  # searches kept, for this session only


class SearchBox(Input):
    """One line to type in; the arrows lead to the results and to earlier searches."""

    WHERE = Where.BOX
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.BOX)]
    DEFAULT_CSS = """
    SearchBox, SearchBox:focus { background: $raised; background-tint: $foreground 0%; width: 1fr; }
    SearchBox > .input--placeholder { color: $muted; }
    """

    # As Textual's, which lays out the whole screen for each letter; our width does not depend on the text.
    virtual_size: Reactive[Size] = reactive(Size(0, 0))

    def __init__(self, placeholder: str) -> None:
        super().__init__(
            placeholder=placeholder, compact=True, select_on_focus=False, max_length=LONGEST, id="box"
        )
        self.cursor_blink = False
        self._made: list[str] = []
        self._shown = 0  # how far back; 0 is the newest text, not yet remembered

    def validate_value(self, value: str) -> str:
        """Pasted text is cleaned like any other; a space at the end is kept, it is being typed."""
        return value if value.isprintable() else clean(value)

    def remember(self) -> None:
        """Keep this text as a search made."""
        text = self.value.strip()
        if text:
            self._made = [*(made for made in self._made if made != text), text][-REMEMBERED:]
        self._shown = 0

    def earlier(self) -> bool:
        """Bring back the search before, when the box is empty or shows an earlier one; False when not."""
        if self.value and (not self._shown or self.value != self._made[-self._shown]):
            return False
        if self._shown == len(self._made):
            return False
        self._shown += 1
        self._put(self._made[-self._shown])
        return True

    def later(self) -> bool:
        """The opposite of `earlier`; False when the box does not show an earlier search."""
        if not self._shown or self.value != self._made[-self._shown]:
            return False
        self._shown -= 1
        self._put(self._made[-self._shown] if self._shown else "")
        return True

    @property
    def made(self) -> Sequence[str]:
        """The searches remembered, oldest first."""
        return self._made

    def _put(self, text: str) -> None:
        self.value = text
        self.cursor_position = len(text)
