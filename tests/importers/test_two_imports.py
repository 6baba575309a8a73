"""Two imports at once: each would withdraw what the other one has just brought."""

import pytest

from core.errors import Conflict, Invalid, NotAllowed
from tests.cast import MEMBER
from tests.importers.desk import Desk
from tests.importers.paper import person


def test_two_imports_at_once_do_not_take_back_what_the_other_brings(desk: Desk) -> None:
    """The second one is told to wait, and changes nothing."""
    refused: list[str] = []

    def another(*_: object) -> bool:
        with pytest.raises(Conflict, match="Another import is running") as told:
            desk.take([person("2")], name="rpps-of-others")
        refused.append(str(told.value))
        return False

    first = desk.take([person("1")], cancelled=another)

    assert (first.added, first.withdrawn) == (1, 0)
    assert refused
    assert (
        desk.take([person("2")], accept_fewer=True).withdrawn == 1
    )  # one after the other, the last one stays


def test_a_trial_runs_beside_an_import(desk: Desk) -> None:
    def another(*_: object) -> bool:
        assert desk.take([person("2")], name="rpps-of-others", dry_run=True).added == 1
        return False

    assert desk.take([person("1")], cancelled=another).added == 1


def test_who_may_not_import_is_not_told_whether_somebody_does(desk: Desk) -> None:
    def another(*_: object) -> bool:
        with pytest.raises(NotAllowed):
            Desk(desk.runtime, MEMBER, desk.folder).take([person("2")], name="rpps-of-others")
        with pytest.raises(Invalid, match="no source"):
            desk.take([person("2")], name="rpps-of-others", source="nosuch")
        return False

    assert desk.take([person("1")], cancelled=another).added == 1
