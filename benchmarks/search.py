"""Search as one types: `directory.search.find` whole on 500,000 activity rows

    python -m benchmarks.search [--rows 500000] [--whoosh 35000] [--rounds 5]

An invented file in the official format is imported for real (once: it stays in the temporary folder). Every
sentence is typed letter by letter; `find` parses, understands, asks the index, checks rights, loads 20
entries and counts every facet. Beside it, on the same entries: the words of the same texts in SQLite FTS5 and
in bare tantivy, the last word as a beginning, 20 numbers and the exact total, no facets. The
rounds take turns; each figure is of the medians of a text's rounds. Seconds are those of the clock.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import tantivy

from accounts.permissions import Actor
from benchmarks import rpps_directory
from core.runtime import Runtime
from directory.search import documents, following
from directory.search.find import find
from directory.search.results import SearchRequest
from directory.search.schema import SCHEMA
from search.analysis import tokens
from search.engine import Engine
from search.engines import open_engine

SENTENCES = (
    "infirmier saumur",
    "kiné angers domicile",
    "médecin généraliste gennes",
    "orthophoniste 49400",
    "sage-femme doué",
    "martin claire",
    "pharmacien cholet",
    "dr moreau cardiologue",
    "cabinet infirmier rue de la gare",
    "psychologue nantes",
)
SMALL_TERRITORY = ("49", "37", "79", "86")
FIELDS = ("name", "title", "place", "body")
Ask = Callable[[str], object]


def typed() -> list[str]:
    """What stands in the box after each letter of each sentence, in a settled order."""
    begun = (sentence[:end] for sentence in SENTENCES for end in range(1, len(sentence) + 1))
    return list(dict.fromkeys(begun))


def finding(runtime: Runtime, engine: Engine, actor: Actor) -> Ask:
    def ask(text: str) -> object:
        with runtime.read() as session:
            return find(session, engine, actor, SearchRequest(text))

    return ask


def timed(asks: Mapping[str, Ask], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each text, the median of its rounds, sorted, by program; they take turns."""
    taken = {(name, text): list[float]() for name in asks for text in typed()}
    for number in range(rounds + 1):  # the first one only warms up
        for name, ask in asks.items():
            for text in typed():
                start = perf_counter()
                ask(text)
                if number:
                    taken[name, text].append((perf_counter() - start) * 1000)
    return {name: sorted(median(taken[name, text]) for text in typed()) for name in asks}


def rows_beside(runtime: Runtime) -> Iterator[tuple[int, list[str]]]:
    """The texts of every entry, analysed as ours are, field by field."""
    with runtime.read() as session:
        for document in documents.load_all(session):
            said = (document.get(name) or "" for name in FIELDS)
            texts = (each if isinstance(each, str) else " ".join(each) for each in said)
            yield document["id"], [" ".join(tokens(text)) for text in texts]


def fts5(path: Path, runtime: Runtime) -> Ask:
    if not path.exists():
        making = path.with_suffix(".part")
        making.unlink(missing_ok=True)
        with closing(sqlite3.connect(making)) as connection:
            connection.execute(
                f"CREATE VIRTUAL TABLE entry USING fts5 ({', '.join(FIELDS)}, prefix='1 2 3', content='')"
            )
            values = ((number, *texts) for number, texts in rows_beside(runtime))
            connection.executemany(
                f"INSERT INTO entry (rowid, {', '.join(FIELDS)}) VALUES (?, ?, ?, ?, ?)", values
            )
            connection.commit()
        making.rename(path)
    opened = sqlite3.connect(path)

    def ask(text: str) -> object:
        words = tokens(text)
        if not words:
            return None
        match = " ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])
        page = "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, 4, 2, 1.5, 1) LIMIT 20"
        total = "SELECT count(*) FROM entry WHERE entry MATCH ?"
        return opened.execute(page, (match,)).fetchall(), opened.execute(total, (match,)).fetchone()

    return ask


def bare_tantivy(path: Path, runtime: Runtime) -> Ask:
    builder = tantivy.SchemaBuilder().add_integer_field("id", indexed=True, fast=True)
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    if not (path / "meta.json").exists():
        path.mkdir(exist_ok=True)
        writer = tantivy.Index(schema, str(path)).writer(128_000_000, 1)
        for number, texts in rows_beside(runtime):
            values = {"id": number, **dict(zip(FIELDS, texts, strict=True))}
            writer.add_document(tantivy.Document.from_dict(values, schema))
        writer.commit()
        writer.wait_merging_threads()
    searcher = tantivy.Index.open(str(path)).searcher()

    def anywhere(word: str, unfinished: bool) -> tuple[tantivy.Occur, tantivy.Query]:
        ways = [
            tantivy.Query.fuzzy_term_query(schema, name, word, 0, True, True)
            if unfinished
            else tantivy.Query.term_query(schema, name, word, "freq")
            for name in FIELDS
        ]
        return tantivy.Occur.Must, tantivy.Query.disjunction_max_query(ways)

    def ask(text: str) -> object:
        words = tokens(text)
        if not words:
            return None
        every = [anywhere(word, at == len(words)) for at, word in enumerate(words, 1)]
        found = searcher.search(tantivy.Query.boolean_query(every), 20)
        numbers = searcher.fast_field_values("id", [address for _score, address in found.hits])
        return numbers, found

    return ask


WIDTHS = (32, 9, 8, 8, 8)


def say(*cells: object) -> None:
    line = " | ".join(f"{cell!s:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True))
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def report(entries: int, times: Mapping[str, list[float]]) -> None:
    for name, each in times.items():
        nth = [each[int(len(each) * share)] for share in (0.5, 0.95)]
        say(name, entries, *(f"{figure:.1f}" for figure in (*nth, each[-1])))


def rebuilt(runtime: Runtime, actor: Actor, engine: Engine) -> str:
    start, worked = perf_counter(), process_time()
    count = following.rebuild(runtime, actor, engine).documents
    seconds, cpu = perf_counter() - start, process_time() - worked
    return f"rebuild of {count} entries: {seconds:.1f} s ({cpu:.1f} s of processor)\n"


def measure(rows: int, whoosh_rows: int, rounds: int) -> None:
    made = rpps_directory.folder(rows)
    runtime, actor = rpps_directory.opened(made)
    engine = open_engine("tantivy", made, SCHEMA)
    rebuild = rebuilt(runtime, actor, engine)
    asks = {
        "find, tantivy": finding(runtime, engine, actor),
        "SQLite FTS5": fts5(made / "fts5.db", runtime),
        "bare tantivy": bare_tantivy(made / "bare", runtime),
    }
    say(f"{len(typed())} texts, milliseconds", "entries", "p50", "p95", "max")
    report(engine.status().documents, timed(asks, rounds))
    small = rpps_directory.folder(whoosh_rows, SMALL_TERRITORY)
    runtime, actor = rpps_directory.opened(small)
    engines = {f"find, {name}": open_engine(name, small, SCHEMA) for name in ("whoosh", "tantivy")}
    for each in engines.values():
        following.catch_up(runtime, each)
    entries = engines["find, whoosh"].status().documents
    report(entries, timed({name: finding(runtime, each, actor) for name, each in engines.items()}, rounds))
    sys.stdout.write(rebuild)
    sys.stdout.write(f"load of the machine at the end: {os.getloadavg()[0]:.1f}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--whoosh", type=int, default=35_000, help="rows for the Whoosh engine")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    measure(chosen.rows, chosen.whoosh, chosen.rounds)


if __name__ == "__main__":
    main()
