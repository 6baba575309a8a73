"""Tantivy's errors as ours; its panics are no Exception and would otherwise end the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from search.engine import EngineBusy, EngineFailure, failed

PANIC = "PanicException"


@contextmanager
def kept_in() -> Iterator[None]:
    """Raises EngineBusy for a taken writer lock and EngineFailure for everything else that breaks."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise (EngineBusy() if "LockBusy" in str(error) else failed(str(error))) from error
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise EngineFailure(PANIC) from error
