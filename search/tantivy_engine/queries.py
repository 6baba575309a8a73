"""Our query nodes as tantivy's built queries; its own parser is never used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import tantivy
from tantivy import Occur

from search import analysis
from search.engine import Field, Kind, Schema
from search.query import (
    All,
    Any,
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
    Value,
    Word,
)
from search.tantivy_engine.documents import META, POSITION

FEW_VALUES = 8  # more are sought as one set of terms
BEGINNING_POINTS = 0.5  # of a field's boost, for the beginning of a word
MISSPELT_POINTS = 0.25
OTHER_FIELDS_SHARE = 0.1  # what a word's further fields add to its best one


class Translator:
    """Builds queries for one schema. `ValueError` for a field that it does not have."""

    def __init__(self, schema: Schema, index_schema: tantivy.Schema) -> None:
        self._fields = schema.by_name
        self._schema = index_schema
        self.position = tantivy.Query.term_query(index_schema, META, POSITION, "basic")
        ours = _boolean([(Occur.Must, tantivy.Query.all_query()), (Occur.MustNot, self.position)])
        self.everything = _scored(ours, 0.0)

    def whole(self, query: Query) -> tantivy.Query:
        """The query; everything when it says nothing."""
        translated = self.translate(query)
        return self.everything if translated is None else translated

    def both(self, asked: tantivy.Query, query: Query) -> tantivy.Query:
        """What a translated query finds, as far as another one does, too."""
        return _all([asked, self.whole(query)])

    def translate(self, query: Query) -> tantivy.Query | None:
        """None when it holds stop words only."""
        match query:
            case Everything():
                return self.everything
            case Nothing():
                return tantivy.Query.empty_query()
            case Term(field, value):
                return self._filter(field, [value])
            case AnyOf(field, values):
                return self._filter(field, sorted(values, key=str))
            case Range():
                return self._range(query)
            case Word():
                return self._word(query)
            case Phrase():
                return self._phrase(query)
            case All(children):
                return self._all(children)
            case Any(children):
                return self._any(children)
            case Not(child):
                return self._not(child)
            case Boost(child, factor):
                translated = self.translate(child)
                return None if translated is None else tantivy.Query.boost_query(translated, factor)
            case Prefer():
                return self._prefer(query)

    def _field(self, name: str, *kinds: Kind) -> Field:
        field = self._fields.get(name)
        if field is None or field.kind not in kinds:
            raise ValueError(f"{name!r} is no field of the kind {' or '.join(kinds)}")
        return field

    def _filter(self, name: str, values: Sequence[Value]) -> tantivy.Query:
        number = self._field(name, "keyword", "set", "number").kind == "number"
        found = [int(value) if number else str(value) for value in values]
        if not found:
            return tantivy.Query.empty_query()
        if len(found) > FEW_VALUES:
            return _scored(tantivy.Query.term_set_query(self._schema, name, found), 0.0)
        terms = [tantivy.Query.term_query(self._schema, name, value, "basic") for value in found]
        return _scored(_any(terms), 0.0)

    def _range(self, query: Range) -> tantivy.Query:
        self._field(query.field, "number")
        if query.low is None and query.high is None:
            return _scored(tantivy.Query.exists_query(query.field), 0.0)
        numbers = tantivy.Query.range_query(
            self._schema, query.field, tantivy.FieldType.Integer, query.low, query.high
        )
        return _scored(numbers, 0.0)

    def _word(self, word: Word) -> tantivy.Query | None:
        clauses = [clause for name, boost in word.fields for clause in self._word_in(word, name, boost)]
        return _best(clauses)

    def _word_in(self, word: Word, name: str, boost: float) -> list[tantivy.Query]:
        analyse = self._analysis(name)
        words = analyse(word.text)
        if not words:
            return []
        clauses = [tantivy.Query.boost_query(_all(self._terms(name, words)), boost)]
        if word.prefix:
            *whole, last = analysis.unfinished_words(word.text)
            beginning = [*self._terms(name, analyse(" ".join(whole))), self._fuzzy(name, last, 0, True)]
            clauses.append(_scored(_all(beginning), boost * BEGINNING_POINTS))
        if word.fuzzy:
            misspelt = [
                self._fuzzy(name, each, word.fuzzy, word.prefix and each is words[-1]) for each in words
            ]
            clauses.append(_scored(_all(misspelt), boost * MISSPELT_POINTS))
        return clauses

    def _analysis(self, name: str) -> Callable[[str], tuple[str, ...]]:
        prose = self._field(name, "text", "prose").kind == "prose"
        return analysis.prose_tokens if prose else analysis.tokens

    def _terms(self, name: str, words: Iterable[str]) -> list[tantivy.Query]:
        return [tantivy.Query.term_query(self._schema, name, word, "freq") for word in words]

    def _fuzzy(self, name: str, word: str, wrong: int, unfinished: bool) -> tantivy.Query:
        # A beginning is a fuzzy query of distance 0: phrase_prefix_query stops at the first 50 words.
        wrong = min(wrong, analysis.forgiven(word))
        return tantivy.Query.fuzzy_term_query(self._schema, name, word, wrong, True, unfinished)

    def _phrase(self, phrase: Phrase) -> tantivy.Query | None:
        clauses = []
        for name, boost in phrase.fields:
            words = self._analysis(name)(" ".join(phrase.words))
            if words:
                clauses.append(tantivy.Query.boost_query(self._in_order(name, words), boost))
        return _best(clauses)

    def _in_order(self, name: str, words: Sequence[str]) -> tantivy.Query:
        if self._fields[name].positions and len(words) > 1:  # of one word, phrase_query panics
            return tantivy.Query.phrase_query(self._schema, name, list(words))
        return _all(self._terms(name, words))

    def _said(self, children: Iterable[Query]) -> list[tantivy.Query]:
        return [said for said in map(self.translate, children) if said is not None]

    def _all(self, children: tuple[Query, ...]) -> tantivy.Query | None:
        wanted = self._said(child for child in children if not isinstance(child, Not | Everything))
        unwanted = self._said(child.child for child in children if isinstance(child, Not))
        if not wanted and not unwanted:
            return self.everything if Everything() in children or not children else None
        clauses = [(Occur.Must, each) for each in wanted or [self.everything]]
        return _boolean([*clauses, *((Occur.MustNot, each) for each in unwanted)])

    def _any(self, children: tuple[Query, ...]) -> tantivy.Query | None:
        if not children:
            return tantivy.Query.empty_query()
        said = self._said(children)
        return _any(said) if said else None

    def _not(self, child: Query) -> tantivy.Query | None:
        unwanted = self.translate(child)
        if unwanted is None:
            return None
        return _boolean([(Occur.Must, self.everything), (Occur.MustNot, unwanted)])

    def _prefer(self, prefer: Prefer) -> tantivy.Query:
        clauses = [(Occur.Must, self.whole(prefer.child))]
        for wished, points in prefer.wished:
            translated = self.translate(wished)
            if translated is not None:
                clauses.append((Occur.Should, _scored(translated, points)))
        return _boolean(clauses)


def _boolean(clauses: Sequence[tuple[Occur, tantivy.Query]]) -> tantivy.Query:
    return tantivy.Query.boolean_query(clauses)


def _scored(query: tantivy.Query, points: float) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, points)


def _all(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return queries[0] if len(queries) == 1 else _boolean([(Occur.Must, query) for query in queries])


def _any(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return queries[0] if len(queries) == 1 else _boolean([(Occur.Should, query) for query in queries])


def _best(queries: Sequence[tantivy.Query]) -> tantivy.Query | None:
    """Any of them, for the points of the best one; None of none."""
    if len(queries) < 2:
        return queries[0] if queries else None
    return tantivy.Query.disjunction_max_query(queries, OTHER_FIELDS_SHARE)
