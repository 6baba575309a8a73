"""The thread that runs an import while the person goes on searching."""

import time
from collections.abc import Callable
from threading import Event, Thread

from textual.message import Message

from tui.directory_reader import Outcome, Progress, ProgressHeard

Work = Callable[[ProgressHeard], Outcome]
PAUSE = 0.1  # seconds between two reports of progress


class Progressed(Message):
    """How far the import is; the newest is enough."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """An older one still waiting is not shown."""
        return isinstance(message, Progressed)


class Ended(Message):
    """The import is over: what it did, or the error that ended it."""

    def __init__(self, outcome: Outcome | None, error: Exception | None, stopped: bool) -> None:
        self.outcome, self.error, self.stopped = outcome, error, stopped
        super().__init__()


class Importing(Thread):
    """One import; `stop` ends it after the batch in hand, and what is done stays."""

    def __init__(self, label: str, work: Work, post: Callable[[Message], object]) -> None:
        super().__init__(name="importing", daemon=True)
        self.label = label
        self.progress = Progress(0, 0, 0.0)
        self._work = work
        self._post = post
        self._stop = Event()
        self._told = 0.0

    def stop(self) -> None:
        """Ask it to end."""
        self._stop.set()

    def heard(self, progress: Progress) -> bool:
        """Called by the import; False asks it to end."""
        is_new = progress.phase != self.progress.phase
        self.progress = progress
        if is_new or time.monotonic() - self._told > PAUSE:
            self._told = time.monotonic()
            self._post(Progressed(progress))
        return not self._stop.is_set()

    def run(self) -> None:
        """To the end, whatever it is."""
        try:
            self._post(Ended(self._work(self.heard), None, self._stop.is_set()))
        except Exception as error:  # shown or logged by the one place for errors, tui/errors.py
            self._post(Ended(None, error, self._stop.is_set()))
