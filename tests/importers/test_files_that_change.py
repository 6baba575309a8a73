"""Files that are another thing at the end of an import than at its beginning, or have strange names."""

import os
from pathlib import Path

import pytest
from sqlmodel import col, select

from core.errors import Invalid
from directory.provenance.imports import ImportRun
from importers import run as runner
from tests.importers import paper
from tests.importers.desk import Desk
from tests.importers.paper import person


def test_a_file_cut_while_it_is_read_withdraws_nobody(desk: Desk) -> None:
    people = [person(str(number)) for number in range(5)]
    desk.take(people)

    def cut(*_: object) -> bool:
        (written,) = desk.folder.glob("rpps*")
        written.write_text("".join(written.read_text("utf-8").splitlines(keepends=True)[:3]), "utf-8")
        return False

    with pytest.raises(Invalid, match="was changed while it was read"):
        desk.take(people, cancelled=cut)

    assert desk.take(people).unchanged == 5


def test_a_pipe_is_refused_at_once(desk: Desk, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)

    with pytest.raises(Invalid, match="no ordinary file"):
        runner.run(desk.runtime, desk.actor, "rpps", [pipe])


def test_a_name_that_is_no_utf8_is_no_obstacle(desk: Desk) -> None:
    written = paper.write(desk.folder, "rpps", [person("1")])
    strange = written.with_name("rpps.no\udce9l")
    try:
        written.rename(strange)
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")

    assert runner.run(desk.runtime, desk.actor, "rpps", [strange]).added == 1
    with desk.runtime.read() as session:
        assert session.exec(select(col(ImportRun.files))).one() == ["rpps.nol"]
