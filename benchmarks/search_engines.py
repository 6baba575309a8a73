"""The index engines by themselves, on invented documents, with bare SQLite FTS5 beside them.

    python -m benchmarks.search_engines [--documents 420000] [--whoosh 30000] [--rounds 3]

Every sentence is typed letter by letter; the last word is a beginning, only two audiences are asked for,
20 answers, the exact total and five facets are wanted (FTS5 gives its answers and the total only).
Times are those of the processor, so that what else the machine does counts little: one thread does it all.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, thread_time

from benchmarks import rpps_values as values
from search.engine import BY_SCORE, Document, Engine, Field, Nearest, Order, Position, Schema
from search.engines import open_engine
from search.language import parse
from search.query import All, AnyOf, Query, Word

SCHEMA = Schema(
    (
        *(Field(name, "text", positions=name == "name") for name in ("name", "title", "place", "street")),
        Field("body", "prose"),
        Field("words", "text", suggest=True),
        Field("audience", "keyword", single=True),
        Field("covers", "keyword"),
        Field("commune", "number"),
        Field("verified", "number"),
        *(Field(name, "set") for name in ("kind", "profession", "departement", "mode", "days")),
    )
)
FACETS = ("kind", "profession", "departement", "mode", "days")
TEXTS = (("name", 4.0), ("title", 2.0), ("place", 1.5), ("body", 1.0))
AUDIENCES = AnyOf("audience", frozenset(["public", "professionals"]))
SENTENCES = (
    "infirmier saumur",
    "portage repas gennes",
    "medecin generaliste montreuil",
    "kinesitherapeute a domicile",
    "dupont marie",
    "sage-femme saint-hilaire",
    "orthophoniste enfants cholet",
    "rue de la gare infirmiere",
)
DAYS = ("mo", "tu", "we", "th", "fr", "sa")
COMMUNES = (
    *("Saumur", "Cholet", "Gennes", "Angers"),
    *(
        f"{start}-{end}"
        for start in ("Saint-Hilaire", "Montreuil", "Gennes", "Saumur", "Cholet", "Doué", "Rou", "Brion")
        for end in (
            "Bellay",
            "le-Clos",
            "sur-Loire",
            "Florent",
            "la-Fontaine",
            "Marson",
            "les-Bois",
            "en-Val",
        )
    ),
)


def documents(count: int) -> Iterator[Document]:
    """The same ones for the same count."""
    chance = random.Random(1)
    professions, shares = list(values.PROFESSIONS), list(values.PROFESSIONS.values())
    families = [start + end for start in values.FAMILY_STARTS for end in values.FAMILY_ENDS]
    given_names = list(values.GIVEN_NAMES)
    for number in range(count):
        code, label = chance.choices(professions, shares)[0]
        commune = min(chance.randrange(len(COMMUNES)), chance.randrange(len(COMMUNES)))
        family, given = chance.choice(families), chance.choice(given_names)
        yield {
            "id": number,
            "name": f"{family} {given}",
            "title": label,
            "place": COMMUNES[commune],
            "street": f"{chance.randrange(1, 90)} rue {chance.choice(values.STREET_NAMES)}",
            "body": "Visites à domicile, enfants et adultes" if chance.random() < 0.05 else None,
            "words": [label, COMMUNES[commune]],
            "audience": chance.choices(("public", "professionals", "network"), (90, 8, 2))[0],
            "covers": [f"c{commune}", f"c{(commune + 1) % len(COMMUNES)}"],
            "commune": commune,
            "verified": chance.randrange(20_000, 20_600),
            "kind": ["practitioner"],
            "profession": [code],
            "departement": [("49", "37", "79", "86")[commune % 4]],
            "mode": [chance.choice("LS")],
            "days": chance.sample(DAYS, 4) if chance.random() < 0.03 else None,
        }


def typed() -> list[str]:
    """What stands in the box after each letter of each sentence."""
    return sorted({sentence[:end] for sentence in SENTENCES for end in range(1, len(sentence) + 1)})


def asked(text: str) -> Query:
    words = parse(text, {}).words
    return All((*(Word(word.text, TEXTS, prefix=word.unfinished) for word in words), AUDIENCES))


def timed(
    ask: Callable[[str], object], rounds: int, forget: Callable[[], object] | None = None
) -> list[float]:
    """Processor milliseconds of each text, sorted: the median of rounds that remember nothing."""
    taken: dict[str, list[float]] = {text: [] for text in typed()}
    for _ in range(rounds):
        if forget is not None:
            forget()
            ask("")  # opens the index again
        for text, times in taken.items():
            start = thread_time()
            ask(text)
            times.append((thread_time() - start) * 1000)
    return sorted(median(times) for times in taken.values())


def say(*cells: object) -> None:
    sys.stdout.write(
        " | ".join(f"{cell!s:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True)) + "\n"
    )
    sys.stdout.flush()


WIDTHS = (26, 9, 8, 7, 7, 7, 7, 7)


def report(name: str, count: int, seconds: float, size: int, times: Sequence[float]) -> None:
    nth = [times[int(len(times) * share)] for share in (0.5, 0.95)]
    figures = [f"{each:.2f}" for each in (*nth, times[-1])]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(name, count, f"{seconds:.1f}", f"{size / 1e6:.0f}", *figures, memory)


def measure_engine(name: str, folder: Path, count: int, rounds: int) -> None:
    engine = open_engine(name, folder, SCHEMA)
    made = list(documents(count))
    start = process_time()
    engine.rebuild(made, Position(1))
    seconds = process_time() - start
    del made
    near = Nearest(("commune",), {number: float(number % 17) for number in range(40)})
    for label, order, facets in (
        ("5 facets", BY_SCORE, FACETS),
        ("no facets", BY_SCORE, ()),
        ("nearest, 5 facets", near, FACETS),
    ):
        report(
            f"{name}, {label}",
            count,
            seconds,
            engine.status().size,
            timed(_asking(engine, order, facets), rounds, engine.close),
        )
    say(f"{name}, 1 document changed", count, f"{_one_commit(engine):.3f}", *[""] * 5)


def _asking(engine: Engine, order: Order, facets: Sequence[str]) -> Callable[[str], object]:
    return lambda text: engine.search(asked(text), facets=facets, order=order)


def _one_commit(engine: Engine) -> float:
    """Seconds to change one document, the median of five commits."""
    changed = list(islice(documents(5), 5))
    taken = []
    for number, document in enumerate(changed):
        start = perf_counter()
        with engine.writer() as writer:
            writer.put([document])
            writer.commit(Position(2 + number))
        taken.append(perf_counter() - start)
    return median(taken)


def measure_fts5(folder: Path, count: int, rounds: int) -> None:
    path = folder / "fts5.db"
    made = list(documents(count))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE entry USING fts5 (name, title, place, body, audience UNINDEXED,"
            " prefix='1 2 3', tokenize='unicode61 remove_diacritics 2', content='')"
        )
        start = process_time()
        rows = ([each[name] for name in ("name", "title", "place", "body", "audience")] for each in made)
        connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", rows)
        connection.commit()
        seconds = process_time() - start

        def ask(text: str) -> object:
            words = text.replace("-", " ").split()
            match = " ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])
            page = connection.execute(
                "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, 4, 2, 1.5, 1) LIMIT 20",
                (match,),
            )
            total = connection.execute("SELECT count(*) FROM entry WHERE entry MATCH ?", (match,))
            return page.fetchall(), total.fetchone()

        report("FTS5, no facets", count, seconds, path.stat().st_size, timed(ask, rounds))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=420_000)
    parser.add_argument("--whoosh", type=int, default=30_000, help="documents for the Whoosh engine")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    say("", "documents", "index s", "MB", "p50 ms", "p95 ms", "max ms", "RSS MB")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        measure_engine("tantivy", folder / "large", chosen.documents, chosen.rounds)
        measure_fts5(folder, chosen.documents, chosen.rounds)
        measure_engine("tantivy", folder / "small", chosen.whoosh, chosen.rounds)
        measure_engine("whoosh", folder / "small", chosen.whoosh, chosen.rounds)


if __name__ == "__main__":
    main()
