"""Which source is believed first, field by field.

A secretariat's own table is local knowledge and comes first, except for who a practitioner is: the
national register decides that. An unknown source comes last.
"""

from functools import cache

LOCAL_FIRST = ("table", "finess-plus", "rpps", "mssante")
REGISTER_FIRST = ("rpps", "finess-plus", "mssante", "table")
DECIDED_BY_REGISTER = frozenset({"civility", "family_name", "given_name", "profession", "category"})


@cache
def rank(source: str, path: str = "") -> int:
    """0 is believed first. Records kept under "table:aides" come from the source "table"."""
    order = REGISTER_FIRST if path in DECIDED_BY_REGISTER else LOCAL_FIRST
    name = source.partition(":")[0]
    return order.index(name) if name in order else len(order)
