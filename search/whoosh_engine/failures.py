"""Whoosh's errors as ours: a damaged index makes it raise nearly anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from whoosh.index import LockError

from search.engine import EngineBusy, EngineFailure, failed


@contextmanager
def kept_in() -> Iterator[None]:
    """Raises EngineBusy for a taken writer lock and EngineFailure for everything else that breaks."""
    try:
        yield
    except (EngineBusy, EngineFailure):
        raise
    except LockError as error:
        raise EngineBusy from error
    except Exception as error:
        raise failed(f"{type(error).__name__}: {error}") from error
