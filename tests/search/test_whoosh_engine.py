"""The whoosh engine keeps the promises of every engine."""

from tests.search.engine_contract import EngineContract
from tests.search.writing_contract import WritingContract


class TestWhoosh(EngineContract, WritingContract):
    name = "whoosh"
