"""What the search index holds of an entry: its fields, and what each one means."""

from functools import cache
from typing import TypeAlias

from directory import communes
from directory.kinds import Visibility
from search.engine import Field, Schema
from search.query import Term

Weights: TypeAlias = tuple[tuple[str, float], ...]  # fields, and what a word in each is worth

# Words, best first: what a name says weighs more than what surrounds it.
TEXT_FIELDS: Weights = (("name", 4.0), ("title", 2.0), ("place", 1.5), ("body", 1.0))
NUMBERS_OF = {  # telephone and register numbers that may be sought, by the audience that may see them
    "public": "numbers",
    "professionals": "numbers_professionals",
    "network": "numbers_network",
}
# Of an entry's first place and of up to three others, as `commune_number` makes them: the nearest counts.
COMMUNES = ("commune", "commune_2", "commune_3", "commune_4")
FACETS_OF_ALL = ("kind", "departement", "profession")  # nearly all entries are practitioners
FACETS_OF_KIND = {
    "organization": ("category",),
    "service": ("service_type", "availability", "day", "diet"),
}

SCHEMA = Schema(
    fields=(
        Field("name", "text", positions=True, suggest=True),
        Field("title", "text", suggest=True),
        Field("place", "text", suggest=True),
        Field("body", "prose"),
        *(Field(name, "text") for name in NUMBERS_OF.values()),
        Field("seen_by", "keyword", single=True),  # the audience that may see the entry at all
        Field("covers", "keyword"),  # communes it stands in or serves
        Field("stands_in", "keyword"),
        *(Field(name, "number") for name in COMMUNES),
        Field("price", "number"),  # euro cents, each price
        Field("verified", "number"),  # days since 1970-01-01
        Field("updated", "number"),
        Field("availability_until", "number"),
        Field("kind", "set", single=True),
        Field("profession", "set"),
        Field("specialty", "keyword"),
        Field("service_type", "set", rare=True),
        Field("activity", "keyword"),
        Field("category", "set", rare=True),
        Field("departement", "set"),
        Field("availability", "set", rare=True),
        Field("day", "set", rare=True),
        Field("diet", "set", rare=True),
        Field("temperature", "keyword"),  # of meals: hot, chilled
        Field("audience", "keyword"),
        Field("funding", "keyword"),
        Field("access", "keyword"),
        Field("operating_mode", "keyword"),
        Field("mode", "keyword"),
        Field("conventionnement", "keyword"),
        Field("gir", "keyword"),
        Field("new_patients", "keyword"),  # "yes" or "no"
        Field("home_visits", "keyword"),
    ),
    version=2,
    open_to_all=Term("seen_by", Visibility.PUBLIC),
)


@cache
def commune_number(code: str) -> int | None:
    """Today's commune of a place as a number, by which distances are looked up."""
    place = communes.by_code(code)
    return int(place.current or place.code, 36) if place else None
