"""`maillage territory …`."""

import pytest

from tests.cli.conftest import Maillage


def add(maillage: Maillage, *more: str) -> None:
    done = maillage("territory", "add", "CLIC du Thouet", "--kind", "clic", "--commune", "49328", *more)
    assert done.code == 0, done.err


def communes(maillage: Maillage) -> dict[str, str]:
    found: dict[str, str] = maillage("territory", "show", "clic du thouet", "--json").answer["communes"]
    return found


def test_a_territory_is_found_however_its_name_is_written(maillage: Maillage) -> None:
    add(maillage)

    assert communes(maillage) == {"49328": "Saumur"}


def test_communes_come_by_name_postcode_and_grouping(maillage: Maillage) -> None:
    add(maillage, "--commune", "Thouars", "--commune", "49260", "--epci", "200071876")

    found = communes(maillage)

    assert {"49328", "79329", "49215"} <= found.keys()


def test_other_communes_take_the_place_of_those_it_had(maillage: Maillage) -> None:
    add(maillage)

    assert maillage("territory", "communes", "CLIC du Thouet", "--commune", "Thouars").code == 0
    assert communes(maillage) == {"79329": "Thouars"}


def test_a_territory_becomes_ours_and_not_ours_again(maillage: Maillage) -> None:
    add(maillage)

    def is_ours() -> bool:
        listed = maillage("territory", "list", "--json").answer
        return bool(listed[0]["ours"])

    maillage("territory", "ours", "CLIC du Thouet")
    assert is_ours()
    maillage("territory", "ours", "CLIC du Thouet", "--no")
    assert not is_ours()


def test_the_list_says_how_many_communes(maillage: Maillage) -> None:
    add(maillage)

    assert "1 communes" in maillage("territory", "list").out


def test_a_territory_can_be_forgotten(maillage: Maillage) -> None:
    add(maillage)

    assert maillage("territory", "remove", "CLIC du Thouet").code == 0
    assert maillage("territory", "show", "CLIC du Thouet").code == 3


def test_a_homonym_has_to_be_named_by_its_code(maillage: Maillage) -> None:
    done = maillage("territory", "add", "X", "--commune", "Gennes")

    assert done.code == 1
    assert "d49149" in done.err


def test_an_unknown_commune_is_not_found(maillage: Maillage) -> None:
    done = maillage("territory", "add", "X", "--commune", "Brigadoon")

    assert done.code == 3
    assert "Brigadoon" in done.err


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ((" ",), "Say how the territory is called.\n"),
        (("Rives", "--kind", "king"), "The kind of a territory is one of immediate_proximity, "),
        (("Rives", "--departement", "999"), "“departement 999” stands for no commune.\n"),
    ],
)
def test_what_is_wrong_with_a_territory_is_a_sentence(
    maillage: Maillage, wish: tuple[str, ...], said: str
) -> None:
    done = maillage("territory", "add", *wish)

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(said)
