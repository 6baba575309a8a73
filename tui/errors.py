"""The one place that turns an error into a sentence for the person."""

import traceback
from datetime import UTC, datetime
from pathlib import Path

from core.errors import AppError
from core.language import _

LOG_NAME = "maillage.log"
LOG_LIMIT = 1_000_000  # bytes; an older log is started again


def sentence(error: BaseException, home: Path) -> str:
    """What the person reads: an AppError speaks for itself, anything else goes to the log, which is named."""
    if isinstance(error, AppError):
        return str(error)
    log = home / LOG_NAME
    if _written(error, log):
        return _("Unexpected error, noted in {name} ({folder}).").format(name=LOG_NAME, folder=home)
    return _("Unexpected error, and {name} cannot be written ({folder}).").format(name=LOG_NAME, folder=home)


def _written(error: BaseException, log: Path) -> bool:
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    text = "".join(traceback.format_exception(error))
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        mode = "w" if log.exists() and log.stat().st_size > LOG_LIMIT else "a"
        log.touch(mode=0o600)  # it may name people: for this account only
        with log.open(mode, encoding="utf-8") as file:
            file.write(f"{stamp}\n{text}\n")
    except OSError:
        return False
    return True
