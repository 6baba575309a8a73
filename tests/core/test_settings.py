"""Settings from the environment."""

from pathlib import Path

import pytest

from core import settings
from core.errors import Invalid
from core.home import home


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("LANG", "LANGUAGE", "ENGINE", "DATABASE_URL", "THEME", "ACCESSIBLE"):
        monkeypatch.delenv(f"MAILLAGE_{name}", raising=False)
    monkeypatch.setenv("MAILLAGE_HOME", str(tmp_path))


def test_all_data_lies_in_the_home(tmp_path: Path) -> None:
    assert home() == tmp_path
    assert settings.load().database == f"sqlite:///{tmp_path.as_posix()}/maillage.db"


def test_without_a_wish_the_platform_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAILLAGE_HOME")

    assert home().name == "maillage"


def test_the_environment_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_ENGINE", "whoosh")
    monkeypatch.setenv("MAILLAGE_LANG", "en")
    monkeypatch.setenv("MAILLAGE_ACCESSIBLE", "1")

    chosen = settings.load()

    assert (chosen.engine, chosen.language, chosen.accessible) == ("whoosh", "en", True)


def test_what_is_given_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_LANG", "en")

    assert settings.load(language="fr").language == "fr"


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_ENGINE", "lucene")
    monkeypatch.setenv("MAILLAGE_LANG", "de")

    with pytest.raises(Invalid) as refused:
        settings.load()

    assert "MAILLAGE_ENGINE: “lucene” is not one of tantivy, whoosh." in str(refused.value)
    assert "MAILLAGE_LANG: “de”" in str(refused.value)


def test_a_password_in_an_address_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_DATABASE_URL", "postgresql+psycopg://app:hush@db/maillage")

    assert "hush" not in repr(settings.load())
    assert "hush" in settings.load().database
