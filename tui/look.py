"""What the drawn widgets ask of the app they are in: its styles, and whether it is in accessible mode."""

from typing import Protocol, cast

from textual.widget import Widget

from tui.themes import Look


class LookingApp(Protocol):
    """The part of the app that drawn widgets know."""

    look: Look
    accessible: bool


def current_look(widget: Widget) -> Look:
    """The styles of the theme in use."""
    return cast(LookingApp, widget.app).look


def is_accessible(widget: Widget) -> bool:
    """Whether the terminal's own cursor must follow the selected row."""
    return cast(LookingApp, widget.app).accessible
