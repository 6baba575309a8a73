"""The phrases of the nomenclatures as a search reads them."""

import pytest

from core.text import fold
from directory.nomenclatures import phrase_key
from directory.search import vocabulary
from directory.search.schema import SCHEMA

# Words too common to be a filter on their own.
EVERYDAY = (
    "aide service centre maison place garde point unité équipe accueil domicile personne soin pour mais"
)


def test_every_condition_is_on_a_field_of_the_index() -> None:
    fields = {field.name for field in SCHEMA.fields}
    asked = {*vocabulary.FIELDS.values(), *vocabulary.YES}

    assert asked <= fields


def test_everyday_words_mean_nothing() -> None:
    meant = [word for word in EVERYDAY.split() if vocabulary.meaning(phrase_key(word))]

    assert meant == []


def test_the_label_is_that_of_the_term_the_phrase_names() -> None:
    meaning = vocabulary.meaning(phrase_key("hébergement temporaire"))

    assert meaning is not None
    assert meaning.terms[""][0].code == "hebergement_temporaire"


@pytest.mark.parametrize(
    ("said", "bent"),
    [("pass", False), ("passe", True), ("la passe", True), ("ssiads", False), ("kinés", False)],
)
def test_an_acronym_has_a_plural_and_no_other_form(said: str, bent: bool) -> None:
    assert vocabulary.is_bent(phrase_key(said), fold(said).split()) is bent
