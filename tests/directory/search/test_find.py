"""A search from end to end, asked of the demonstration territory with both engines."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from core.language import Language, _, use
from core.runtime import Runtime
from directory.schedules import DAYS
from directory.search.find import find
from directory.search.results import ChosenFilter, Found, SearchRequest
from search.engine import Engine
from search.language import LENGTH
from tests.cast import OWNER

SAUMUR = "49328"
SAMPLE = (
    "", "i", "infirmier", "kine a domicile", "portage repas", "repas samedi", "ehpad", "saumur", "-ehpad",
    "infirmiere saumr", "zzzz", "dispo:oui",
)  # fmt: skip
PIECES = (
    "infirmier", "saumur", '"', "-", "prix:", "<", "8", "maj:[", "(", "OR", "jour:", "*", "~", "sam",
    "l'", ":", "km",
)  # fmt: skip
Ask = Callable[..., Found]


@pytest.fixture
def ask(territory: Runtime, engine: Engine) -> Ask:
    def asking(text: str, **wishes: Any) -> Found:
        with territory.read() as session:
            return find(session, engine, OWNER, SearchRequest(text, **wishes))

    return asking


def test_no_text_finds_every_entry(ask: Ask) -> None:
    found = ask("")

    kinds = next(facet for facet in found.facets if facet.field == "kind")
    assert found.total == sum(value.count for value in kinds.values) > 300
    assert not (found.filters or found.did_you_mean or found.notices)


def test_a_chip_taken_away_no_longer_filters(ask: Ask) -> None:
    both = ask("infirmier saumur")
    (profession,) = [chip for chip in both.filters if chip.field == "profession"]

    found = ask("infirmier saumur", removed=frozenset({profession.key}))

    assert [chip.field for chip in found.filters] == ["commune"]
    assert {hit.id for hit in both.entries} != {hit.id for hit in found.entries}


@pytest.mark.parametrize("text", SAMPLE)
def test_each_facet_value_counts_what_choosing_it_leaves(ask: Ask, text: str) -> None:
    for facet in ask(text).facets:
        for value in facet.values:
            chosen = ask(text, filters=(ChosenFilter(facet.field, value.code),), limit=1)

            assert chosen.total == value.count, (facet.field, value)
            assert value.code in [
                each.code
                for own in chosen.facets
                if own.field == facet.field
                for each in own.values
                if each.chosen
            ]


def test_what_was_given_up_to_find_something_is_told(ask: Ask) -> None:
    found = ask("repas moins de 1 € saumur")

    assert [chip.field for chip in found.filters] == ["service_type", "commune"]
    assert [key.partition(":")[0] for key in found.given_up] == ["price"]
    assert ask("repas saumur").given_up == ()


def test_the_days_to_choose_from_are_in_the_order_of_the_week(ask: Ask) -> None:
    (days,) = (facet for facet in ask("portage repas gennes").facets if facet.field == "day")

    assert [value.code for value in days.values] == list(DAYS)


@pytest.mark.parametrize("text", SAMPLE)
def test_facets_change_neither_answers_nor_totals(ask: Ask, text: str) -> None:
    with_them, without = ask(text), ask(text, with_facets=False)

    assert (with_them.total, with_them.entries) == (without.total, without.entries)
    assert without.facets == ()


@pytest.mark.parametrize("text", SAMPLE)
def test_pages_follow_each_other_without_repeats_or_gaps(ask: Ask, text: str) -> None:
    whole = [hit.id for hit in ask(text, limit=1000).entries]

    pages = [ask(text, limit=7, offset=offset) for offset in range(0, len(whole) + 7, 7)]

    assert [hit.id for page in pages for hit in page.entries] == whole
    assert {page.total for page in pages} == {len(whole)}


def test_what_stands_in_our_territory_comes_first(ask: Ask) -> None:
    scores = [hit.score for hit in ask("", limit=1000).entries]

    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0


def test_near_a_place_the_nearest_come_first(ask: Ask) -> None:
    hits = ask("infirmier", near=SAUMUR, radius_km=20, limit=100).entries

    distances = [hit.distance_km for hit in hits if hit.distance_km is not None]
    assert distances == sorted(distances)
    assert distances[0] == 0 < distances[-1] <= 20


def test_a_wider_radius_keeps_the_narrower_answers(ask: Ask) -> None:
    narrow, wide = (ask("ehpad", near=SAUMUR, radius_km=km, limit=1000).entries for km in (10, 40))

    assert {hit.id for hit in narrow} < {hit.id for hit in wide}


def test_a_misspelt_word_is_put_right(ask: Ask) -> None:
    found = ask("infirmiere saumr")

    assert found.did_you_mean == "infirmiere saumur"
    assert found.total == ask("infirmiere saumur").total > 0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_the_empty_box_proposes_is_found(ask: Ask, language: Language) -> None:
    use(language)
    hint = _("Try: physio home visits saumur · meals gennes saturday · “health centre”")

    for example in re.split(" · ", hint.partition(":")[2]):
        found = ask(example.strip(" \u00a0“”«»"))
        assert found.total and not found.notices


def test_the_misspelt_commune_of_the_first_steps_is_understood(ask: Ask) -> None:
    found = ask("kiné domicil saumr")

    assert [chip.label for chip in found.filters][-1] == "Saumur (49)"
    assert found.total


def test_a_place_hardly_found_is_proposed_as_it_is_called(ask: Ask) -> None:
    found = ask("kiné saumurr")  # some hospital says Saumur

    assert found.total
    assert found.did_you_mean == "kiné saumur"


@pytest.mark.parametrize("text", ["lemasson eva", "lever", "service mois", "village", "matin", "douze"])
def test_a_word_that_is_right_is_no_misspelt_place(ask: Ask, text: str) -> None:
    found = ask(text)

    assert found.did_you_mean is None or not found.total


@pytest.mark.parametrize("text", ["coiffeuse ehpad", "ehpad coiffeuse", "coiffeuse ehpad gennes"])
def test_what_is_both_things_sought_comes_first(ask: Ask, text: str) -> None:
    assert ask(text).entries[0].name == "Mèches et Causette"  # a hairdresser who comes to such homes


@pytest.mark.parametrize(
    ("text", "kind"), [("coiffeuse ehpad", "Hairdress"), ("ehpad coiffeuse", "Nursing home")]
)
def test_then_what_was_said_first(ask: Ask, text: str, kind: str) -> None:
    _both, second, *_others = ask(text).entries

    assert kind in second.subtitle


def test_two_words_may_be_one(ask: Ask) -> None:
    found = ask("adapt logis")

    assert found.did_you_mean == "adaptlogis"
    assert found.entries[0].name == "Adapt'Logis Val de Loire"


def test_a_service_without_a_place_is_where_its_organization_is(ask: Ask) -> None:
    found = ask("hébergement temporaire gennes")

    assert [hit.distance_km for hit in found.entries] == [0.0]
    assert found.notices == ()


def test_a_lone_wish_that_nothing_meets_does_not_answer_everything(ask: Ask) -> None:
    assert ask("non conventionné jour férié halal").total == 0
    assert ask("autisme").total == 0


def test_nothing_to_be_found_says_so(ask: Ask) -> None:
    found = ask("xqzwvkjh")

    assert (found.total, found.entries, found.facets) == (0, (), ())


def test_the_last_word_of_a_filter_may_be_unfinished(ask: Ask) -> None:
    assert ask("infirm").total <= ask("infir").total <= ask("inf").total


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.text(max_size=60) | some.lists(some.sampled_from(PIECES)).map(" ".join))
def test_any_text_gives_an_answer(ask: Ask, text: str) -> None:
    found = ask(text, limit=3)

    assert found.query == text
    assert len(found.entries) == min(found.total, 3)


@pytest.mark.parametrize("piece", ["a ", "-x ", '"a b" ', "commune:z ", "saumur ", "((", "é"])
def test_only_the_beginning_of_a_long_text_is_read(ask: Ask, piece: str) -> None:
    text = (piece * LENGTH)[:LENGTH]

    cut, long = ask(text), ask(text + " infirmier" * 10_000)

    assert (cut.total, cut.entries) == (long.total, long.entries)
    assert all(chip.end <= LENGTH for chip in long.filters)
