"""Work in a process beside: what it sends arrives, and it ends when nobody wants it any more."""

import os
import pickle
import signal
import sys
import time
from io import StringIO
from pathlib import Path
from time import monotonic

import pytest

from core.beside import beside

LARGER_THAN_A_PIPE = 300_000


def _count(channel, limit):
    for number in range(limit):
        channel.send(number)


def _count_and_note(channel, limit, sent):
    for _ in range(limit):
        channel.send("x" * LARGER_THAN_A_PIPE)
    sent.touch()


def _send_what_is_unknown_here(channel):
    channel.send("first")
    channel.answers.write(pickle.dumps(pickle.PickleError).replace(b"PickleError", b"NickelError"))
    channel.answers.flush()


def _name_itself(channel):
    channel.send(os.getpid())
    channel.wanted.read()


def _sleep(channel):
    channel.send("asleep")
    time.sleep(60)


def _fail(channel):
    raise ZeroDivisionError


def test_what_it_sends_arrives_in_order():
    with beside(_count, 3) as received:
        assert list(received) == [0, 1, 2]


def test_it_is_another_process_that_ends_with_the_work():
    with beside(_name_itself) as received:
        process = next(received)

    assert process != os.getpid()
    assert not Path(f"/proc/{process}").exists()  # elsewhere than on Linux there never is one


def test_it_may_be_left_before_its_end():
    with beside(_count, 1_000_000) as received:
        assert next(received) == 0


def test_an_answer_that_cannot_be_read_is_the_end():
    with beside(_send_what_is_unknown_here) as received:
        assert list(received) == ["first"]


def test_some_is_read_ahead_of_the_asking(tmp_path):
    with beside(_count_and_note, 3, tmp_path / "sent") as received:
        assert next(received) == "x" * LARGER_THAN_A_PIPE
        until = monotonic() + 20
        while not (tmp_path / "sent").exists() and monotonic() < until:
            time.sleep(0.01)

        assert (tmp_path / "sent").exists()

        assert len(list(received)) == 2


def test_one_that_is_left_while_it_sends_ends(tmp_path):
    began = monotonic()
    with beside(_count_and_note, 1_000_000, tmp_path / "sent") as received:
        next(received)

    assert monotonic() - began < 20
    assert not (tmp_path / "sent").exists()


def test_one_that_fails_sends_nothing_and_shows_nothing(capfd):
    with beside(_fail) as received:
        assert list(received) == []

    assert capfd.readouterr() == ("", "")


def test_streams_that_are_taken_do_not_matter(monkeypatch):
    class Taken(StringIO):
        def fileno(self):
            return -1

    monkeypatch.setattr(sys, "stderr", Taken())

    with beside(_count, 1) as received:
        assert list(received) == [0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells the whole console only")
def test_ctrl_c_is_told_by_one_process(capfd):
    with beside(_name_itself) as received:
        os.kill(next(received), signal.SIGINT)

        assert list(received) == []

    assert capfd.readouterr() == ("", "")


def test_a_fault_waits_for_nothing():
    began = monotonic()
    with pytest.raises(ZeroDivisionError), beside(_sleep) as received:
        next(received)
        raise ZeroDivisionError

    assert monotonic() - began < 20
