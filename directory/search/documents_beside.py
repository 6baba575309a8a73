"""The documents of a whole directory, made in a process beside while this one writes them to the index."""

from collections.abc import Iterator
from itertools import cycle, islice
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection

from sqlalchemy import URL
from sqlmodel import Session

from core import bulk
from core.runtime import open_runtime
from directory.search import documents
from search.engine import Document, Prepared, Preparer

LARGE = 20_000  # entries; fewer are read before a process has started
SENT_AT_ONCE = 1_000


def load_all(session: Session, prepare: Preparer) -> Iterator[Document | Prepared]:
    """What `documents.load_all` gives, by ascending id, partly prepared, in less time on two processors.

    The process beside reads on its own, maybe what was committed since this session began. Should it end
    too early, this one goes on where it stopped. A process that is itself beside another, such as the one
    that follows an import, may not start any: it does all the work.
    """
    url = session.connection().engine.url
    reached = 0
    may_start_one = url.database and not current_process().daemon
    if may_start_one and documents.last_number(session) >= LARGE:
        for some in _received(url, prepare):
            if some is None:
                return
            reached = some[-1].id if isinstance(some[-1], Prepared) else some[-1]["id"]
            yield from some
    yield from documents.load_all(session, after=reached)


def _received(url: URL, prepare: Preparer) -> Iterator[list[Document | Prepared] | None]:
    """Some documents at a time; None comes last, when nothing is missing."""
    processes = get_context("spawn")  # on every platform; a fork would share our connections
    ours, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=_send_all, args=(url, prepare, theirs), daemon=True)
    process.start()
    theirs.close()  # theirs alone, or its end would never be noticed
    try:
        while True:
            yield ours.recv()
    except (EOFError, OSError):
        return
    finally:
        ours.close()
        process.kill()
        process.join()


def _send_all(url: URL, prepare: Preparer, wanted: Connection) -> None:
    """What the process beside does."""
    runtime = open_runtime(url)
    with bulk.rare_collections(), runtime.read() as session:
        every = documents.load_all(session)
        # Half of them are left to the other process to prepare, so that both have the same to do.
        for is_ours in cycle((True, False)):
            some = list(islice(every, SENT_AT_ONCE))
            if not some:
                break
            wanted.send([prepare(document) for document in some] if is_ours else some)
    wanted.send(None)
    runtime.close()
