"""Text hygiene: nothing that acts on a terminal or hides stays; what people read stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import clean, clean_lines, clean_sentence, digits, fold, is_showable

NASTY = st.text(
    st.one_of(
        st.sampled_from(
            "\x1b\x07\x18\x1a\x9b\x9c\x9d\x90\x00\x7f\r\n\t\u202e\u200b\u2066\ufeff\u2028\u3164\xa0"
        ),
        st.sampled_from("[]()PX^_\\;?0129mHJhlcé e\u0301œ"),
        st.characters(),
    )
)


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("Dupont", "Dupont"),
        ("  Dupont \t Durand\n", "Dupont Durand"),
        ("12\xa0rue\u202fdu Bac", "12 rue du Bac"),
        ("e\u0301te\u0301", "été"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("", ""),
    ],
)
def test_what_people_read_stays(given_text: str, kept: str) -> None:
    assert clean(given_text) == kept


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[31m",  # CSI
        "\x1b[?1049h",
        "\x1b[>4;2m",
        "\x9b31m",  # the same in 8 bits
        "\x1b]52;c;c2VjcmV0\x07",  # OSC ended by BEL: writes the clipboard
        "\x1b]0;title\x1b\\",  # OSC ended by ST
        "\x1b]8;;https://example.org\x9c",
        "\x9d0;title\x07",
        "\x1bP$q\x1b\\",  # DCS
        "\x1b_Gpayload\x1b\\",  # APC
        "\x1b^private\x1b\\",  # PM
        "\x1bXstart of string\x1b\\",  # SOS
        "\x1bktmux title\x1b\\",
        "\x1bPtmux;\x1b\x1b]52;c;c2VjcmV0\x07\x1b\\",  # wrapped for tmux
        "\x1b(0",  # line drawing
        "\x1b#8",
        "\x1bc",  # reset
        "\x1b7",
        "\x1b\x1b[31m",
        "\x1b\x00[3\u200b1m",  # hidden by what is never seen
        "\x84",
        "\u202e",  # bidi override
        "\u2066",
        "\u200f",
        "\u200b",  # zero width
        "\u2060",
        "\ufeff",
        "\U000e0041",  # tag
        "\ud800",  # half a character
        "\u3164",  # a letter that nobody sees
    ],
)
def test_a_sequence_goes_whole(sequence: str) -> None:
    assert clean(f"ab{sequence}cd") == "abcd"


def test_a_lone_escape_takes_the_letter_it_acts_with() -> None:
    assert clean("ab\x1bcd\x1bé\x1b") == "abdé"


def test_a_string_that_never_ends_hides_its_line_only() -> None:
    assert clean_lines("ab\x1b]52;c;AAAA\ncd") == "ab\ncd"


def test_a_long_line_is_cut_visibly() -> None:
    assert clean("abcdef", limit=4) == "abc…"
    assert clean("abcd", limit=4) == "abcd"


def test_lines_stay_lines() -> None:
    assert clean_lines("\n un \r\n\n\n\n deux\x1b[1m\rtrois\n") == "un\n\ndeux\ntrois"


@given(NASTY)
def test_cleaned_text_is_printable_normal_and_stays(text: str) -> None:
    cleaned = clean(text)

    assert cleaned.isprintable()
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned
    assert "  " not in cleaned and cleaned == cleaned.strip()


@given(NASTY, st.integers(1, 20))
def test_the_limit_holds(text: str, limit: int) -> None:
    cleaned = clean(text, limit)

    assert len(cleaned) <= limit
    assert clean(cleaned, limit) == cleaned


@given(NASTY)
def test_cleaned_lines_are_clean_lines(text: str) -> None:
    cleaned = clean_lines(text)

    assert all(clean(line) == line for line in cleaned.split("\n"))
    assert clean_lines(cleaned) == cleaned


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("«\xa0Gennes\xa0»\xa0: non\xa0?", "«\xa0Gennes\xa0»\xa0: non\xa0?"),
        ("12\xa0rue\u202fdu Bac", "12 rue du Bac"),
        ("\xa0a\xa0\xa0: b\xa0", "a : b"),
        ("«\xa0\xa0»", "« »"),
        ("deux\xa0:\r\n\r\n\r\nlignes", "deux\xa0:\n\nlignes"),
        ("\x1b]0;«\xa0titre\x07", ""),
    ],
)
def test_no_break_spaces_stay_beside_french_punctuation(said: str, kept: str) -> None:
    assert clean_sentence(said) == kept


@given(NASTY, st.sampled_from(["«\xa0", "\xa0»", "\xa0:"]), NASTY)
def test_a_cleaned_sentence_hides_nothing_more(before: str, between: str, after: str) -> None:
    said = clean_sentence(before + between + after)

    assert all(map(is_showable, said.split("\n")))
    assert "\xa0\xa0" not in said
    assert clean_sentence(said) == said


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_ordinary_text_is_only_normalised(text: str) -> None:
    assert set(clean(text)) <= set(unicodedata.normalize("NFC", text)) | {"…"}


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("DUPONT", "dupont"),
        ("Œuvre", "oeuvre"),
        ("Lætitia Weiß", "laetitia weiss"),
        ("Doué-la-Fontaine", "doue la fontaine"),
        ("Gennes – Val de Loire", "gennes val de loire"),
        ("L’Hôpital", "l'hopital"),
        ("e\u0301te\u0301", "ete"),
        (" deux  mots ", "deux mots"),
        ("Łódź", "lodz"),
        ("ﬁn", "fin"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_and_form_do_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(("written", "kept"), [("02 61 91 12", "02619112"), ("49350", "49350"), ("٣a", "")])
def test_digits(written: str, kept: str) -> None:
    assert digits(written) == kept
