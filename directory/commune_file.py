"""The reference file of communes: built once from the package's data into the cache, then only read.

It is a bundled data file in a form that can be looked up fast (loading the 37,000 places into memory
costs 130–240 ms and 19 MiB at every start), not a part of the database: deleting it loses nothing.
"""

import contextlib
import csv
import json
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from core.text import fold

DATA = Path(__file__).parent / "data"
_HEADER = 100  # bytes, in every file of SQLite
EDITION = "d06bb79b3b4d"  # digest of the rows of every table; the test says the right one
TABLES = """
CREATE TABLE place (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, departement TEXT NOT NULL, postcodes TEXT NOT NULL,
    latitude REAL, longitude REAL, epci TEXT, current TEXT, population INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX place_latitude ON place (latitude, longitude) WHERE current IS NULL;
CREATE INDEX place_departement ON place (departement) WHERE current IS NULL;
CREATE INDEX place_current ON place (current) WHERE current IS NOT NULL;
CREATE TABLE place_name (key TEXT, code TEXT, PRIMARY KEY (key, code)) WITHOUT ROWID;
CREATE TABLE place_postcode (postcode TEXT, code TEXT, PRIMARY KEY (postcode, code)) WITHOUT ROWID;
CREATE TABLE epci (siren TEXT PRIMARY KEY, name TEXT, key TEXT) WITHOUT ROWID;
CREATE INDEX epci_key ON epci (key);
CREATE TABLE epci_member (siren TEXT, code TEXT, PRIMARY KEY (siren, code)) WITHOUT ROWID;
CREATE TABLE departement (code TEXT PRIMARY KEY, name TEXT, key TEXT, region TEXT) WITHOUT ROWID;
CREATE TABLE region (code TEXT PRIMARY KEY, name TEXT, key TEXT) WITHOUT ROWID;
"""
ARTICLES = frozenset({"le", "la", "les", "l"})
_FULL_WORDS = {
    "st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "s": "sur", "ss": "sous",
    "lez": "les", "nd": "notre dame",
}  # fmt: skip
_EPCI_PREFIX = re.compile(
    r"^(?:ca|cc|cu|communaute (?:d agglomeration|urbaine|de communes)|agglo(?:meration)?|metropole)\b ?"
    r"(?:du |des |de la |de l |de |d )?"
)
_NOT_WORDS = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """What two ways to write a place's name share: "St Georges s/ Layon" → "saint georges sur layon"."""
    words = _NOT_WORDS.sub(" ", fold(name)).split()
    return " ".join([_FULL_WORDS.get(word, word) for word in words])


def without_article(key: str) -> str:
    first, _, rest = key.partition(" ")
    return rest if rest and first in ARTICLES else key


def epci_key(name: str) -> str:
    """The name of a group of communes without its legal form: "saumur val de loire"."""
    key = name_key(name)
    return _EPCI_PREFIX.sub("", key) or key


def open_file(folder: Path) -> sqlite3.Connection:
    """A read-only connection that any thread may use, one at a time; the file is built if it is not there."""
    path = folder / f"communes-{EDITION}.sqlite"
    if not _is_whole(path):
        _build(path)
    # `immutable` spares the locks: a file is never changed once it has its name
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )


def _is_whole(path: Path) -> bool:
    """Whether the file has the length that its header says: a full disk or a power cut may have cut it."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        return False
    page, pages = int.from_bytes(header[16:18], "big"), int.from_bytes(header[28:32], "big")
    return header.startswith(b"SQLite format 3\0") and page * pages == path.stat().st_size


def _build(path: Path) -> None:
    """Write the file beside, then give it its name: a process that races does the same work for nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="communes-", suffix=".tmp", dir=path.parent)
    os.close(handle)
    beside = Path(name)
    try:
        _fill(beside)
        beside.replace(path)
    except PermissionError:  # Windows: another process won the race and has the file open
        if not _is_whole(path):
            raise
    finally:
        beside.unlink(missing_ok=True)
    for older in path.parent.glob("communes-*.sqlite"):
        if older != path:
            with contextlib.suppress(OSError):
                older.unlink()


def _fill(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(TABLES)
        with connection:
            _fill_places(connection)
            _fill_groups(connection)


def _fill_places(connection: sqlite3.Connection) -> None:
    places = {row["code_insee"]: _current(row) for row in _rows("communes.csv")}
    rows = [*places.values(), *(_former(row, places) for row in _rows("communes-anciennes.csv"))]
    connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    names = {(key, row[0]) for row in rows for key in _keys(str(row[1]))}
    connection.executemany("INSERT INTO place_name VALUES (?, ?)", sorted(names))
    postcodes = {(code, place[0]) for place in places.values() for code in str(place[3]).split("|") if code}
    connection.executemany("INSERT INTO place_postcode VALUES (?, ?)", sorted(postcodes))


def _current(row: dict[str, str]) -> tuple[object, ...]:
    latitude, longitude = (float(row[axis]) if row[axis] else None for axis in ("latitude", "longitude"))
    return (
        row["code_insee"], row["nom"], row["departement"], row["codes_postaux"],
        latitude, longitude, row["epci_siren"] or None, None, int(row["population"] or 0),
    )  # fmt: skip


def _former(row: dict[str, str], places: dict[str, tuple[object, ...]]) -> tuple[object, ...]:
    """A former commune has the place of today's one: older boundaries are not in the data."""
    _code, _name, departement, postcodes, latitude, longitude, epci, _current, _population = places[
        row["commune_actuelle"]
    ]
    return (
        "d" + row["code_insee"], row["nom"], departement, postcodes,
        latitude, longitude, epci, row["commune_actuelle"], 0,
    )  # fmt: skip


def _keys(name: str) -> set[str]:
    key = name_key(name)
    return {key, without_article(key)}


def _fill_groups(connection: sqlite3.Connection) -> None:
    groups = list(_rows("epci.csv"))
    connection.executemany(
        "INSERT INTO epci VALUES (?, ?, ?)",
        [(row["siren"], row["nom"], epci_key(row["nom"])) for row in groups],
    )
    members = {(row["siren"], code) for row in groups for code in row["membres"].split("|")}
    connection.executemany("INSERT INTO epci_member VALUES (?, ?)", sorted(members))
    departements = json.loads(_text("departements.json"))
    connection.executemany(
        "INSERT INTO departement VALUES (?, ?, ?, ?)",
        [(row["code"], row["nom"], name_key(row["nom"]), row["region"]) for row in departements],
    )
    regions = json.loads(_text("regions.json"))
    connection.executemany(
        "INSERT INTO region VALUES (?, ?, ?)",
        [(row["code"], row["nom"], name_key(row["nom"])) for row in regions],
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(_text(name).splitlines())


def _text(name: str) -> str:
    return (DATA / name).read_text("utf-8-sig")
