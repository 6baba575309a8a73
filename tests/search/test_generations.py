"""One current generation, found by its pointer; new ones stand beside it."""

import errno
import shutil
from pathlib import Path

import pytest

from core.lock import FileLock
from search.engine import EngineBusy, EngineFull
from search.generations import POINTER, Generations


def test_nothing_is_current_at_first(tmp_path: Path) -> None:
    assert Generations(tmp_path / "none").current() is None


def test_the_published_one_is_current(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    fresh = generations.fresh()
    before = generations.current()
    generations.publish(fresh)

    assert (before, generations.current()) == (None, fresh)


def test_numbers_are_never_used_again(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    first = generations.fresh()
    generations.publish(first)
    second = generations.fresh()
    generations.publish(second)

    assert generations.fresh().name > second.name > first.name


def test_the_number_of_one_that_was_lost_is_not_used_again(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    generations.publish(generations.fresh())
    shutil.rmtree(tmp_path / "000001")

    assert Generations(tmp_path).fresh().name == "000002"


def test_the_old_ones_go(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    for _ in range(3):
        generations.publish(generations.fresh())

    assert [path for path in tmp_path.iterdir() if path.is_dir()] == [generations.current()]


def test_what_a_killed_build_left_goes(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    generations.publish(generations.fresh())
    left = generations.fresh()
    (left / "half").write_text("x")
    generations.fresh()

    assert not (left / "half").exists()


@pytest.mark.parametrize("pointer", [b"", b"../elsewhere", b"\xff\xfe", b"current"])
def test_a_strange_pointer_points_nowhere(tmp_path: Path, pointer: bytes) -> None:
    (tmp_path / POINTER).write_bytes(pointer)

    assert Generations(tmp_path).current() is None


def test_a_lock_may_be_taken_again_by_its_holder(tmp_path: Path) -> None:
    lock, other = FileLock(tmp_path / "lock", EngineBusy), FileLock(tmp_path / "lock", EngineBusy)

    with lock.held(), lock.held(), pytest.raises(EngineBusy), other.held():
        pass
    with other.held():
        pass


def test_a_lock_is_held_against_other_threads(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    lock = FileLock(tmp_path / "lock", EngineBusy)

    def take() -> None:
        with lock.held():
            pass

    with lock.held(), ThreadPoolExecutor(1) as threads, pytest.raises(EngineBusy):
        threads.submit(take).result()


def test_a_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    generations.publish(generations.fresh())
    before = generations.current()

    with pytest.raises(EngineFull), generations.replacing() as path:
        (path / "half").write_text("x")
        raise OSError(errno.ENOSPC, "No space left on device")

    assert generations.current() == before
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == [before]


def test_a_build_that_succeeds_is_the_current_one(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    with generations.replacing() as path:
        assert generations.current() is None

    assert generations.current() == path
