"""The documentation says what the program does: commands, settings, fields, formats, keys, dependencies."""

import csv
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from cli import app, reference
from core import language
from core.settings import PREFIX, Settings
from core.text import fold
from directory import drafts
from directory.search import explicit
from importers.registry import SOURCES
from tests.house import PROJECT, ROOT
from tui.cheat_sheet import cheat_sheet

DOCS = ROOT / "docs"
PAGES = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")] + sorted(
    DOCS.rglob("*.md")
)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def said(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """The names of a page's headings, as hosts of Markdown make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.fixture
def french() -> Iterator[None]:
    language.use("fr")
    yield
    language.use("en")


@pytest.mark.usefixtures("french")
def test_the_reference_of_commands_is_made_from_them() -> None:
    """`python -m cli.reference > docs/reference/commandes.md` brings it up to date."""
    assert said("reference/commandes.md") == reference.reference()


@pytest.mark.usefixtures("french")
def test_the_reference_of_keys_is_made_from_the_actions() -> None:
    """`python -m tui.cheat_sheet > docs/reference/touches.md` brings it up to date."""
    assert said("reference/touches.md") == cheat_sheet()


def test_every_setting_is_documented() -> None:
    names = {PREFIX + name.upper() for name in Settings.model_fields} - {"MAILLAGE_LANGUAGE"} | {
        "MAILLAGE_LANG"
    }

    assert {name for name in names if f"`{name}`" not in said("reference/reglages.md")} == set()


def test_every_source_is_documented() -> None:
    assert [name for name in SOURCES if f"maillage import {name}" not in said("reference/imports.md")] == []


def test_every_column_of_a_table_is_documented() -> None:
    """By the first of its headers."""
    page = fold(re.sub(r"[°'’/]", " ", said("reference/imports.md")))
    with (ROOT / "importers" / "tables" / "headers.csv").open(encoding="utf-8") as file:
        headers = [row["headers"].split("|")[0] for row in csv.DictReader(file)]

    assert [header for header in headers if header not in " ".join(page.split())] == []


def test_every_field_of_an_entry_is_documented() -> None:
    page = said("reference/champs.md")

    missing = [name for name in set(_field_names(*drafts.DRAFTS.values())) if f"`{name}`" not in page]

    assert missing == []


def _field_names(*models: type[BaseModel]) -> Iterator[str]:
    """The fields of these models and of the models inside them, as they are called in JSON."""
    for model in models:
        for name, field in model.model_fields.items():
            yield field.alias or name
            yield from _field_names(*_models_in(field.annotation))


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inside in get_args(annotation):
        yield from _models_in(inside)


def test_every_filter_of_the_language_is_documented() -> None:
    page = said("reference/recherche.md")

    missing = [name for names in explicit.NAMES.values() for name in names if f"`{name}:`" not in page]

    assert missing == []


def test_every_dependency_has_its_reason() -> None:
    groups = [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()]
    inputs = [
        (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8") for name in ("beside", "bench")
    ]
    groups += [[line for line in text.splitlines() if line[:1].isalpha()] for text in inputs]
    names = {re.split(r"[^A-Za-z0-9-]", requirement)[0] for group in groups for requirement in group}

    assert {name for name in names if f"| {name} |" not in said("dependencies.md")} == set()


def commands_in(page: Path) -> Iterator[list[str]]:
    """Every `maillage …` of the page's shell blocks and inline code, in words."""
    text = page.read_text(encoding="utf-8")
    blocks = "\n".join(
        re.findall(r"^```sh\n(.*?)^```", text.replace("   ```", "```"), re.DOTALL | re.MULTILINE)
    )
    inline = "\n".join(re.findall(r"`([^`\n]+)`", text))
    for line in re.findall(r"(?:^|\s|\|)(?:\.venv/bin/)?maillage ((?:[a-z-]).*)", f"{blocks}\n{inline}"):
        yield shlex.split(re.sub(r"[…|].*", "", line), comments=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_are_written_as_they_are(page: Path) -> None:
    wrong = [" ".join(words) for words in commands_in(page) if not _is_understood(words)]

    assert wrong == []


def _is_understood(words: list[str]) -> bool:
    """Whether command and options exist; values and arguments are not looked at."""
    command = app.build()
    options = {"--help"} | _options(command)
    for word in words:
        if not word.startswith("-") and word in getattr(command, "commands", {}):
            command = command.commands[word]
            options |= _options(command)
        elif hasattr(command, "commands") and not word.startswith("-") and word.islower():
            return "--login" in words
    return {word.partition("=")[0] for word in words if word.startswith("--")} <= options


def _options(command: Any) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Pages, pictures, and headings within pages."""
    targets = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]

    broken = [target for target in targets if not _leads(page, target)]

    assert broken == []


def _leads(page: Path, target: str) -> bool:
    name, _, heading = target.partition("#")
    there = (page.parent / name) if name else page
    return there.exists() and (not heading or heading in anchors(there))
