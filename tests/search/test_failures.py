"""What breaks in an engine, said in words that help."""

import errno
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from search.engine import EngineFailure, EngineFull
from search.tantivy_engine import failures as of_tantivy
from search.whoosh_engine import failures as of_whoosh


@pytest.mark.parametrize(
    "error",
    [
        ValueError("Internal error: 'No space left on device (os error 28)'"),
        OSError(errno.ENOSPC, "No space"),
    ],
)
@pytest.mark.parametrize("kept_in", [of_tantivy.kept_in, of_whoosh.kept_in])
def test_a_full_disk_is_named(kept_in: Callable[[], AbstractContextManager[None]], error: Exception) -> None:
    with pytest.raises(EngineFull, match="Free some space"), kept_in():
        raise error


def test_what_else_breaks_asks_for_a_rebuild() -> None:
    with pytest.raises(EngineFailure, match="built again"), of_tantivy.kept_in():
        raise ValueError("a checksum")
