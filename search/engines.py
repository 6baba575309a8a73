"""The registry of index engines. To add one: write its Backend, list its opener here, name it in the
settings' documentation, and let its contract tests inherit tests/search/engine_contract.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from search.engine import Engine, Schema
from search.index_folder import IndexFolder


def _tantivy(folder: Path, schema: Schema) -> Engine:
    from search.tantivy_engine.backend import TantivyBackend

    return IndexFolder(folder, schema, TantivyBackend())


def _whoosh(folder: Path, schema: Schema) -> Engine:
    from search.whoosh_engine.backend import WhooshBackend

    return IndexFolder(folder, schema, WhooshBackend())


ENGINES: dict[str, Callable[[Path, Schema], Engine]] = {"tantivy": _tantivy, "whoosh": _whoosh}


def open_engine(name: str, folder: Path, schema: Schema) -> Engine:
    """The engine of that name on its own subfolder. Raises KeyError for an unknown name."""
    return ENGINES[name](folder / name, schema)
