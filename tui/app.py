"""The terminal program: paints first, loads what is heavy behind, and never shows a traceback."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.actions import ActionParseResult
from textual.app import App
from textual.binding import BindingType
from textual.dom import DOMNode

from core.language import _
from core.text import clean
from tui.actions import Where, bindings, where_of
from tui.directory_reader import DirectoryReader, ImportAsked
from tui.errors import sentence
from tui.help import HelpScreen
from tui.importing import Ended, Importing, Progressed, Work
from tui.imports import ImportScreen, progress_sentence
from tui.keys import key_name
from tui.palette import Palette
from tui.reading import Failed, Reading
from tui.search.screen import SearchScreen
from tui.themes import DEFAULT, look_of, themes
from tui.too_small import TooSmallScreen, is_too_small

LOADED_AFTER = 3.0  # seconds: what lives long is there; until then no memory is worth collecting
QUICK_SWITCH = 0.0005  # seconds: the screen's thread gets its turn soon while another one computes
SHOW_CURSOR = "\x1b[?25h"


@dataclass(frozen=True)
class Options:
    """What the command line decides for the screens."""

    theme: str = DEFAULT
    accessible: bool = False


class MaillageApp(App[int]):
    """Holds the look, the reading thread and the one place where errors become sentences."""

    TITLE = "Maillage"
    CSS_PATH = "maillage.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.EVERYWHERE)]

    def __init__(self, home: Path, reader: DirectoryReader, options: Options | None = None) -> None:
        super().__init__()
        options = options or Options()
        self.home = home
        self.accessible = options.accessible
        self.animation_level = "none"
        for theme in themes():
            self.register_theme(theme)
        self.look = look_of(options.theme, colourless=self.no_color)
        self.theme = options.theme if options.theme in self.available_themes else DEFAULT
        self.reader = reader
        self.reading = Reading(reader)
        self.importing: Importing | None = None
        self.last_words = ""  # printed once the terminal is itself again

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours our styles name that Textual's own themes lack."""
        return {"muted": "#b0bac7", "raised": "#1b222b"}

    def get_default_screen(self) -> SearchScreen:
        """The program is its search screen."""
        return SearchScreen()

    def on_mount(self) -> None:
        """Paint, then read."""
        self.set_class(self.accessible, "-accessible")
        self._show_cursor()
        self.watch(self, "theme", self._restyle, init=False)
        self.call_after_refresh(self._start_reading)

    def _start_reading(self) -> None:
        self.reading.start()
        self.search_screen.open_directory()
        self.set_timer(LOADED_AFTER, _collect_from_now_on)

    @property
    def search_screen(self) -> SearchScreen:
        """The screen below all others."""
        screen = self.screen_stack[0]
        assert isinstance(screen, SearchScreen)
        return screen

    def on_unmount(self) -> None:
        """Stop what runs, let the directory go."""
        if self.importing is not None:
            self.importing.stop()
            self.importing.join(10)
        if self.reading.is_alive():
            self.reading.stop()
            self.reading.join(2)

    # Errors

    def say(self, text: str, *, error: bool = False) -> None:
        """One sentence on the status line of the screen in front."""
        screen = self.screen if isinstance(self.screen, ImportScreen) else self.search_screen
        screen.say(clean(text), error=error)

    def show_error(self, error: BaseException) -> None:
        """The sentence for an error; the program goes on."""
        self.say(sentence(error, self.home), error=True)

    def on_failed(self, failed: Failed) -> None:
        """A question to the directory ended in an error."""
        self.show_error(failed.error)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """As Textual's; an action that fails says so, and the program goes on."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Exception as error:
            self.show_error(error)
            return True

    def _handle_exception(self, error: Exception) -> None:
        """Textual would print a traceback: leave with one sentence instead (and let tests see the error)."""
        self.last_words = sentence(error, self.home)
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    # Imports

    def start_import(self, asked: ImportAsked) -> None:
        """Import beside the screen's own thread."""
        self.start_work(asked.source, lambda heard: self.reader.run_import(asked, heard))

    def start_work(self, label: str, work: Work) -> None:
        """Run something long that reports its progress, one at a time."""
        if self.importing is not None:
            self.say(
                _("An import is already running: {label}.").format(label=self.importing.label), error=True
            )
            return
        self.importing = Importing(label, work, self.post_message)
        self.importing.start()
        self.say(_("Import started: {label}.").format(label=label))

    def on_progressed(self, progressed: Progressed) -> None:
        """Show how far it is, wherever the person is."""
        if isinstance(self.screen, ImportScreen):
            self.screen.show_progress(progressed.progress)
        else:
            self.say(progress_sentence(progressed.progress))

    def on_ended(self, ended: Ended) -> None:
        """Show what came of it, and read the directory again."""
        self.importing = None
        if isinstance(self.screen, ImportScreen):
            self.screen.show_outcome(ended.outcome)
        if ended.error is not None:
            self.show_error(ended.error)
        else:
            self.say(_last_word(ended))
        self.search_screen.open_directory()

    # Look

    def _restyle(self) -> None:
        self.look = look_of(self.theme, colourless=self.no_color)

    def _show_cursor(self) -> None:
        if self.accessible and self._driver is not None:
            self._driver.write(SHOW_CURSOR)

    def action_theme(self, name: str) -> None:
        """Change colours."""
        self.theme = name

    def action_accessible(self) -> None:
        """Turn the accessible mode on or off."""
        self.accessible = not self.accessible
        self.set_class(self.accessible, "-accessible")
        self._show_cursor()
        self.say(_("Accessible mode is on.") if self.accessible else _("Accessible mode is off."))

    def on_resize(self, event: events.Resize) -> None:
        """Below the smallest size one sentence stands in for the screen."""
        shown = isinstance(self.screen, TooSmallScreen)
        if is_too_small(event.size) and not shown:
            self.push_screen(TooSmallScreen())
        elif shown and not is_too_small(event.size):
            self.pop_screen()

    # What works everywhere

    def action_help(self) -> None:
        """The keys of the place where the focus is."""
        where = where_of(self.screen)
        ours = {binding.description for place in Where for binding in bindings(place)}
        others = {
            active.binding.description: key_name(active.binding.key)
            for active in self.screen.active_bindings.values()
            if active.binding.description and active.binding.description not in ours
        }
        self.push_screen(HelpScreen(where, [(key, text) for text, key in others.items()]))

    def action_help_quit(self) -> None:
        """Ctrl+C, which Textual binds: say how to leave."""
        self.say(_("Ctrl+Q or F10 leaves Maillage."))

    def action_commands(self) -> None:
        """The palette."""
        self.push_screen(Palette(), self._run_command)

    async def _run_command(self, name: str | None) -> None:
        if name is not None:
            await self.run_action(name)


def _last_word(ended: Ended) -> str:
    if ended.stopped:
        return _("Import stopped; what was done stays.")
    if ended.outcome is not None and ended.outcome.trial:
        return _("End of the trial: nothing was changed.")
    return _("Import finished.")


def _collect_from_now_on() -> None:
    """What was loaded is never looked through again: neither the start nor a key press waits for that."""
    gc.freeze()
    gc.enable()


def run(home: Path, reader: DirectoryReader, options: Options | None = None) -> int:
    """Open the screens until the person leaves; the exit code."""
    sys.setswitchinterval(QUICK_SWITCH)
    gc.disable()  # a fifth of the time until one can search, with all that is imported
    app = MaillageApp(home, reader, options)
    app.run()
    if app.last_words:
        sys.stderr.write(app.last_words + "\n")
    return app.return_code or 0
