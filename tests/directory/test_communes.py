"""Looking up communes, former ones, and the départements, regions and EPCI they belong to."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory import communes

SAUMUR, GENNES_VAL_DE_LOIRE, GENNES = "49328", "49261", "d49149"
SAUMUR_VAL_DE_LOIRE = "200071876"


def place(code: str) -> communes.Place:
    found = communes.by_code(code)
    assert found is not None
    return found


def codes(places: tuple[communes.Place, ...]) -> list[str]:
    return [place.code for place in places]


def test_by_code() -> None:
    saumur = place(SAUMUR)

    assert (saumur.name, saumur.departement, saumur.postcodes) == ("Saumur", "49", ("49400",))
    assert saumur.epci == SAUMUR_VAL_DE_LOIRE
    assert communes.by_code("99999") is None


def test_a_former_commune_shares_a_number_with_the_new_one() -> None:
    assert place("49261").name == "Gennes-Val-de-Loire"
    assert place("d49261").name == "Les Rosiers-sur-Loire"
    assert place("d49261").current == "49261"


def test_a_name_gives_all_its_homonyms() -> None:
    assert codes(communes.by_name("gennes")) == ["25267", GENNES]


@pytest.mark.parametrize("typed", ["Le Thoureil", "thoureil", "LE THOUREIL"])
def test_a_name_is_found_without_its_article(typed: str) -> None:
    assert codes(communes.by_name(typed)) == ["d49346"]


def test_a_name_is_found_by_its_first_words() -> None:
    assert codes(communes.by_first_words("doué"))[:2] == ["49125", "d49125"]
    assert communes.by_first_words("dou") == ()


def test_names_to_offer_start_with_the_exact_one() -> None:
    assert codes(communes.starting_with("gennes", 2)) == ["25267", GENNES]
    assert communes.starting_with("") == ()


def test_by_postcode() -> None:
    assert codes(communes.by_postcode("49350")) == [GENNES_VAL_DE_LOIRE, "49272"]
    assert communes.by_postcode("00000") == ()


def test_a_former_commune_is_also_covered_by_the_whole_one() -> None:
    assert communes.covering_codes(GENNES).whole == {GENNES, GENNES_VAL_DE_LOIRE}
    assert communes.covering_codes(GENNES).partial == frozenset()


def test_a_whole_commune_is_covered_in_part_by_its_former_ones() -> None:
    covering = communes.covering_codes(GENNES_VAL_DE_LOIRE)

    assert covering.whole == {GENNES_VAL_DE_LOIRE}
    assert {GENNES, "d49261", "d49346"} < covering.partial


def test_within_is_nearest_first() -> None:
    around = communes.within(SAUMUR, 10)

    assert next(iter(around.items())) == (SAUMUR, 0.0)
    assert list(around.values()) == sorted(around.values())
    assert max(around.values()) <= 10


def test_within_of_a_former_commune_is_that_of_the_whole_one() -> None:
    assert communes.within(GENNES, 5) == communes.within(GENNES_VAL_DE_LOIRE, 5)


def test_a_place_without_coordinates_has_no_neighbours() -> None:
    assert communes.within("97502", 50) == {"97502": 0.0}
    assert communes.distance_km(place("97502"), place(SAUMUR)) is None


@given(
    st.sampled_from(["49328", "49125", "37072", "79329", "86137", "75056", "2A004"]),
    st.sampled_from(["49328", "49007", "79049", "86194", "59350", "97411"]),
)
def test_a_distance_is_the_same_both_ways(here: str, there: str) -> None:
    distance = communes.distance_km(place(here), place(there))

    assert distance is not None
    assert distance == pytest.approx(communes.distance_km(place(there), place(here)))
    assert (distance == 0) == (here == there)


@pytest.mark.parametrize("typed", ["49", "Maine-et-Loire", "maine et loire"])
def test_a_departement_by_code_or_name(typed: str) -> None:
    assert communes.departement(typed) == communes.Group("49", "Maine-et-Loire")


def test_an_unknown_departement() -> None:
    assert communes.departement("Atlantide") is None


@pytest.mark.parametrize(
    ("code", "departement"),
    [("49328", "49"), ("2A004", "2A"), ("97411", "974"), ("98818", "988"), (GENNES, "49"), ("d79224", "49")],
)
def test_a_commune_code_tells_its_departement(code: str, departement: str) -> None:
    assert communes.departement_of(code) == departement


def test_an_epci_by_name() -> None:
    found = communes.epci_by_name("agglo de saumur val de loire")

    assert [group.code for group in found] == [SAUMUR_VAL_DE_LOIRE]


@pytest.mark.parametrize(
    ("rule", "code", "expected"),
    [
        ("commune", SAUMUR, {SAUMUR}),
        ("former", "49149", {GENNES}),
        ("former", GENNES, {GENNES}),
        ("postcode", "49350", {GENNES_VAL_DE_LOIRE, "49272"}),
        ("unheard of", "1", set()),
    ],
)
def test_an_area_stands_for_communes(rule: str, code: str, expected: set[str]) -> None:
    assert communes.expand(rule, code) == expected


def test_an_area_may_be_a_large_one() -> None:
    departement = communes.expand("departement", "49")

    assert {SAUMUR, GENNES_VAL_DE_LOIRE} < departement
    assert communes.expand("epci", SAUMUR_VAL_DE_LOIRE) < departement < communes.expand("region", "52")


def test_a_number_tells_places_apart() -> None:
    numbers = {place(code).number for code in ("49261", "d49261", "2A004", "2B033")}

    assert len(numbers) == 4


def test_threads_may_look_up_at_once() -> None:
    postcodes = [f"{number:05}" for number in range(49000, 49400)]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(communes.by_postcode, postcodes))

    assert found == [communes.by_postcode(postcode) for postcode in postcodes]
