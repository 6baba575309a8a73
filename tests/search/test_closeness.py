"""Which words are close to a misspelt one, and where they are looked for."""

from hypothesis import given
from hypothesis import strategies as some

from search.closeness import beginnings, close, closest

WORDS = some.text("abcdé", min_size=4, max_size=12)
LETTERS = some.sampled_from("abcxyz")


@some.composite
def one_letter_off(draw: some.DrawFn) -> tuple[str, str]:
    """A word, and the same with a letter changed, added, left out, or swapped with the next one."""
    word = draw(WORDS)
    at = draw(some.integers(0, len(word) - 1))
    others = [
        word[:at] + draw(LETTERS) + word[at + 1 :],
        word[:at] + draw(LETTERS) + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
    ]
    return word, draw(some.sampled_from(others))


@given(one_letter_off())
def test_a_word_with_one_wrong_letter_is_among_those_that_are_looked_at(pair: tuple[str, str]) -> None:
    typed, meant = pair

    assert meant.startswith(tuple(beginnings(typed)))


def test_the_word_itself_is_not_close_and_short_ones_are_not_forgiven() -> None:
    assert close("saumur", ["saumur", "saumer", "angers"]) == {"saumer": 1}
    assert close("sau", ["sua"]) == {}


def test_the_fewest_wrong_letters_then_the_first_letter_then_the_most_frequent() -> None:
    known = {"brion": 1, "brian": 5, "arion": 9, "brione": 7}

    assert closest("brionn", known, 3) == ("brione", "brion")
    assert closest("brixn", known, 3) == ("brian", "brion")
