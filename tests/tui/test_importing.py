"""The import thread and the sentences about it."""

from pathlib import Path
from threading import Event

import pytest
from textual.message import Message

from tui.directory_reader import Outcome, Progress, ProgressHeard
from tui.importing import Ended, Importing
from tui.imports import outcome_lines, paths_in, progress_sentence, time_text


def run(work: object) -> Ended:
    ended: list[Ended] = []
    over = Event()

    def post(message: Message) -> None:
        if isinstance(message, Ended):
            ended.append(message)
            over.set()

    importing = Importing("rpps", work, post)  # type: ignore[arg-type]  # any callable
    importing.stop()
    importing.start()
    assert over.wait(5)
    return ended[0]


def test_stopping_is_told_to_the_import() -> None:
    def work(heard: ProgressHeard) -> Outcome:
        return Outcome((("went on", str(heard(Progress(1, 2, 1.0)))),))

    ended = run(work)

    assert ended.stopped
    assert ended.outcome == Outcome((("went on", "False"),))


def test_an_error_ends_it() -> None:
    ended = run(lambda heard: 1 / 0)

    assert isinstance(ended.error, ZeroDivisionError)


def test_progress_says_share_rate_and_time_left() -> None:
    sentence = progress_sentence(Progress(5_000, 10_000, 10.0))

    assert "50 %" in sentence
    assert "5,000 rows · 500 per second · 10 s left" in sentence


@pytest.mark.parametrize(("seconds", "text"), [(12, "12 s"), (150, "2 min"), (4_200, "1 h 10 min")])
def test_time_is_written_in_words(seconds: float, text: str) -> None:
    assert time_text(seconds) == text


def test_paths_dropped_on_the_terminal_lose_their_quotes() -> None:
    assert paths_in("'/tmp/a b.csv' ; /tmp/c.csv") == (Path("/tmp/a b.csv"), Path("/tmp/c.csv"))


def test_a_phase_that_counts_no_rows_is_named_alone() -> None:
    assert progress_sentence(Progress(0, 1_000, 2.0, "checking the files")) == "checking the files"


def test_a_refused_row_is_shown_to_its_end() -> None:
    reason = "fichier.csv, line 3: no such postcode. Write it as five digits, and import the file again."

    lines = [text for _value, text in outcome_lines(Outcome((), (reason,)), 50)]

    assert " ".join(line.strip() for line in lines) == reason
    assert max(map(len, lines)) <= 46
