"""How far an import is, told at most ten times a second."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from core.language import N_

CHECKING, READING = N_("checking the files"), N_("reading")
WITHDRAWING, INDEXING = N_("looking for what is missing"), N_("updating the search index")
_APART = 0.1  # seconds


@dataclass(frozen=True)
class Progress:
    """`phase` is a msgid; `rate` is rows a second; `seconds_left` is None while nobody can tell."""

    phase: str
    done: int
    total: int
    rate: float
    seconds_left: float | None


Tell = Callable[[Progress], None]


class Teller:
    """Tells a progress of `total` rows; the first of a phase is always told."""

    def __init__(self, tell: Tell | None, now: Callable[[], float] = monotonic) -> None:
        self._tell = tell
        self._now = now
        self._phase = ""
        self._started = self._told = now()
        self.total = 0

    def at(self, phase: str, done: int) -> None:
        if self._tell is None:
            return
        now = self._now()
        if phase != self._phase:
            self._phase, self._started = phase, now
        elif now - self._told < _APART:
            return
        self._told = now
        took = now - self._started
        rate = done / took if took > 0 else 0.0
        left = (self.total - done) / rate if rate > 0 and phase == READING else None
        self._tell(Progress(phase, done, self.total, rate, left))
