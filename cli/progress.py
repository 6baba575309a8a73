"""The progress of long work on standard error, only where a person watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from core.language import _, number_text

if TYPE_CHECKING:
    from importers.progress import Progress

BAR = 24
ERASE_LINE = "\r\x1b[2K"


@contextmanager
def watched() -> Iterator["Callable[[Progress], None] | None"]:
    """What to call with each progress; None when standard error is no terminal. The line goes at the end."""
    if not sys.stderr.isatty():
        yield None
        return
    try:
        yield _write
    finally:
        sys.stderr.write(ERASE_LINE)
        sys.stderr.flush()


def _write(progress: "Progress") -> None:
    sys.stderr.write(ERASE_LINE + progress_line(progress))
    sys.stderr.flush()


def progress_line(progress: "Progress") -> str:
    """ "reading [######······] 42 % · 81 250 rows/s · 3 s left": words first, for those who listen."""
    parts = [_(progress.phase)]
    if progress.total:
        share = min(progress.done / progress.total, 1.0)
        bar = "#" * round(share * BAR)
        parts[0] += f" [{bar.ljust(BAR, '·')}] {share * 100:.0f} %"
    if progress.rate:
        parts.append(_("{number} rows/s").format(number=number_text(progress.rate)))
    if progress.seconds_left is not None:
        parts.append(_("{seconds} s left").format(seconds=number_text(progress.seconds_left)))
    return " · ".join(parts)
