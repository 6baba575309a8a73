"""What a search that finds nothing gives up, and what it never does."""

import pytest

from directory.search.asking import SIGHT_KM
from directory.search.chips import Near
from directory.search.relaxing import Relaxed, without_one_thing, without_wishes, without_words
from tests.directory.search.asked import OURS, asked, words


def fields(relaxed: Relaxed) -> list[str]:
    return [chip.field for chip in relaxed.understood.chips]


def test_wishes_go_one_by_one_the_last_first_then_all_then_the_place() -> None:
    tried = [fields(each) for each in without_wishes(asked("kiné saumur à domicile samedi"), OURS)]

    assert tried == [
        ["profession", "commune", "home_visits"],
        ["profession", "commune", "day"],
        ["profession", "commune"],
        ["profession", "near", "home_visits", "day"],
        ["profession", "near"],
    ]


def test_a_lone_wish_is_not_given_up_for_every_entry_there_is() -> None:
    assert list(without_wishes(asked("violences conjugales"), OURS)) == []


def test_nor_for_every_entry_of_a_place() -> None:
    tried = [fields(each) for each in without_wishes(asked("sans lactose saumur"), OURS)]

    assert tried == [["diet", "near"]]


def test_words_go_one_by_one_then_all() -> None:
    tried = [words(each.understood) for each in without_words(asked("kiné interprete arabe"))]

    assert tried[:3] == [["interprete"], ["arabe"], []]


def test_words_and_wishes_may_both_go() -> None:
    last = list(without_words(asked("kiné saumur truc samedi ")))[-2]

    assert (fields(last), words(last.understood)) == (["profession", "commune"], [])
    assert last.notice == "Nothing answers all of it. Without “truc, Saturday”:"


def test_for_whom_says_what_is_sought() -> None:
    assert words(next(without_words(asked("adolescents mal "))).understood) == []


def test_of_two_things_the_last_may_only_say_where() -> None:
    tried = [fields(each) for each in without_one_thing(asked("pédicure ehpad saumur"))]

    assert tried[0] == ["profession", "commune"]


def test_one_thing_is_never_given_up() -> None:
    assert list(without_one_thing(asked("ehpad saumur"))) == []


def test_with_it_go_wishes_and_words_at_last() -> None:
    last = list(without_one_thing(asked("chauffeur pour rdv hopital saumur truc ")))[-2]

    assert (fields(last), words(last.understood)) == (["service_type", "commune"], [])


@pytest.mark.parametrize(
    ("town", "label"),
    [
        ("angers", "Angers (49)"),
        ("baugé", "Baugé (Baugé-en-Anjou)"),
        ("les ponts de cé", "Les Ponts-de-Cé (49)"),
    ],
)
def test_a_word_may_be_a_commune_that_is_not_ours(town: str, label: str) -> None:
    (relaxed,) = without_wishes(asked(f"ehpad {town}"), OURS)

    assert (fields(relaxed), words(relaxed.understood)) == (["service_type", "near"], [])
    assert relaxed.notice == f"Nothing there. The nearest to {label} first:"


def test_beside_a_place_of_ours_it_is_a_name() -> None:
    tried = [words(each.understood) for each in without_wishes(asked("kiné saumur angers"), OURS)]

    assert [] not in tried


def test_words_alone_are_sought_around_the_place_too() -> None:
    (relaxed,) = without_wishes(asked("deuil loudun"), OURS)

    assert (fields(relaxed), words(relaxed.understood)) == (["near"], ["deuil"])
    assert relaxed.notice == "Nothing there. The nearest to Loudun (86) first:"


@pytest.mark.parametrize("text", ["ehpad autour de cholet", "ehpad à 5 km de cholet"])
def test_around_a_place_may_be_further_than_thought(text: str) -> None:
    (relaxed,) = without_wishes(asked(text), OURS)

    assert relaxed.understood.near == Near("49099", SIGHT_KM)
    assert relaxed.notice == "Nothing there. The nearest to Cholet (49) first:"


def test_for_whom_is_no_lesser_wish_where_nothing_else_is_sought() -> None:
    tried = [fields(each) for each in without_wishes(asked("violence familiale saumur samedi"), OURS)]

    assert all("audience" in each for each in tried)


def test_of_a_sentence_the_longest_words_say_most() -> None:
    tried = [words(each.understood) for each in without_words(asked("faire poser etagere saumur"))]

    assert tried[:4] == [["faire", "etagere"], ["poser", "etagere"], ["faire", "poser"], ["etagere"]]


@pytest.mark.parametrize("text", ["jean dupont saumur", "marie claire dupont", "truc bidule 0261911010 doué"])
def test_a_name_or_a_number_is_sought_whole(text: str) -> None:
    assert list(without_words(asked(text))) == []
