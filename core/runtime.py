"""The database in use: short transactions to read, and to write with the one write lock taken first."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session, SQLModel

from core import tables as tables  # the naming convention, before any table is defined
from core.clock import Clock, system_clock
from core.errors import AppError
from core.failures import UNREADABLE, explained
from core.language import N_

BUSY_SECONDS = 15  # how long a writer waits for its turn
# A server that waits two hours for a machine that vanished keeps its locks as long; this makes it 90 seconds.
_NOTICED = "-c tcp_keepalives_idle=60 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
_ALWAYS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL loses acknowledged commits in a power cut
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",  # what is erased on request is overwritten in the file; not every platform does
)
# 32 MB of pages at hand, checkpoints of 16 MB: larger ones make a commit wait for 100 ms.
_FOR_MANY_ROWS = ("cache_size=-32768", "wal_autocheckpoint=4000")
_FOR_READING = "cache_size=-1024"  # the system caches the file as well; 32 MB brought no faster answer
WRITE_LOCK = 0x6D61696C  # "mail": the key of the advisory lock that is ours on PostgreSQL
_NO_ADDRESS = N_("The address of the database is not understood. It begins with sqlite:/// or postgresql://.")
_NO_DRIVER = N_("PostgreSQL needs one package more: install maillage[postgres].")
_LOCK_FIRST = f"SELECT pg_advisory_xact_lock({WRITE_LOCK})"


class Runtime:
    """A database and a clock. Build one per process, at the edge; `close` it at the end."""

    def __init__(self, engine: Engine, clock: Clock = system_clock) -> None:
        self.engine = engine
        self.clock = clock
        self._readers = engine if is_sqlite(engine) else _one_snapshot(engine)
        self._writers = engine.execution_options(writes=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent snapshot; changes are dropped at the end."""
        with self.faults_explained(), self._session(self._readers) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """The one writer: waits for its turn, sees all that was committed, commits unless an error leaves."""
        with self.faults_explained(), self._session(self._writers) as session:
            session.info["writes"] = True
            session.connection()  # takes the write lock before anything is read
            session.info["now"] = self.clock()
            yield session
            session.commit()

    def close(self) -> None:
        """Close every connection; needed before the file can be moved on Windows."""
        self.engine.dispose()

    @property
    def place(self) -> str:
        """Where the data is, as a person reads it: a file, or a server without the password."""
        return place_of(self.engine.url)

    def _session(self, engine: Engine) -> Session:
        return Session(engine, expire_on_commit=False, info={"now": self.clock()})

    @contextmanager
    def faults_explained(self) -> Iterator[None]:
        """Faults of the database leave as sentences; for work beside `read` and `write`."""
        try:
            yield
        except Exception as error:
            if (told := explained(error, self.place)) is None:
                raise
            raise told from error


def open_runtime(url: str | URL, clock: Clock = system_clock) -> Runtime:
    """A Runtime on `sqlite:///FILE` or `postgresql://…`; nothing is read yet. Raises AppError."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise AppError(_NO_ADDRESS) from error
    if address.get_backend_name() == "sqlite":
        return Runtime(_sqlite_engine(address), clock)
    if address.get_backend_name() == "postgresql":
        return Runtime(_postgresql_engine(address), clock)
    raise AppError(_NO_ADDRESS)


def is_sqlite(engine: Engine | Connection) -> bool:
    return engine.dialect.name == "sqlite"


def is_gone(url: URL) -> bool:
    """Whether the file of a database was moved away; who opens it makes an empty one in its place."""
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").exists()


def place_of(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def create_tables(runtime: Runtime) -> None:
    """Create every table that is defined and not there; for fresh databases."""
    with runtime.write() as session:
        SQLModel.metadata.create_all(session.connection())


def _sqlite_engine(url: URL) -> Engine:
    if url.database:
        _make_private(Path(url.database))
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _make_private(file: Path) -> None:
    """Create the folder and an empty file that only its owner may read, unless they are there."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not file.exists():
            file.touch(mode=0o600)
    except OSError as error:
        raise AppError(UNREADABLE, place=str(file)) from error


def _prepare_connection(connection: Any, _record: object) -> None:
    """What every SQLite connection needs."""
    connection.isolation_level = None  # transactions begin where we say
    for pragma in (*_ALWAYS, _FOR_READING):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    for pragma in _FOR_MANY_ROWS if writes else ():
        connection.exec_driver_sql(f"PRAGMA {pragma}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql_engine(url: URL) -> Engine:
    options = f"-c lock_timeout={BUSY_SECONDS}s -c timezone=UTC {_NOTICED}"
    arguments = {"options": options, "connect_timeout": BUSY_SECONDS}
    try:
        engine = create_engine(url.set(drivername="postgresql+psycopg"), connect_args=arguments)
    except ImportError as error:
        raise AppError(_NO_DRIVER) from error
    event.listen(engine, "begin", _lock_first)
    return engine


def _one_snapshot(engine: Engine) -> Engine:
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _lock_first(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(_LOCK_FIRST)
