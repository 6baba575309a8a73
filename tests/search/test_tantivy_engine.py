"""The tantivy engine keeps the promises of every engine."""

from tests.search.engine_contract import EngineContract
from tests.search.writing_contract import WritingContract


class TestTantivy(EngineContract, WritingContract):
    name = "tantivy"
