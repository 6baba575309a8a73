"""What becomes of an error."""

from pathlib import Path

from core.errors import NotFound
from tui.errors import LOG_NAME, sentence


def test_our_errors_speak_for_themselves(tmp_path: Path) -> None:
    assert sentence(NotFound("No such entry."), tmp_path) == "No such entry."
    assert not (tmp_path / LOG_NAME).exists()


def test_a_bug_is_written_to_the_log_and_the_log_is_named(tmp_path: Path) -> None:
    text = sentence(ValueError("a bug"), tmp_path)

    assert LOG_NAME in text
    assert str(tmp_path) in text
    assert "Traceback" not in text
    assert "ValueError: a bug" in (tmp_path / LOG_NAME).read_text()


def test_only_this_account_reads_the_log(tmp_path: Path) -> None:
    sentence(ValueError("a bug"), tmp_path)

    assert (tmp_path / LOG_NAME).stat().st_mode & 0o777 == 0o600
