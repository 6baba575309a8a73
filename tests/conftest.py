"""What every test may ask for: a database with the cast in it, a session, and the actors."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from accounts.permissions import ANONYMOUS, Actor
from core import language
from core.runtime import Runtime, open_runtime
from tests import cast
from tests.databases import ENGINES, SERVER, Databases, Files, Server


@pytest.fixture(scope="session", params=ENGINES)
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Databases]:
    """The template of this run, on each engine."""
    on_server = request.param == "postgresql"
    kind: Databases = Server(SERVER) if on_server else Files(tmp_path_factory.mktemp("databases"))
    yield kind
    kind.close()


@pytest.fixture
def clock() -> cast.SteppingClock:
    return cast.SteppingClock()


@pytest.fixture
def runtime(databases: Databases, clock: cast.SteppingClock) -> Iterator[Runtime]:
    """A database of this test's own, with the cast in it and nothing else."""
    url = databases.copy()
    opened = open_runtime(url, clock)
    yield opened
    opened.close()
    databases.drop(url)


@pytest.fixture
def session(runtime: Runtime) -> Iterator[Session]:
    """One write session, committed at the end."""
    with runtime.write() as opened:
        yield opened


@pytest.fixture
def owner() -> Actor:
    return cast.OWNER


@pytest.fixture
def secretary() -> Actor:
    return cast.SECRETARY


@pytest.fixture
def member() -> Actor:
    return cast.MEMBER


@pytest.fixture
def professional() -> Actor:
    return cast.PROFESSIONAL


@pytest.fixture
def anonymous() -> Actor:
    return ANONYMOUS


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared in the language they are written in."""
    before = language.current()
    language.use("en")
    yield
    language.use(before)
