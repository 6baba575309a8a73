"""What a search was understood to ask: filters, and the words that are left."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search.explicit import FIELDS
from directory.search.understand import read
from tests.directory.search.asked import HERE, asked, chip, fields, values, words


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
        ("prend encore des patients", "new_patients", {"yes"}),
        ("cabinet de kiné", "profession", {"70"}),
        ("prise de sang", "profession", {"60"}),
        ("ambulance", "service_type", {"transport_sanitaire"}),
        ("lit médicalisé", "service_type", {"materiel_medical"}),
        ("médecin de garde", "service_type", {"92"}),
        ("116 117", "service_type", {"92"}),
        ("sortie d'hôpital", "audience", {"after_hospital"}),
        ("retour à domicile", "audience", {"after_hospital"}),
        ("prévention des chutes", "service_type", {"activite_physique"}),
    ],
)
def test_words_that_name_something(text: str, field: str, codes: set[str]) -> None:
    (found,) = asked(text).chips

    assert values(found, field) == codes


def test_the_longest_phrase_wins() -> None:
    assert fields("aide à domicile") == ["service_type"]
    assert fields("kiné à domicile") == ["profession", "home_visits"]


def test_hot_meals_are_meals_and_hot() -> None:
    assert fields("repas chauds") == ["service_type", "temperature"]
    assert fields("repas mixés") == ["service_type", "diet"]


def test_a_word_for_several_categories_keeps_its_name() -> None:
    assert [each.label for each in asked("hôpital").chips] == ["hôpital"]


def test_so_much_a_week_is_no_day() -> None:
    assert fields("aide ménagère 2h par semaine") == ["service_type"]
    assert fields("aide ménagère en semaine") == ["service_type", "day"]


@pytest.mark.parametrize(
    ("said", "day"), [("aujourd'hui", "th"), ("ce soir", "th"), ("demain", "fr"), ("après-demain", "sa")]
)
def test_a_day_counted_from_today(said: str, day: str) -> None:
    understood = read(f"portage {said}", HERE, today=date(2026, 11, 26))

    assert [values(each, "day") for each in understood.chips if each.field == "day"] == [{day}]


def test_a_letter_that_is_nothing_without_its_accent() -> None:
    assert fields("\N{GREEK YPOGEGRAMMENI} kiné") == ["profession"]


def test_a_number_dialled_from_abroad() -> None:
    assert words(asked("00 33 2 61 91 10 10")) == ["0261911010"]


@pytest.mark.parametrize("text", ["99 008 291 033", "499 900 124", "49 990 012 4"])
def test_a_register_number_may_be_cut_in_threes(text: str) -> None:
    assert words(asked(text)) == [text.replace(" ", "")]


def test_little_words_are_left_out() -> None:
    assert words(asked("portage de repas à la campagne dans le bourg")) == ["campagne", "bourg"]


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


_SAID = """
portage repas, kiné, à domicile, saumur, gennes, 49350, 49, samedi, week-end, 8 €, < 8, 15 km, autour de,
Dr, Mme, EMSP, -ehpad, "repas", jour:dim, commune:x, l', du, lundi, au, vendredi, sans sel, gir, 4, (, 7j/7
"""
SAID = [said.strip() for said in _SAID.split(",")]
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from([*SAID, "prix:<", *(f"{name}:" for name in FIELDS)]), max_size=9).map(" ".join),
)


@settings(deadline=None)
@given(TEXTS)
def test_any_text_is_understood_somehow(text: str) -> None:
    understood = asked(text)

    for found in understood.chips:
        assert 0 <= found.start < found.end <= len(text)
        assert found.label


@settings(deadline=None)
@given(TEXTS)
def test_what_is_removed_does_not_come_back(text: str) -> None:
    keys = frozenset(found.key for found in asked(text).chips)

    again = read(text, HERE, keys)

    assert not keys & {found.key for found in again.chips}


@settings(deadline=None)
@given(st.sampled_from(SAID), st.sampled_from(SAID))
def test_no_word_is_lost(first: str, second: str) -> None:
    understood = asked(f"zzz {first} {second} yyy")

    assert {"zzz", "yyy"} <= set(words(understood))
