"""What a screen may ask of the program that it is part of; screens know this, never the app itself."""

from __future__ import annotations

from typing import Protocol, cast

from textual.widget import Widget

from tui.directory_reader import DirectoryReader, ImportAsked
from tui.importing import Importing, Work
from tui.reading import Reading


class Program(Protocol):
    """The part of the app that screens know."""

    reader: DirectoryReader
    reading: Reading
    importing: Importing | None

    def say(self, text: str, *, error: bool = False) -> None:
        """One sentence on the status line of the screen in front."""

    def start_import(self, asked: ImportAsked) -> None:
        """Import beside the screen's own thread."""

    def start_work(self, label: str, work: Work) -> None:
        """Run something long that reports its progress, one at a time."""

    def copy_to_clipboard(self, text: str) -> None:
        """By OSC 52, which also works through SSH."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """In the person's browser."""


def program_of(screen: Widget) -> Program:
    """The program that shows this screen."""
    return cast(Program, screen.app)
