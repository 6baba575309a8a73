"""What a search was understood to ask: filters, and the words that are left."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

import directory
from accounts.permissions import Actor
from directory import communes, territories
from directory.search.chips import Condition, FilterChip, Near, Understood
from directory.search.explicit import FIELDS
from directory.search.places import Territories
from directory.search.understand import read, understand
from directory.territories import Area, TerritoryDraft
from tests.cast import NOW

_DEMO = json.loads((Path(directory.__file__).parent / "demo" / "territory.json").read_text("utf-8"))
OURS = frozenset(_DEMO["territories"][0]["communes"])  # Sud-Saumurois, in 37, 49, 79 and 86
HERE = Territories(OURS, (("CLIC Loire-Thouet", frozenset({"49328", "49041"})),))


def asked(text: str, *removed: str) -> Understood:
    return read(text, HERE, frozenset(removed))


def chip(text: str, field: str) -> FilterChip:
    (found,) = [chip for chip in asked(text).chips if chip.field == field]
    return found


def fields(text: str) -> list[str]:
    return [chip.field for chip in asked(text).chips]


def values(chip: FilterChip, field: str) -> set[str]:
    return {code for every in chip.any_of for one in every if one.field == field for code in one.values}


def words(understood: Understood) -> list[str]:
    return [word.text for word in understood.words]


def test_the_coordinators_search() -> None:
    understood = asked("portage repas gennes samedi")

    assert [chip.label for chip in understood.chips] == [
        "Meals on wheels",
        "Gennes (Gennes-Val-de-Loire)",
        "Saturday",
    ]
    assert understood.words == ()


@pytest.mark.parametrize(
    ("text", "field", "codes"),
    [
        ("kiné", "profession", {"70"}),
        ("infirmières", "profession", {"60"}),
        ("IDEL", "profession", {"60"}),
        ("toubib", "profession", {"10"}),
        ("ergo", "profession", {"94"}),
        ("médecin traitant", "specialty", {"SM26", "SM53", "SM54"}),
        ("med g", "specialty", {"SM26", "SM53", "SM54"}),
        ("ssiad", "service_type", {"28", "75", "132"}),
        ("ssiad", "activity", {"358"}),
        ("ssiad", "category", {"209", "354"}),
        ("aide ménagère", "service_type", {"30"}),
        ("aides à domicile", "activity", {"356", "469"}),
        ("repas à domicile", "service_type", {"33"}),
        ("téléalarme", "activity", {"365"}),
        ("HAD", "service_type", {"128", "129", "130", "131"}),
        ("foyers logements", "category", {"202"}),
        ("AJ", "service_type", {"accueil_jour"}),
        ("sans sel", "diet", {"salt_free"}),
        ("mixés", "diet", {"mixed"}),
        ("APA", "funding", {"apa"}),
        ("disponible", "availability", {"open"}),
        ("secteur 1", "conventionnement", {"1"}),
        ("le samedi", "day", {"sa"}),
        ("gir 4", "gir", {"4"}),
        ("nouveaux patients", "new_patients", {"yes"}),
        ("à domicile", "home_visits", {"yes"}),
    ],
)
def test_words_that_name_something(text: str, field: str, codes: set[str]) -> None:
    (found,) = asked(text).chips

    assert values(found, field) == codes


def test_the_longest_phrase_wins() -> None:
    assert fields("aide à domicile") == ["service_type"]
    assert fields("kiné à domicile") == ["profession", "home_visits"]


def test_little_words_are_left_out() -> None:
    assert words(asked("portage de repas à la campagne dans le bourg")) == ["campagne", "dans", "bourg"]


@pytest.mark.parametrize("text", ["week-end", "le weekend", "samedi et dimanche"])
def test_the_week_end_is_both_days(text: str) -> None:
    found = asked(text).chips

    assert {code for each in found for code in values(each, "day")} == {"sa", "su"}
    assert len({each.group for each in found}) == len(found), "each day must be met"


@pytest.mark.parametrize("text", ["7j/7", "7 jours sur 7", "tous les jours", "lundi au dimanche", "lun-dim"])
def test_every_day(text: str) -> None:
    (condition,) = chip(text, "day").any_of[0]

    assert condition.values == {"mo", "tu", "we", "th", "fr", "sa", "su"}
    assert condition.every


def test_two_days_are_not_a_range() -> None:
    assert [values(each, "day") for each in asked("lundi et vendredi").chips] == [{"mo"}, {"fr"}]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("moins de 8 €", None, 800),
        ("< 8€", None, 800),
        ("8 euros max", None, 800),
        ("8,50 €", None, 850),
        ("plus de 6 euros", 600, None),
        ("entre 6 et 8,5 €", 600, 850),
        ("prix:<8", None, 799),
        ("prix:<=8", None, 800),
        ("prix:5..8", 500, 800),
    ],
)
def test_prices(text: str, low: int | None, high: int | None) -> None:
    assert chip(text, "price").any_of == ((Condition("price", low=low, high=high),),)


@pytest.mark.parametrize("text", ["aide 24h/24", "enfant de 12 ans", "49 ans", "12 rue du Port", "116 117"])
def test_other_numbers_are_no_place_and_no_price(text: str) -> None:
    assert not {"departement", "price", "postcode"} & set(fields(text))


@pytest.mark.parametrize("text", ["02 61 91 37 49", "02.61.91.37.49", "0261913749", "+33 2 61 91 37 49"])
def test_a_telephone_number_is_one_word(text: str) -> None:
    understood = asked(text)

    assert understood.chips == ()
    assert words(understood) == ["0261913749"]


def test_the_beginning_of_a_telephone_number_may_go_on() -> None:
    (word,) = asked("02 61 9").words

    assert (word.text, word.unfinished) == ("02619", True)


def test_a_postcode_is_no_telephone_number() -> None:
    assert fields("01400") == ["postcode"]


class TestPlaces:
    def test_a_commune_is_what_covers_it_or_a_part_of_it(self) -> None:
        (condition,) = chip("saumur", "commune").any_of[0]

        assert condition.values == {"49328"}
        assert condition.weaker == {former.code for former in communes.formers_of("49328")}

    def test_a_former_commune_is_also_covered_by_the_whole_one(self) -> None:
        assert values(chip("gennes", "commune"), "covers") == {"d49149", "49261"}

    @pytest.mark.parametrize("text", ["doué", "Doue", "à Doué"])
    def test_a_commune_by_its_first_word(self, text: str) -> None:
        assert values(chip(text, "commune"), "covers") >= {"49125", "d49125"}

    @pytest.mark.parametrize("text", ["Montreuil-Bellay", "montreuil bellay", "Montreuil Bellay (49)"])
    def test_a_compound_name(self, text: str) -> None:
        assert chip(text, "commune").place == "49215"

    def test_with_its_article(self) -> None:
        assert chip("médecin à l'Île-Bouchard", "commune").place == "37119"

    @pytest.mark.parametrize("text", ["aide aux parents", "parent", "plan de maison", "bains", "nantes"])
    def test_a_bare_word_is_a_commune_only_at_home(self, text: str) -> None:
        assert "commune" not in fields(text)

    def test_elsewhere_something_must_say_that_it_is_a_place(self) -> None:
        assert chip("kiné à Nantes", "commune").place == "44109"
        assert chip("kiné commune:Parent", "commune").place == "63269"

    def test_a_place_is_not_what_means_something_else(self) -> None:
        assert asked("près de l'hôpital").near is None

    def test_several_communes_are_alternatives(self) -> None:
        found = asked("kiné Saumur Thouars Loudun").chips

        assert [each.group for each in found] == ["profession", "place", "place", "place"]

    def test_a_postcode(self) -> None:
        assert values(chip("repas 49400", "postcode"), "covers") >= {"49328"}

    @pytest.mark.parametrize("text", ["gennes 49", "49350 Gennes", "Gennes Maine-et-Loire"])
    def test_a_wider_place_tells_homonyms_apart(self, text: str) -> None:
        assert fields(text) == ["commune"]

    def test_homonyms_are_offered_apart(self) -> None:
        found = chip("commune:Montreuil", "commune")
        elsewhere = read("commune:Montreuil", Territories()).chips[0]

        assert found.senses == ()
        assert len(elsewhere.senses) == 3
        assert values(elsewhere, "covers") == {"93048", "85148", "28267"}

    def test_departements_by_number_and_name(self) -> None:
        assert [values(each, "departement") for each in asked("49 Vienne").chips] == [{"49"}, {"86"}]
        assert fields("départements 44") == []
        assert fields("département 44") == ["departement"]

    def test_an_epci_and_a_territory_by_name(self) -> None:
        assert chip("ssiad Saumur Val de Loire", "epci").key == "epci:200071876"
        assert values(chip("kiné clic loire thouet", "territory"), "covers") >= {"49328", "49041"}

    @pytest.mark.parametrize(
        ("text", "near"),
        [
            ("autour de Saumur", Near("49328")),
            ("kiné près de chinon", Near("37072")),
            ("à 15 km de Saumur", Near("49328", 15)),
            ("ehpad saumur 20 km", Near("49328", 20)),
            ("près:saumur rayon:10", Near("49328", 10)),
        ],
    )
    def test_around_a_place(self, text: str, near: Near) -> None:
        assert asked(text).near == near

    def test_a_distance_asks_from_where(self) -> None:
        assert asked("kiné 15 km").notices == ("Say from where: 15 km around which commune?",)

    def test_a_commune_orders_by_distance(self) -> None:
        assert asked("kiné saumur").near == Near("49328")


class TestAmbiguousWords:
    def test_all_senses_count(self) -> None:
        found = chip("EMSP", "service_type")

        assert values(found, "service_type") == {"142", "soins_palliatifs_mobile"}
        assert [sense.key for sense in found.senses] == [
            "service_type:emsp=precarite",
            "service_type:emsp=palliatif",
        ]

    def test_one_sense_is_left_when_the_other_is_removed(self) -> None:
        (found,) = asked("EMSP", "service_type:emsp=precarite").chips

        assert values(found, "service_type") == {"soins_palliatifs_mobile"}
        assert found.senses == ()


class TestNames:
    @pytest.mark.parametrize("text", ["Mme Saumur", "Madame Boulanger", "M. Infirmier"])
    def test_a_name_follows_a_title(self, text: str) -> None:
        understood = asked(text)

        assert understood.chips == ()
        assert words(understood) == [text.split()[1]]

    def test_a_doctors_name(self) -> None:
        understood = asked("Dr Infirmier")

        assert [each.label for each in understood.chips] == ["Physician"]
        assert words(understood) == ["Infirmier"]

    def test_the_sort_of_doctor_is_no_name(self) -> None:
        assert fields("docteur cardiologue") == ["profession", "specialty"]

    def test_a_doctor_may_have_the_name_of_a_commune(self) -> None:
        assert chip("docteur Gennes", "commune").also_text == "name"

    def test_beside_another_place_it_is_rather_a_name(self) -> None:
        understood = asked("docteur chinon saumur")

        assert [each.place for each in understood.chips] == ["", "49328"]
        assert words(understood) == ["chinon"]

    def test_beside_other_words_a_commune_may_be_a_name(self) -> None:
        assert chip("lucie saumur", "commune").also_text == "name"
        assert chip("kiné saumur", "commune").also_text == ""

    def test_the_first_words_of_a_saint_may_be_a_name(self) -> None:
        assert words(asked("saint jean infirmière saumur")) == ["saint", "jean"]

    def test_a_name_with_an_apostrophe_is_one_word(self) -> None:
        assert words(asked("bricol'aînés")) == ["bricol'aînés"]

    def test_a_name_may_hold_the_word(self) -> None:
        assert chip("kiné", "profession").also_text == "name"

    def test_two_things_may_meet_in_a_text(self) -> None:
        assert {each.also_text for each in asked("psychologue cmp").chips} == {"text"}

    def test_what_to_take_as_text_when_nothing_is_found(self) -> None:
        assert asked("Jeanne Kiné").fallbacks == (frozenset({"profession:kine"}),)
        assert asked("Mme Saumur").fallbacks == (frozenset({"title"}),)

    def test_the_title_may_be_read_otherwise(self) -> None:
        assert [each.field for each in asked("Mme Saumur", "title").chips] == ["commune"]


class TestRemoved:
    def test_its_words_are_text(self) -> None:
        understood = asked("portage repas gennes", "service_type:portag-repa")

        assert [each.field for each in understood.chips] == ["commune"]
        assert words(understood) == ["portage", "repas"]

    def test_a_filter_of_the_language_too(self) -> None:
        understood = asked("profession:kiné saumur", "=profession:kine")

        assert [each.field for each in understood.chips] == ["commune"]
        assert words(understood) == ["kiné"]

    def test_a_key_does_not_depend_on_what_follows(self) -> None:
        assert asked("kiné").chips[0].key == asked("kiné saumur samedi").chips[0].key


class TestTyping:
    def test_an_abbreviation_is_a_filter_at_once(self) -> None:
        assert fields("portage repas sam") == ["service_type", "day"]

    def test_a_beginning_is_not(self) -> None:
        understood = asked("portage repas vég")

        assert [each.field for each in understood.chips] == ["service_type"]
        assert understood.words[0].unfinished

    def test_a_short_word_may_go_on(self) -> None:
        (found,) = asked("mas").chips

        assert (found.unfinished, found.also_text) == (True, "text")


class TestFieldsOfTheLanguage:
    @pytest.mark.parametrize(
        ("text", "field", "codes"),
        [
            ("profession:kiné", "profession", {"70"}),
            ("profession:généraliste", "specialty", {"SM26", "SM53", "SM54"}),
            ("type:ssiad", "service_type", {"28", "75", "132"}),
            ('commune:"Doué"', "covers", {"49125", "d49125"}),
            ("commune:49400", "covers", {"49328"}),
            ("département:Maine-et-Loire", "departement", {"49"}),
            ("région:Bretagne", "departement", {"22", "29", "35", "56"}),
            ("jour:samedi", "day", {"sa"}),
            ("régime:halal", "diet", {"halal"}),
            ("dispo:oui", "availability", {"open"}),
            ("nouveaux:oui", "new_patients", {"yes"}),
            ("domicile:non", "home_visits", {"no"}),
            ("fiche:service", "kind", {"service"}),
            ("secteur:1", "conventionnement", {"1"}),
            ("gir:3", "gir", {"3"}),
        ],
    )
    def test_values(self, text: str, field: str, codes: set[str]) -> None:
        (found,) = asked(text).chips

        assert found.explicit
        assert values(found, field) >= codes

    def test_dates(self) -> None:
        (found,) = asked("maj:[2026 to]").chips

        assert found.any_of == ((Condition("updated", low=20454),),)  # 2026-01-01

    def test_two_professions_are_alternatives_and_two_days_are_not(self) -> None:
        groups = [each.group for each in asked("profession:kiné,ostéo jour:sam,dim").chips]

        assert groups == ["profession", "profession", "=day:sam", "=day:dim"]

    @pytest.mark.parametrize(
        ("text", "suggestion"),
        [("profession:infirmer", "Nurse"), ("commune:Samur", "Saumur"), ("régime:vegetarein", "Vegetarian")],
    )
    def test_an_unknown_value_lets_nothing_pass_and_says_so(self, text: str, suggestion: str) -> None:
        understood = asked(text)
        (found,) = understood.chips

        assert found.any_of == ()
        assert suggestion in found.suggestions
        assert understood.notices == (found.problem,)
        assert suggestion in found.problem

    def test_what_cannot_be_read_does_not_count(self) -> None:
        understood = asked("prix:cher kiné")

        assert [each.field for each in understood.chips] == ["profession"]
        assert len(understood.notices) == 1

    def test_it_may_be_excluded(self) -> None:
        (found,) = asked("-jour:dimanche").chips

        assert found.excluded


def test_an_excluded_word_leaves_out_the_thing() -> None:
    understood = asked("saumur -ehpad -zinc")

    assert [(each.label, each.excluded) for each in understood.chips] == [
        ("Saumur (49)", False),
        ("Nursing home", True),
    ]
    assert understood.without == ("zinc",)


def test_a_quoted_phrase_is_text() -> None:
    understood = asked('"portage de repas" saumur')

    assert understood.phrases == ("portage de repas",)
    assert [each.field for each in understood.chips] == ["commune"]


def test_a_phrase_does_not_reach_across_a_filter() -> None:
    assert fields("portage jour:samedi repas")[0:2] == ["service_type", "day"]


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


_SAID = """
portage repas, kiné, à domicile, saumur, gennes, 49350, 49, samedi, week-end, 8 €, < 8, 15 km, autour de,
Dr, Mme, EMSP, -ehpad, "repas", jour:dim, commune:x, l', du, lundi, au, vendredi, sans sel, gir, 4, (, 7j/7
"""
SAID = [said.strip() for said in _SAID.split(",")]
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from([*SAID, "prix:<", *(f"{name}:" for name in FIELDS)]), max_size=9).map(" ".join),
)


@given(TEXTS)
def test_any_text_is_understood_somehow(text: str) -> None:
    understood = asked(text)

    for found in understood.chips:
        assert 0 <= found.start < found.end <= len(text)
        assert found.label


@given(TEXTS)
def test_what_is_removed_does_not_come_back(text: str) -> None:
    keys = frozenset(found.key for found in asked(text).chips)

    again = read(text, HERE, keys)

    assert not keys & {found.key for found in again.chips}


@given(st.sampled_from(SAID), st.sampled_from(SAID))
def test_no_word_is_lost(first: str, second: str) -> None:
    understood = asked(f"zzz {first} {second} yyy")

    assert {"zzz", "yyy"} <= set(words(understood))
