"""The reference file of communes: what it is named after, how it is built, how names are compared."""

import sqlite3
from concurrent.futures import ProcessPoolExecutor
from hashlib import blake2b
from pathlib import Path

import pytest

from directory import commune_file
from directory.commune_file import epci_key, name_key, without_article

TABLES = ("place", "place_name", "place_postcode", "epci", "epci_member", "departement", "region")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def places_in(folder: Path) -> int:
    connection = commune_file.open_file(folder)
    try:
        return int(connection.execute("SELECT count(*) FROM place").fetchone()[0])
    finally:
        connection.close()


def test_the_edition_names_the_rows(folder: Path) -> None:
    connection = commune_file.open_file(folder)
    digest = blake2b(commune_file.TABLES.encode(), digest_size=6)

    for table in TABLES:
        for row in connection.execute(f"SELECT * FROM {table}"):
            digest.update(repr(row).encode())

    connection.close()
    assert digest.hexdigest() == commune_file.EDITION


def test_every_place_is_in_it(folder: Path) -> None:
    assert places_in(folder) == 34_969 + 2_621


def test_it_cannot_be_written(folder: Path) -> None:
    connection = commune_file.open_file(folder)

    with pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM place")
    connection.close()


def test_two_processes_may_build_it_at_once(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as processes:
        counts = list(processes.map(places_in, [tmp_path, tmp_path]))

    assert counts == [37_590, 37_590]
    assert [path.suffix for path in tmp_path.iterdir()] == [".sqlite"]


@pytest.mark.parametrize("kept", [0, 100, 1_000_000])
def test_a_file_that_was_cut_short_is_built_again(tmp_path: Path, folder: Path, kept: int) -> None:
    places_in(folder)
    (whole,) = folder.glob("communes-*.sqlite")
    (tmp_path / whole.name).write_bytes(whole.read_bytes()[:kept])

    assert places_in(tmp_path) == 37_590


def test_a_file_that_is_something_else_is_built_again(tmp_path: Path, folder: Path) -> None:
    places_in(folder)
    (whole,) = folder.glob("communes-*.sqlite")
    (tmp_path / whole.name).write_bytes(b"something else" * 1_000)

    assert places_in(tmp_path) == 37_590


def test_an_older_edition_is_removed(tmp_path: Path) -> None:
    older = tmp_path / "communes-0123456789ab.sqlite"
    older.write_bytes(b"")

    places_in(tmp_path)

    assert not older.exists()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("St Georges s/ Layon", "saint georges sur layon"),
        ("SAINT-GEORGES-SUR-LAYON", "saint georges sur layon"),
        ("Ste-Gemmes", "sainte gemmes"),
        ("L’Île-Bouchard", "l ile bouchard"),
        ("Villers-lez-Nancy", "villers les nancy"),
        ("Œuilly", "oeuilly"),
        ("  ", ""),
    ],
)
def test_a_name_has_one_key_however_it_is_written(typed: str, key: str) -> None:
    assert name_key(typed) == key


def test_the_article_may_be_left_out() -> None:
    assert without_article("le thoureil") == "thoureil"
    assert without_article("le") == "le"


def test_an_epci_is_known_without_its_legal_form() -> None:
    assert epci_key("CA Saumur Val de Loire") == epci_key("agglo de Saumur Val de Loire")
    assert epci_key("Communauté de communes du Thouarsais") == "thouarsais"
