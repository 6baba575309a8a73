"""The demonstration territory, loaded once for the tests that only ask it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.runtime import Runtime, open_runtime
from directory.search import following
from directory.search.schema import SCHEMA
from importers import demonstration
from search.engine import Engine
from search.engines import open_engine
from tests import cast
from tests.databases import Databases


@pytest.fixture(scope="package")
def territory(databases: Databases) -> Iterator[Runtime]:
    url = databases.copy()
    runtime = open_runtime(url, cast.SteppingClock())
    demonstration.load(runtime, cast.OWNER)
    yield runtime
    runtime.close()
    databases.drop(url)


@pytest.fixture(scope="package", params=["tantivy", "whoosh"])
def engine(
    territory: Runtime, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    opened = open_engine(request.param, tmp_path_factory.mktemp(request.param), SCHEMA)
    following.catch_up(territory, opened)
    yield opened
    opened.close()


@pytest.fixture(params=["tantivy", "whoosh"])
def any_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Each engine in turn, empty: for tests that write entries of their own."""
    opened = open_engine(request.param, tmp_path, SCHEMA)
    yield opened
    opened.close()
