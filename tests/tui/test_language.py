"""Textual's own words: none may reach the screen untranslated."""

import ast
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from textual.dom import DOMNode

import tui
from tui.language import TEXTUAL_STRINGS


def our_classes() -> Iterator[type[DOMNode]]:
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        classes = inspect.getmembers(import_module(module.name), inspect.isclass)
        yield from (found for _name, found in classes if issubclass(found, DOMNode))


def textual_modules() -> set[Path]:
    """The files of the Textual classes that ours are built upon."""
    bases = {base.__module__ for ours in our_classes() for base in ours.__mro__}
    return {Path(str(sys.modules[name].__file__)) for name in bases if name.startswith("textual.")}


def binding_strings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Binding":
            described = [
                *node.args[2:3],
                *(k.value for k in node.keywords if k.arg in ("description", "tooltip")),
            ]
            yield from (
                str(each.value) for each in described if isinstance(each, ast.Constant) and each.value
            )


def test_every_textual_string_is_in_our_table() -> None:
    found = {text for path in textual_modules() for text in binding_strings(path)}

    assert found - set(TEXTUAL_STRINGS) == set()


def test_our_table_holds_nothing_that_textual_no_longer_says() -> None:
    found = {text for path in textual_modules() for text in binding_strings(path)}

    assert set(TEXTUAL_STRINGS) - found == set()
