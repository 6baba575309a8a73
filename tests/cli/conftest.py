"""A home with the demonstration territory, copied for each test, and the command as a person runs it."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest

from cli import main
from core import language


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        return json.loads(self.out)


Maillage = Callable[..., Done]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of this test's own."""
    monkeypatch.setenv("MAILLAGE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MAILLAGE_DATABASE_URL", raising=False)
    return tmp_path / "home"


@pytest.fixture
def maillage(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Maillage:
    """Run a command in this process, in English, with what it reads on standard input."""

    def run(*arguments: str, reads: str = "") -> Done:
        language.use("en")
        monkeypatch.setattr("sys.stdin", Input(reads))
        code = main.run(arguments)
        written = capsys.readouterr()
        return Done(code, written.out, written.err)

    return run


class Input(StringIO):
    """Standard input that is no terminal, with its bytes."""

    @property
    def buffer(self) -> Any:

        return BytesIO(self.getvalue().encode())


@pytest.fixture(scope="session")
def loaded_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with the demonstration in it; never written to by a test."""
    folder = tmp_path_factory.mktemp("demonstration") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAILLAGE_HOME", str(folder))
        patch.delenv("MAILLAGE_DATABASE_URL", raising=False)
        assert main.run(["demo", "--no-tui"]) == 0
    yield folder


@pytest.fixture
def demo(loaded_home: Path, home: Path) -> Path:
    """The demonstration in this test's own home."""
    shutil.copytree(loaded_home, home)
    return home
