"""What every index engine promises; a test class inherits it and names its engine."""

from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from search.engine import ByNumber, Engine, Nearest
from search.engines import open_engine
from search.query import (
    All,
    AnyOf,
    Boost,
    Everything,
    Not,
    Nothing,
    Phrase,
    Prefer,
    Query,
    Range,
    Term,
    Word,
)
from search.query import (
    Any as AnyQuery,
)
from tests.search.samples import ALL, MEALS, SCHEMA, START, TEXTS, WITH_AUDIENCE, answer, filled, found, word

DE = word("de")  # a stop word: says nothing
MANY = [
    {"id": number, "name": f"du{number:03d}x repas", "kind": ["home"], "commune": number % 10}
    for number in range(300)
]

MATCHES: dict[str, tuple[Query, set[int]]] = {
    "everything": (Everything(), {1, 2, 3, 4}),
    "nothing": (Nothing(), set()),
    "a word in any of its fields": (word("repas"), {1, 3}),
    "a word without its accents": (word("residence"), {3}),
    "a word in another number and gender": (word("infirmiers"), {2}),
    "a name is not stemmed": (word("antennes"), set()),
    "a word with a hyphen": (word("Rou-Marson"), {3}),
    "an elision": (word("l'EHPAD"), {3}),
    "words of one typed word in one field": (word("Dupont-Saumur"), set()),
    "a beginning": (word("gen", prefix=True), {1}),
    "one letter": (word("e", prefix=True), {3}),
    "a long beginning": (word("infirmi", prefix=True), {2}),
    "a beginning after a hyphen": (word("rou-mars", prefix=True), {3}),
    "a whole word that is still typed": (word("infirmières", prefix=True), {2}),
    "no beginning unless asked": (word("genn"), set()),
    "a wrong letter": (word("dupomt", fuzzy=1), {2}),
    "swapped letters": (word("duopnt", fuzzy=1), {2}),
    "two wrong letters of a long word": (word("residanse", fuzzy=2), {3}),
    "two wrong letters of a short word": (word("dutomt", fuzzy=2), set()),
    "a wrong letter of a tiny word": (word("jxur", fuzzy=1), {3}),
    "too tiny a word": (word("sxl", fuzzy=1), set()),
    "a wrong letter in a beginning": (word("infrimi", prefix=True, fuzzy=1), {2}),
    "a phrase": (Phrase(("portage", "de", "repas"), TEXTS), {1}),
    "a phrase in another order": (Phrase(("repas", "portage"), TEXTS), set()),
    "a phrase over two values": (Phrase(("marais", "ehpad"), TEXTS), set()),
    "a phrase of stemmed words": (Phrase(("repas", "chaud"), TEXTS), {1}),
    "a phrase of one word": (Phrase(("dupont",), TEXTS), {2}),
    "a phrase of a stop word": (Phrase(("de",), TEXTS), {1, 2, 3, 4}),
    "a phrase where no positions are": (Phrase(("loire", "gennes"), TEXTS), {1}),
    "a keyword": (Term("covers", "49261"), {1, 3}),
    "a keyword in another case": (Term("covers", "D49149"), set()),
    "a set's value": (Term("kind", "home"), {1, 3}),
    "a number": (Term("commune", 49328), {2, 3}),
    "any number": (AnyOf("commune", frozenset([49261, 37000])), {1, 4}),
    "one of several numbers": (Term("price", 890), {1}),
    "any of some values": (AnyOf("covers", frozenset(["49328", "d49149"])), {1, 2, 3}),
    "any of very many values": (AnyOf("covers", frozenset(map(str, range(49_000, 49_300)))), {1, 3}),
    "any of no values": (AnyOf("covers", frozenset()), set()),
    "a range": (Range("price", 700, 900), {1}),
    "a range with its ends": (Range("price", 1200, 1200), {3}),
    "a range between two prices": (Range("price", 700, 800), set()),
    "an open range": (Range("price", low=700), {1, 3}),
    "a range open below": (Range("price", high=700), {1}),
    "a range without ends": (Range("price"), {1, 3}),
    "all": (All((word("repas"), Term("covers", "49328"))), {3}),
    "all of nothing": (All(()), {1, 2, 3, 4}),
    "any": (AnyQuery((word("dupont"), word("antenne"))), {2, 4}),
    "any of nothing": (AnyQuery(()), set()),
    "not": (Not(word("repas")), {2, 4}),
    "not in all": (All((Term("kind", "home"), Not(word("portage")))), {3}),
    "only nots": (All((Not(word("repas")), Not(word("dupont")))), {4}),
    "not not": (Not(Not(word("repas"))), {1, 3}),
    "any or not": (AnyQuery((word("dupont"), Not(word("repas")))), {2, 4}),
    "a stop word": (DE, {1, 2, 3, 4}),
    "a stop word in all": (All((DE, word("dupont"))), {2}),
    "a stop word in any": (AnyQuery((DE, word("dupont"))), {2}),
    "not a stop word": (All((Not(DE), word("dupont"))), {2}),
    "a boost": (Boost(word("repas"), 3.0), {1, 3}),
    "a preference": (Prefer(word("repas"), ((word("dupont"), 5.0),)), {1, 3}),
}


class EngineContract:
    name: ClassVar[str]

    @pytest.fixture(scope="class")
    def engine(self, tmp_path_factory: pytest.TempPathFactory) -> Engine:
        """Shared: these tests only ask."""
        return filled(open_engine(self.name, tmp_path_factory.mktemp(self.name), SCHEMA))

    @pytest.mark.parametrize("case", MATCHES)
    def test_matches(self, engine: Engine, case: str) -> None:
        query, expected = MATCHES[case]

        assert found(engine, query) == expected
        assert answer(engine, query, limit=0).total == len(expected)

    def test_a_count_comes_without_ids(self, engine: Engine) -> None:
        assert answer(engine, Everything(), limit=0).ids == ()

    def test_a_name_counts_more_than_a_text(self, engine: Engine) -> None:
        assert answer(engine, word("repas")).ids == (1, 3)

    def test_a_whole_word_counts_more_than_a_beginning(self, tmp_path: Path) -> None:
        names = [{"id": 1, "name": "Martineau"}, {"id": 2, "name": "Martin"}, {"id": 3, "name": "Martinez"}]
        engine = filled(open_engine(self.name, tmp_path, SCHEMA), names)

        assert answer(engine, word("martin", prefix=True)).ids == (2, 1, 3)

    def test_a_beginning_counts_more_than_a_mistake(self, tmp_path: Path) -> None:
        names = [{"id": 1, "name": "Mortin"}, {"id": 2, "name": "Martineau"}]
        engine = filled(open_engine(self.name, tmp_path, SCHEMA), names)

        assert answer(engine, word("martin", prefix=True, fuzzy=1)).ids == (2, 1)

    def test_equal_scores_come_by_id(self, tmp_path: Path) -> None:
        engine = filled(open_engine(self.name, tmp_path, SCHEMA), reversed(MANY))

        assert answer(engine, word("repas"), limit=300).ids == tuple(range(300))
        assert answer(engine, Term("kind", "home"), limit=5, offset=20).ids == (20, 21, 22, 23, 24)

    def test_pages_follow_each_other(self, engine: Engine) -> None:
        pages = [answer(engine, word("repas"), limit=1, offset=offset).ids for offset in range(3)]

        assert pages == [(1,), (3,), ()]

    def test_a_preference_adds_its_points(self, engine: Engine) -> None:
        plain = answer(engine, word("repas"))
        preferring = answer(engine, Prefer(word("repas"), ((Term("covers", "49328"), 50.0),)))

        assert preferring.ids == (3, 1)
        assert preferring.scores[0] == pytest.approx(plain.scores[1] + 50, abs=1e-3)

    def test_a_boost_multiplies(self, engine: Engine) -> None:
        plain, boosted = answer(engine, word("dupont")), answer(engine, Boost(word("dupont"), 3.0))

        assert boosted.scores[0] == pytest.approx(3 * plain.scores[0], abs=1e-3)

    def test_filters_give_no_points(self, engine: Engine) -> None:
        assert set(answer(engine, All((Term("kind", "home"), Range("price", 1)))).scores) == {0.0}

    def test_a_short_beginning_finds_words_without_number(self, tmp_path: Path) -> None:
        engine = filled(open_engine(self.name, tmp_path, SCHEMA), MANY)

        for beginning in ("d", "du", "du0", "du1"):
            expected = sum(f"du{number:03d}".startswith(beginning) for number in range(300))
            assert answer(engine, word(beginning, prefix=True)).total == expected

    def test_facets_count_all_matches(self, engine: Engine) -> None:
        counted = answer(engine, Everything(), limit=1, facets=["kind"]).facets

        assert counted == {"kind": {"home": 2, "meals": 1, "nurse": 1}}

    def test_facets_count_what_matches_only(self, engine: Engine) -> None:
        assert answer(engine, word("dupont"), facets=["kind"]).facets == {"kind": {"nurse": 1}}

    def test_no_facets_unless_asked(self, engine: Engine) -> None:
        assert answer(engine, Everything()).facets == {}

    def test_by_number(self, engine: Engine) -> None:
        assert answer(engine, Everything(), order=ByNumber("price")).ids == (1, 3, 2, 4)

    def test_by_number_descending(self, engine: Engine) -> None:
        assert answer(engine, Everything(), order=ByNumber("price", descending=True)).ids == (3, 1, 2, 4)

    def test_nearest(self, engine: Engine) -> None:
        near = Nearest(("commune",), {49328: 2.5, 37000: 9.0})

        assert answer(engine, Everything(), order=near).ids == (2, 3, 4, 1)

    def test_nearest_then_most_points(self, tmp_path: Path) -> None:
        places = [
            {"id": 1, "body": "repas", "commune": 1},
            {"id": 2, "name": "repas", "commune": 1},
            {"id": 3, "name": "repas"},
        ]
        engine = filled(open_engine(self.name, tmp_path, SCHEMA), places)

        assert answer(engine, word("repas"), order=Nearest(("commune",), {1: 0.0})).ids == (2, 1, 3)

    def test_suggests_public_words(self, engine: Engine) -> None:
        assert engine.close_terms("samur") == ("saumur",)
        assert engine.close_terms("gennse") == ("gennes",)

    @pytest.mark.parametrize("typed", ["dupomt", "saumur", "sa", "de", "", "samur genes"])
    def test_suggests_nothing_else(self, engine: Engine, typed: str) -> None:
        assert engine.close_terms(typed) == ()

    def test_suggests_no_word_that_only_documents_for_some_hold(self, tmp_path: Path) -> None:
        schema = replace(WITH_AUDIENCE, open_to_all=Term("seen_by", "all"))
        places = [("all", "Brion"), ("some", "Brian"), ("some", "Brion")]
        documents = [
            {"id": number, "place": place, "seen_by": seen_by}
            for number, (seen_by, place) in enumerate(places)
        ]
        engine = filled(open_engine(self.name, tmp_path, schema), documents)

        assert engine.close_terms("brixn") == ("brion",)

    def test_suggests_the_most_frequent_of_equally_close_words(self, tmp_path: Path) -> None:
        places = ["Brion", "Brian", "Brian", "Bribn"]
        documents = [{"id": number, "place": place} for number, place in enumerate(places)]
        engine = filled(open_engine(self.name, tmp_path, SCHEMA), documents)

        assert engine.close_terms("brixn", limit=2) == ("brian", "bribn")

    @pytest.mark.parametrize(
        "query",
        [
            Term("nope", "x"),
            Term("name", "x"),
            Range("kind", 1),
            Word("x", (("covers", 1.0),)),
            Term("price", "x"),
        ],
    )
    def test_refuses_fields_of_another_kind(self, engine: Engine, query: Query) -> None:
        with pytest.raises(ValueError, match=r"field|invalid"):
            engine.search(query)

    @pytest.mark.parametrize("asked", [{"facets": ["covers"]}, {"order": ByNumber("kind")}])
    def test_refuses_orders_and_facets_of_another_kind(self, engine: Engine, asked: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match="field"):
            engine.search(Everything(), **asked)

    def test_refuses_documents_with_unknown_fields(self, engine: Engine) -> None:
        with engine.writer() as writer, pytest.raises(ValueError, match="field"):
            writer.put([{"id": 9, "shoe_size": 44}])

    def test_knows_its_position_and_size(self, engine: Engine) -> None:
        assert engine.position() == START
        assert engine.status().documents == len(ALL)
        assert engine.status().size > 0

    @pytest.mark.parametrize(
        ("audience", "expected"),
        [
            ({"all"}, {0, 1, 2, 3}),
            ({"few"}, {4}),
            ({"all", "few"}, {0, 1, 2, 3, 4}),
            ({"none"}, set()),
            (set(), set()),
        ],
    )
    def test_filters_by_the_one_value_of_each(
        self, tmp_path: Path, audience: set[str], expected: set[int]
    ) -> None:
        documents = [{"id": id_, "name": "repas", "seen_by": "all" if id_ < 4 else "few"} for id_ in range(5)]
        engine = filled(open_engine(self.name, tmp_path, WITH_AUDIENCE), documents)
        seen = AnyOf("seen_by", frozenset(audience))

        assert found(engine, seen) == expected
        assert found(engine, All((word("repas"), seen))) == expected
        assert found(engine, All((word("repas"), Not(seen)))) == set(range(5)) - expected

    @pytest.mark.parametrize("wrong", [{}, {"seen_by": ["all", "few"]}, {"seen_by": None}])
    def test_refuses_documents_without_the_one_value(self, tmp_path: Path, wrong: dict[str, Any]) -> None:
        engine = open_engine(self.name, tmp_path, WITH_AUDIENCE)

        with pytest.raises(ValueError, match="seen_by"):
            engine.rebuild([{"id": 1, **wrong}], START)

    def test_answers_as_many_threads_ask(self, engine: Engine) -> None:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(lambda _: answer(engine, word("repas"), facets=["kind"]), range(64)))

        assert {each.ids for each in answers} == {(MEALS["id"], 3)}
