"""Every public function that takes an actor refuses exactly the roles that the permission table refuses."""

from contextlib import suppress
from pathlib import Path

import pytest

from accounts.permissions import Actor, may
from core.errors import AppError, NotAllowed
from core.runtime import Runtime
from directory import editing
from directory.kinds import EntryKind
from tests.accounts.permission_rows import ROWS as ACCOUNTS
from tests.cast import BY_ROLE, NOW, OWNER
from tests.directory.permission_rows import ROWS as DIRECTORY
from tests.directory.samples import NURSE
from tests.house import ROOT
from tests.importers.permission_rows import ROWS as IMPORTERS
from tests.permissions import Asks, Follows, Row, Shows, Stage, functions

ROWS: dict[str, Row] = {**ACCOUNTS, **DIRECTORY, **IMPORTERS}
ASKING = {name: row for name, row in ROWS.items() if isinstance(row, Asks)}


@pytest.fixture
def stage(runtime: Runtime, tmp_path: Path) -> Stage:
    with runtime.write() as session:
        public = editing.add(session, OWNER, EntryKind.PRACTITIONER, NURSE)
        quiet = NURSE | {"visibility": "network", "identifiers": []}
        hidden = editing.add(session, OWNER, EntryKind.PRACTITIONER, quiet)
    return Stage(runtime, tmp_path, public, hidden)


class Undone(Exception):
    """Leaves a transaction without a trace."""


def is_refused(row: Asks, stage: Stage, actor: Actor) -> bool:
    try:
        if row.edge:
            row.call(stage, actor)
        else:
            with suppress(Undone), stage.runtime.write() as stage.session:
                row.call(stage, actor)
                raise Undone
    except NotAllowed:
        return True
    except AppError:
        return False
    return False


def test_every_function_that_takes_an_actor_has_a_row() -> None:
    assert sorted(ROWS) == sorted(functions())


@pytest.mark.parametrize("name", ASKING)
def test_exactly_these_roles_are_refused(name: str, stage: Stage) -> None:
    row = ASKING[name]

    refused = {role for role, actor in BY_ROLE.items() if is_refused(row, stage, actor)}

    assert refused == {role for role, actor in BY_ROLE.items() if not may(actor, row.action, row.target, NOW)}


def test_what_refuses_nobody_is_tested_elsewhere() -> None:
    tested = {row.tested for row in ROWS.values() if isinstance(row, Shows)}

    assert [path for path in sorted(tested) if not (ROOT / path).is_file()] == []


def test_a_part_belongs_to_a_function_that_asks() -> None:
    assert {row.part_of for row in ROWS.values() if isinstance(row, Follows)} <= ASKING.keys()
