"""The lists of codes, their labels, and the words people say for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import fold
from directory import nomenclatures
from directory.nomenclatures import SYSTEMS, phrase_key

OFFICIAL_WITHOUT_ENGLISH = {"finess_category"}


def codes(system: str, text: str) -> set[str]:
    return {term.code for term in nomenclatures.match(system, text)}


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_term_has_its_labels(system: str) -> None:
    for term in nomenclatures.terms(system).values():
        assert term.label_fr
        assert term.label_en or system in OFFICIAL_WITHOUT_ENGLISH


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_label_finds_its_term(system: str) -> None:
    for term in nomenclatures.terms(system).values():
        assert term in nomenclatures.match(system, term.label_fr)


def test_an_ambiguous_word_has_at_least_two_senses() -> None:
    senses: dict[str, set[str]] = {}
    for system in SYSTEMS:
        for term in nomenclatures.terms(system).values():
            for synonym in term.synonyms:
                if synonym.startswith("?"):
                    word, _, sense = synonym.partition("=")
                    senses.setdefault(word, set()).add(sense or f"{system}:{term.code}")

    assert senses
    assert all(len(found) >= 2 for found in senses.values())


@pytest.mark.parametrize(
    ("system", "typed", "expected"),
    [
        ("profession", "kiné", {"70"}),
        ("profession", "KINES", {"70"}),
        ("profession", "MKL", {"70"}),
        ("profession", "infirmières", {"60"}),
        ("profession", "IDEL", {"60"}),
        ("profession", "diététicienne", {"95"}),
        ("profession", "AS", {"35", "41"}),
        ("savoir_faire", "médecin généraliste", {"SM26", "SM53", "SM54"}),
        ("savoir_faire", "med g", {"SM26", "SM53", "SM54"}),
        ("savoir_faire", "MG", {"SM26", "SM53", "SM54"}),
        ("service_type", "portage de repas", {"33"}),
        ("service_type", "repas à domicile", {"33"}),
        ("service_type", "plateaux repas", {"33"}),
        ("service_type", "téléalarme", {"34"}),
        ("service_type", "SSIAD", {"28", "75", "132"}),
        ("service_type", "SAAD", {"30"}),
        ("service_type", "HAD", {"128", "129", "130", "131"}),
        ("service_type", "PTA", {"178"}),
        ("service_type", "MAIA", {"73", "178"}),
        ("service_type", "AJ", {"accueil_jour"}),
        ("service_type", "HT", {"258", "hebergement_temporaire"}),
        ("service_type", "garde de nuit", {"garde_domicile"}),
        ("service_type", "EMSP", {"142", "soins_palliatifs_mobile"}),
        ("service_type", "MDA", {"134", "maison_autonomie"}),
        ("finess_activity", "ssiad", {"358"}),
        ("finess_category", "SSIAD", {"209", "354"}),
        ("finess_category", "foyers logements", {"202"}),
        ("diet", "sans sel", {"salt_free"}),
        ("diet", "diabétiques", {"diabetic"}),
        ("diet", "mixée", {"mixed"}),
        ("day", "sam", {"sa"}),
        ("funding", "allocation personnalisée d'autonomie", {"apa"}),
        ("conventionnement", "secteur 1", {"1"}),
        ("availability", "places libres", {"open"}),
        ("service_type", "33", {"33"}),
        ("profession", "plombier", set()),
    ],
)
def test_what_people_type(system: str, typed: str, expected: set[str]) -> None:
    assert codes(system, typed) == expected


def test_a_label_in_the_persons_language() -> None:
    assert nomenclatures.label("day", "sa", "fr") == "Samedi"
    assert nomenclatures.label("day", "sa", "en") == "Saturday"


def test_a_label_that_has_no_english_stays_french() -> None:
    assert nomenclatures.label("finess_category", "114", "en") == "Hôpital des armées"


def test_an_unknown_code_is_its_own_label() -> None:
    assert nomenclatures.label("savoir_faire", "SM999") == "SM999"
    assert nomenclatures.find("savoir_faire", "SM999") is None


def test_an_unknown_list_is_a_bug() -> None:
    with pytest.raises(KeyError):
        nomenclatures.terms("colours")


def test_little_words_gender_and_number_do_not_count() -> None:
    assert phrase_key("l'aide ménagère à domicile") == phrase_key("Aides ménagères domicile")


LABELS = [term.label_fr for system in SYSTEMS for term in nomenclatures.terms(system).values()]


@given(st.sampled_from(LABELS))
def test_case_accents_and_hyphens_do_not_count(label: str) -> None:
    assert phrase_key(label.upper()) == phrase_key(fold(label)) == phrase_key(label)
