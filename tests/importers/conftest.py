"""What the tests of importers share."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from accounts.permissions import Actor
from core.runtime import Runtime
from importers import run
from tests.importers import paper
from tests.importers.desk import Desk
from tests.importers.tables.written import Write


@pytest.fixture
def desk(runtime: Runtime, secretary: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(run, "SOURCES", paper.SOURCES)
    return Desk(runtime, secretary, tmp_path)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(
        *rows: Sequence[str], name: str = "aides.csv", delimiter: str = ";", encoding: str = "utf-8"
    ) -> Path:
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    return write
