"""From what an address says to today's commune."""

import pytest

from directory.localities import resolve


@pytest.mark.parametrize(
    ("code", "expected"),
    [("49328", "49328"), ("49149", "49261"), ("d49149", "49261"), ("75112", "75056"), ("69383", "69123")],
)
def test_an_old_code_becomes_todays(code: str, expected: str) -> None:
    found = resolve(code=code)

    assert found is not None and found.code == expected


@pytest.mark.parametrize(
    ("name", "postcode", "expected"),
    [
        ("SAUMUR", "49400", "49328"),
        ("SAUMUR CEDEX", "49403", "49328"),
        ("25300 DOUBS", None, "25204"),
        ("79460 MAGNÉ", "79460", "79162"),
        ("ST GEORGES S/ LAYON", "49700", "49125"),
        ("PARIS 12", None, "75056"),
        ("LYON 03", "69003", "69123"),
        ("Marseille 8e Arrondissement", "13008", "13055"),
        ("Paris Cedex 15", None, "75056"),
        ("AJACCIO", "20000", "2A004"),
        ("ST DENIS", "97400", "97411"),
        ("MONTREUIL BELAY", "49260", "49215"),
        ("Gennes", "49350", "49261"),
        ("Gennes", "25660", "25267"),
    ],
)
def test_a_name_and_a_postcode(name: str, postcode: str | None, expected: str) -> None:
    found = resolve(name=name, postcode=postcode)

    assert found is not None and found.code == expected


def test_a_wrong_code_leaves_the_name() -> None:
    found = resolve(code="XXXXX", name="Saumur")

    assert found is not None and found.code == "49328"


def test_a_departement_tells_homonyms_apart() -> None:
    found = resolve(name="Gennes", departement="49")

    assert found is not None and found.code == "49261"


@pytest.mark.parametrize("name", ["Gennes", "Saint-Martin", "Nulle-Part", ""])
def test_no_guess_between_homonyms_or_for_an_unknown_name(name: str) -> None:
    assert resolve(name=name) is None


def test_a_postcode_of_several_communes_is_not_enough() -> None:
    assert resolve(postcode="49350") is None
