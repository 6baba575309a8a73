"""The French catalogue has every sentence of the code, as it stands."""

from tests import texts


def test_every_sentence_is_translated() -> None:
    assert texts.untranslated() == {}


def test_no_sentence_hides_where_the_collector_does_not_look() -> None:
    """It does not read what stands inside an f-string."""
    assert texts.inside_f_strings() == []


def test_the_catalogue_has_no_sentence_that_the_code_lost() -> None:
    known = {texts.singular(text) for text in texts.sentences()}

    assert [
        text for message in texts.catalogue() if (text := texts.singular(message.id)) and text not in known
    ] == []


def test_a_translation_names_the_same_values() -> None:
    assert texts.changed_placeholders() == []


def test_no_line_may_begin_with_french_punctuation() -> None:
    assert texts.loose_punctuation() == []


def test_what_the_program_reads_is_what_the_catalogue_says() -> None:
    assert texts.CATALOGUE.with_suffix(".mo").read_bytes() == texts.compiled(texts.catalogue())
