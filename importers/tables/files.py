"""The file of a table, opened whatever it is kept in: CSV of any encoding and delimiter, XLSX, XLS or ODS."""

from pathlib import Path

from core.errors import Invalid
from importers import wrong_files
from importers.tables import delimited, workbooks
from importers.tables.sheets import MOST_BYTES, TOO_LARGE, Sheet


def read(path: Path) -> list[Sheet]:
    """Every sheet, without its empty rows. Raises Invalid for what is no table."""
    head = wrong_files.head_of(path)
    if path.stat().st_size > MOST_BYTES:
        raise Invalid(TOO_LARGE, file=path.name)
    if head.startswith(workbooks.BEGINNINGS):
        return workbooks.read(path)
    return [delimited.read(path, head)]
