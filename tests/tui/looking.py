"""What a screen shows, as text, and when it has settled."""

import time

from rich.segment import Segment
from textual.pilot import Pilot

from tui.app import MaillageApp

PATIENCE = 10.0  # seconds


async def settled(app: MaillageApp, pilot: Pilot[int]) -> None:
    """Wait until nothing is asked, running or waiting to be drawn."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        await pilot.pause()
        if not app.reading.busy and not app.search_screen.waits and app.importing is None:
            await pilot.pause()
            if not app.reading.busy and not app.search_screen.waits:
                return
    raise AssertionError("the screen does not settle")


def segments(app: MaillageApp) -> list[list[Segment]]:
    """The lines of the screen in front, as drawn."""
    strips = app.screen._compositor.render_strips()
    return [list(strip) for strip in strips]


def picture(app: MaillageApp) -> str:
    """The same as text."""
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in segments(app))
