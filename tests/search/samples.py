"""A small invented index that the tests of the engines share."""

from typing import Any

from search.engine import Engine, Field, Position, Result, Schema
from search.query import Query, Word

SCHEMA = Schema(
    (
        Field("name", "text", positions=True),
        Field("place", "text", suggest=True),
        Field("body", "prose", positions=True),
        Field("kind", "set"),
        Field("covers", "keyword"),
        Field("commune", "number"),
        Field("price", "number"),
    )
)
SEEN_BY = Field("seen_by", "keyword", single=True)
WITH_AUDIENCE = Schema((*SCHEMA.fields, SEEN_BY))
TEXTS = (("name", 3.0), ("place", 1.5), ("body", 1.0))
START = Position(7, b"\x01\x02")

MEALS = {
    "id": 1,
    "name": "Portage de repas du Marais",
    "place": "Gennes-Val-de-Loire",
    "body": "Repas chauds livrés, sans sel ou mixés",
    "kind": ["meals", "home"],
    "covers": ["49261", "d49149"],
    "commune": 49261,
    "price": [696, 890],
}
NURSE = {
    "id": 2,
    "name": "Jeanne DUPONT",
    "place": "Saumur",
    "body": "Infirmière libérale",
    "kind": ["nurse"],
    "covers": ["49328"],
    "commune": 49328,
}
HOME = {
    "id": 3,
    "name": ["Résidence Le Marais", "EHPAD de Rou-Marson"],
    "place": "Saumur",
    "body": "Hébergement, accueil de jour et repas",
    "kind": ["home"],
    "covers": ["49328", "49261"],
    "commune": 49328,
    "price": 1200,
}
SILENT: dict[str, Any] = {"id": 4, "name": "Antenne", "kind": None, "commune": 37000}
ALL = (MEALS, NURSE, HOME, SILENT)


def filled(engine: Engine, documents: Any = ALL, position: Position = START) -> Engine:
    engine.rebuild(documents, position)
    return engine


def word(text: str, *, prefix: bool = False, fuzzy: int = 0) -> Word:
    return Word(text, TEXTS, prefix=prefix, fuzzy=fuzzy)


def found(engine: Engine, query: Query, **asked: Any) -> set[int]:
    """The ids, in no order."""
    return set(answer(engine, query, **asked).ids)


def answer(engine: Engine, query: Query, **asked: Any) -> Result:
    return engine.search(query, **asked)
