"""The words that both indexes hold, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import STOP_WORDS, forgiven, prose_tokens, stem, tokens, unfinished_words

TOKENS = {
    "l'Aubance": "aubance",
    "L’AUBANCE": "aubance",
    "Saint-Hilaire-Saint-Florent": "saint hilaire saint florent",
    "St-Hilaire, Ste-Anne": "saint hilaire sainte anne",
    "œdème": "oedeme",
    "Œuvre et Læticia": "oeuvre laeticia",
    "aujourd'hui": "aujourdhui",
    "O'Connor": "oconnor",
    "Rou-Marson": "rou marson",
    "Doué-la-Fontaine": "doue fontaine",
    "Saint-Jean-d'Angély": "saint jean angely",
    "jusqu'à l'hôpital qu'on dit d'Angers": "hopital dit angers",
    "S.S.I.A.D. de Gennes": "ssiad gennes",
    "C.H.U": "chu",
    "M. J.-P. Martin": "m j p martin",
    "7j/7 et 24h/24": "7j 7 24h 24",
    "6,96 €": "6 96",
    "49261": "49261",
    "RPPS n° 10003461033": "rpps 10003461033",
    "02 61 91 12 34": "0261911234",
    "02.61.91.12.34 ou 0261911235": "0261911234 0261911235",
    "+33 2 61 91 12 34": "0261911234",
    "+33 (0)2 61 91 12 34": "0261911234",
    "00 33 261 91 12 34": "00 33 261 91 12 34",
    "sans sel": "sans sel",
    "pour les aidants de la commune": "aidants commune",
    "Ça, « là » : (où) ?": "ca",
    "ＦＵＬＬ ﬁn": "full fin",
    "": "",
    "   …   ": "",
}


@pytest.mark.parametrize("text", TOKENS)
def test_names(text: str) -> None:
    expected = tuple(word for word in TOKENS[text].split() if word not in STOP_WORDS)

    assert tokens(text) == expected


SAME_STEM = [
    "infirmier infirmière infirmiers infirmières",
    "aidant aidante aidants aidantes",
    "hôpital hôpitaux",
    "social sociale sociaux sociales",
    "réseau réseaux",
    "éducateur éducatrice éducateurs éducatrices",
    "coiffeur coiffeuse",
    "personnel personnelle personnels",
    "handicap handicapé handicapées",
    "soin soins",
    "chirurgien chirurgienne",
    "kinésithérapeute kinésithérapeutes",
    "sportif sportive",
]


@pytest.mark.parametrize("words", SAME_STEM)
def test_one_stem(words: str) -> None:
    assert len({prose_tokens(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words",
    ["porte portage", "sel selle", "cure curatelle", "repas repasser", "dent dentaire", "mode modèle"],
)
def test_other_stems(words: str) -> None:
    one, other = words.split()

    assert prose_tokens(one) != prose_tokens(other)


@pytest.mark.parametrize("word", ["49261", "7j", "0261911234", "sel", "gir1", "aux"])
def test_short_words_and_numbers_are_their_own_stem(word: str) -> None:
    assert stem(word) == word


def test_an_unfinished_word_may_become_any() -> None:
    assert unfinished_words("Ste St") == ["ste", "st"]
    assert tokens("Ste St") == ("sainte", "saint")


@pytest.mark.parametrize(
    ("word", "wrong"), [("sel", 0), ("gene", 1), ("gennese", 1), ("infirmie", 2), ("4926112", 0)]
)
def test_forgiven(word: str, wrong: int) -> None:
    assert forgiven(word) == wrong


@given(st.text(max_size=80))
def test_words_of_words_are_the_same_words(text: str) -> None:
    words = tokens(text)

    assert all(tokens(word) in ((word,), ()) for word in words)
    assert all(word == word.lower() and not any(map(str.isspace, word)) for word in words)


@given(st.text(st.characters(max_codepoint=0x2FF), max_size=80))  # Greek has small letters without a capital
def test_case_does_not_matter(text: str) -> None:
    assert tokens(text.upper().lower()) == tokens(text.lower())
