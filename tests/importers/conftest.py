"""What the tests of importers share."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.importers.tables.written import Write


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
