"""The tantivy engine keeps the promises of every engine."""

from pathlib import Path

from search.engine import Position
from search.index_folder import position_text
from search.tantivy_engine.backend import TantivyBackend
from tests.search.engine_contract import EngineContract
from tests.search.samples import MEALS, SCHEMA
from tests.search.writing_contract import WritingContract


class TestTantivy(EngineContract, WritingContract):
    name = "tantivy"


def test_a_session_replaces_what_it_added(tmp_path: Path) -> None:
    engine = TantivyBackend()
    with engine.first_session(tmp_path, SCHEMA) as session:
        session.add([engine.preparer(SCHEMA)(MEALS)])
        session.replace([MEALS])
        session.commit(position_text(Position(1), ""))

    assert engine.reader(tmp_path, SCHEMA).status().documents == 1
