"""Days in free words: “week-end”, “7j/7”, “du lundi au vendredi”, “lun-sam”, “demain”."""

from datetime import date

from directory import nomenclatures
from directory.schedules import DAYS as WEEK
from directory.search import vocabulary
from directory.search.typed import Span, Typed

_AHEAD = {"aujourdhui": 0, "ce jour": 0, "ce soir": 0, "demain": 1, "apres demain": 2}
_EACH = frozenset({"par", "une"})


def said(typed: Typed, span: Span, today: date | None) -> tuple[str, ...]:
    """The days that these words name together; none if they name none, as “2 h par semaine”."""
    if today is not None and (ahead := _AHEAD.get(typed.plain(span))) is not None:
        return (WEEK[(today.weekday() + ahead) % 7],)
    if typed.before(span) in _EACH:
        return ()
    return vocabulary.day_groups().get(typed.key(span)) or _from_to(typed, span)


def _from_to(typed: Typed, span: Span) -> tuple[str, ...]:
    pieces = typed.plain(span).split()
    joined = len(pieces) == 2 and "-" in typed.written(span)
    if not joined and not (len(pieces) == 3 and pieces[1] in ("au", "a")):
        return ()
    ends = [nomenclatures.match("day", piece) for piece in (pieces[0], pieces[-1])]
    codes = [found[0].code for found in ends if found and found[0].code in WEEK]
    if len(codes) < 2:
        return ()
    first, last = map(WEEK.index, codes)
    return tuple(WEEK[(first + ahead) % 7] for ahead in range((last - first) % 7 + 1))
