"""The places that words of a search name."""

import pytest
from sqlmodel import Session

from accounts.permissions import Actor
from directory import communes, territories
from directory.search.chips import Near
from directory.search.places import Territories
from directory.search.understand import read, understand
from directory.territories import Area, TerritoryDraft
from tests.cast import NOW
from tests.directory.search.asked import OURS, asked, chip, fields, values


def test_a_commune_is_what_covers_it_or_a_part_of_it() -> None:
    (condition,) = chip("saumur", "commune").any_of[0]

    assert condition.values == {"49328"}
    assert condition.weaker == {former.code for former in communes.formers_of("49328")}


def test_a_former_commune_is_also_covered_by_the_whole_one() -> None:
    assert values(chip("gennes", "commune"), "covers") == {"d49149", "49261"}


@pytest.mark.parametrize("text", ["doué", "Doue", "à Doué"])
def test_a_commune_by_its_first_word(text: str) -> None:
    assert values(chip(text, "commune"), "covers") >= {"49125", "d49125"}


@pytest.mark.parametrize("text", ["Montreuil-Bellay", "montreuil bellay", "Montreuil Bellay (49)"])
def test_a_compound_name(text: str) -> None:
    assert chip(text, "commune").place == "49215"


def test_with_its_article() -> None:
    assert chip("médecin à l'Île-Bouchard", "commune").place == "37119"


@pytest.mark.parametrize("text", ["aide aux parents", "parent", "plan de maison", "bains", "nantes"])
def test_a_bare_word_is_a_commune_only_at_home(text: str) -> None:
    assert "commune" not in fields(text)


def test_elsewhere_something_must_say_that_it_is_a_place() -> None:
    assert chip("kiné à Nantes", "commune").place == "44109"
    assert chip("kiné commune:Parent", "commune").place == "63269"


def test_a_place_is_not_what_means_something_else() -> None:
    assert asked("près de l'hôpital").near is None


def test_several_communes_are_alternatives() -> None:
    found = asked("kiné Saumur Thouars Loudun").chips

    assert [each.group for each in found] == ["profession", "place", "place", "place"]


def test_a_postcode() -> None:
    assert values(chip("repas 49400", "postcode"), "covers") >= {"49328"}


@pytest.mark.parametrize("text", ["gennes 49", "49350 Gennes", "Gennes Maine-et-Loire"])
def test_a_wider_place_tells_homonyms_apart(text: str) -> None:
    assert fields(text) == ["commune"]


def test_homonyms_are_offered_apart() -> None:
    found = chip("commune:Montreuil", "commune")
    elsewhere = read("commune:Montreuil", Territories()).chips[0]

    assert found.senses == ()
    assert len(elsewhere.senses) == 3
    assert values(elsewhere, "covers") == {"93048", "85148", "28267"}


def test_departements_by_number_and_name() -> None:
    assert [values(each, "departement") for each in asked("49 Vienne").chips] == [{"49"}, {"86"}]
    assert fields("départements 44") == []
    assert fields("département 44") == ["departement"]


def test_an_epci_and_a_territory_by_name() -> None:
    assert chip("ssiad Saumur Val de Loire", "epci").key == "epci:200071876"
    assert values(chip("kiné clic loire thouet", "territory"), "covers") >= {"49328", "49041"}


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("autour de Saumur", Near("49328")),
        ("kiné près de chinon", Near("37072")),
        ("kiné pas loin de chinon", Near("37072")),
        ("assistante sociale secteur de Chinon", Near("37072")),
        ("kiné du côté de chinon", Near("37072")),
        ("à 15 km de Saumur", Near("49328", 15)),
        ("ehpad saumur 20 km", Near("49328", 20)),
        ("près:saumur rayon:10", Near("49328", 10)),
    ],
)
def test_around_a_place(text: str, near: Near) -> None:
    assert asked(text).near == near


def test_a_distance_asks_from_where() -> None:
    assert asked("kiné 15 km").notices == ("Say from where: 15 km around which commune?",)


def test_a_commune_orders_by_distance() -> None:
    assert asked("kiné saumur").near == Near("49328")


def test_the_names_of_territories_come_from_the_database(session: Session, secretary: Actor) -> None:
    draft = TerritoryDraft("Pays de Cocagne", areas=(Area("commune", "49328"),))
    territories.add(session, secretary, draft)

    understood = understand(session, "kiné pays de cocagne", frozenset(), OURS, NOW)

    assert [each.label for each in understood.chips][1:] == ["Pays de Cocagne"]


def test_a_new_name_is_known_at_once(session: Session, secretary: Actor) -> None:
    draft = TerritoryDraft("Pays de Cocagne", areas=(Area("commune", "49328"),))
    added = territories.add(session, secretary, draft)
    understand(session, "pays de cocagne", frozenset(), OURS, NOW)
    territories.edit(
        session, secretary, added.uid, TerritoryDraft("Terre promise", areas=draft.areas), seen_version=1
    )

    understood = understand(session, "terre promise", frozenset(), OURS, NOW)

    assert [each.label for each in understood.chips] == ["Terre promise"]
