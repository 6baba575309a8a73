"""What every index engine promises to those who write, and to those who read meanwhile."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import pytest

from search.engine import Engine, EngineBusy, EngineFailure, Field, Position, Result, Schema
from search.engines import open_engine
from search.query import Everything
from tests.search.samples import ALL, MEALS, SCHEMA, START, answer, filled, found, word

NEXT = Position(8, b"\x03")


class WritingContract:
    name: ClassVar[str]

    def opened(self, folder: Path, schema: Schema = SCHEMA) -> Engine:
        return open_engine(self.name, folder, schema)

    def test_nothing_is_nothing(self, tmp_path: Path) -> None:
        engine = self.opened(tmp_path / "none")

        assert engine.position() is None
        assert engine.search(Everything(), facets=["kind"]) == Result(facets={"kind": {}})
        assert engine.close_terms("samur") == ()
        assert engine.status().documents == 0
        assert not (tmp_path / "none").exists()

    def test_an_empty_index_is_not_nothing(self, tmp_path: Path) -> None:
        engine = filled(self.opened(tmp_path), [], Position(0))

        assert engine.position() == Position(0)
        assert answer(engine, Everything()).total == 0

    def test_put_replaces(self, tmp_path: Path) -> None:
        engine = filled(self.opened(tmp_path))
        with engine.writer() as writer:
            writer.put([{"id": 2, "name": "Jeanne MARTIN"}, {"id": 5, "name": "Paul MARTIN"}])
            writer.commit(NEXT)

        assert found(engine, word("martin")) == {2, 5}
        assert found(engine, word("dupont")) == set()
        assert found(engine, Everything()) == {1, 2, 3, 4, 5}
        assert engine.position() == NEXT

    def test_the_last_put_counts(self, tmp_path: Path) -> None:
        engine = filled(self.opened(tmp_path))
        with engine.writer() as writer:
            writer.put([{"id": 2, "name": "Alpha"}, {"id": 2, "name": "Beta"}])
            writer.delete([1])
            writer.put([MEALS])
            writer.delete([3])
            writer.commit(NEXT)

        assert found(engine, Everything()) == {1, 2, 4}
        assert found(engine, word("beta")) == {2}
        assert found(engine, word("alpha")) == set()

    def test_several_commits_of_one_session(self, tmp_path: Path) -> None:
        engine = filled(self.opened(tmp_path))
        with engine.writer() as writer:
            for seq in range(8, 12):
                writer.put([{"id": 1, "name": f"Nom{seq}"}])
                writer.commit(Position(seq, b"x"))

        assert found(engine, word("nom11")) == {1}
        assert found(engine, word("nom10")) == set()
        assert engine.position() == Position(11, b"x")

    def test_deleted_words_are_suggested_no_more(self, tmp_path: Path) -> None:
        engine = filled(self.opened(tmp_path))
        with engine.writer() as writer:
            writer.delete([1])
            writer.commit(NEXT)

        assert engine.close_terms("gennse") == ()
        assert answer(engine, Everything(), facets=["kind"]).facets == {"kind": {"home": 1, "nurse": 1}}

    def test_what_was_not_committed_is_forgotten(self, tmp_path: Path) -> None:
        engine = filled(self.opened(tmp_path))
        with pytest.raises(ZeroDivisionError), engine.writer() as writer:
            writer.delete([1])
            raise ZeroDivisionError

        assert found(engine, Everything()) == {1, 2, 3, 4}
        assert engine.position() == START

    def test_a_session_that_failed_leaves_no_lock(self, tmp_path: Path) -> None:
        engine = filled(self.opened(tmp_path))
        with pytest.raises(ZeroDivisionError), engine.writer():
            raise ZeroDivisionError

        with engine.writer() as writer:
            writer.commit(NEXT)
        assert engine.position() == NEXT

    def test_others_see_each_commit(self, tmp_path: Path) -> None:
        engine, other = filled(self.opened(tmp_path)), self.opened(tmp_path)
        before = found(other, Everything())
        with engine.writer() as writer:
            writer.delete([1, 2])
            writer.commit(NEXT)

        assert (before, found(other, Everything())) == ({1, 2, 3, 4}, {3, 4})

    def test_others_see_a_rebuild(self, tmp_path: Path) -> None:
        engine, other = filled(self.opened(tmp_path)), self.opened(tmp_path)
        before = found(other, Everything())
        engine.rebuild([MEALS], NEXT)

        assert (before, found(other, Everything())) == ({1, 2, 3, 4}, {1})
        assert other.position() == NEXT

    def test_searching_goes_on_during_a_rebuild(self, tmp_path: Path) -> None:
        engine = filled(self.opened(tmp_path))
        seen = []

        def documents():
            yield MEALS
            seen.append(found(engine, Everything()))

        engine.rebuild(documents(), NEXT)

        assert seen == [{1, 2, 3, 4}]
        assert found(engine, Everything()) == {1}

    def test_a_rebuild_that_fails_changes_nothing(self, tmp_path: Path) -> None:
        engine = filled(self.opened(tmp_path))

        def documents():
            yield MEALS
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            engine.rebuild(documents(), NEXT)

        assert found(engine, Everything()) == {1, 2, 3, 4}
        assert engine.rebuild([MEALS], NEXT) == 1
        assert found(engine, Everything()) == {1}

    def test_old_generations_go(self, tmp_path: Path) -> None:
        engine = self.opened(tmp_path)
        for _ in range(4):
            filled(engine)

        assert len([path for path in (tmp_path / self.name).iterdir() if path.is_dir()]) == 1

    def test_one_writes_at_a_time(self, tmp_path: Path) -> None:
        engine, other = filled(self.opened(tmp_path)), self.opened(tmp_path)

        with engine.writer() as writer:
            with pytest.raises(EngineBusy), other.writer():
                pass
            with pytest.raises(EngineBusy):
                other.rebuild(ALL, NEXT)
            writer.commit(NEXT)

        assert other.rebuild(ALL, START) == len(ALL)

    def test_another_process_finds_it_busy(self, tmp_path: Path) -> None:
        engine = filled(self.opened(tmp_path))
        attempt = (
            "import sys; from pathlib import Path; from search.engines import open_engine\n"
            "from search.engine import EngineBusy; from tests.search.samples import SCHEMA, MEALS, START\n"
            f"engine = open_engine({self.name!r}, Path(sys.argv[1]), SCHEMA)\n"
            "try:\n    engine.rebuild([MEALS], START)\nexcept EngineBusy:\n    print('busy')\n"
        )

        with engine.exclusive():
            ran = subprocess.run(
                [sys.executable, "-c", attempt, str(tmp_path)], capture_output=True, text=True, check=True
            )

        assert ran.stdout.strip() == "busy"

    def test_writing_needs_an_index(self, tmp_path: Path) -> None:
        with pytest.raises(EngineFailure), self.opened(tmp_path).writer():
            pass

    @pytest.mark.parametrize(
        "schema",
        [Schema(SCHEMA.fields, version=2), Schema((*SCHEMA.fields, Field("more", "text")))],
        ids=["version", "fields"],
    )
    def test_an_index_made_otherwise_is_unknown(self, tmp_path: Path, schema: Schema) -> None:
        filled(self.opened(tmp_path))
        engine = self.opened(tmp_path, schema)

        assert engine.position() is None
        assert answer(engine, Everything()).total == 0
        assert filled(engine).position() == START

    def test_closing_is_for_the_time_being(self, tmp_path: Path) -> None:
        engine = filled(self.opened(tmp_path))
        engine.close()

        assert found(engine, Everything()) == {1, 2, 3, 4}

    @pytest.mark.parametrize("damage", [b"", b"\x00" * 40, b"{"], ids=["empty", "zeros", "text"])
    def test_a_damaged_index_never_stops_a_search(self, tmp_path: Path, damage: bytes) -> None:
        filled(self.opened(tmp_path / "good"))
        files = [file for file in (tmp_path / "good").rglob("*") if file.is_file()]

        for file in files:
            copy = tmp_path / "copy"
            shutil.copytree(tmp_path / "good", copy)
            (copy / file.relative_to(tmp_path / "good")).write_bytes(damage)
            engine = self.opened(copy)
            answer(engine, word("repas", prefix=True, fuzzy=1), facets=["kind"])
            if engine.position() is None:
                assert engine.search(Everything()) == Result()
            assert found(filled(engine), Everything()) == {1, 2, 3, 4}
            shutil.rmtree(copy)
