"""A process beside keeps the index up to date, and leaves when it is no longer wanted."""

from pathlib import Path

from accounts.permissions import Actor
from cli import index_beside
from core import journal
from core.runtime import Runtime
from directory import editing
from directory.kinds import EntryKind
from directory.search.schema import SCHEMA
from search.engines import open_engine
from tests.directory.samples import CENTRE


def test_what_is_written_meanwhile_is_in_the_index_afterwards(
    runtime: Runtime, secretary: Actor, tmp_path: Path
) -> None:
    address = runtime.engine.url.render_as_string(hide_password=False)

    with index_beside.following(address, "tantivy", tmp_path), runtime.write() as session:
        editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)

    engine = open_engine("tantivy", tmp_path, SCHEMA)
    with runtime.read() as session:
        position = engine.position()
        assert position is not None
        assert position.seq == journal.head(session).seq
    engine.close()
