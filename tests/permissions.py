"""The table of who may call what: one row for every public function that takes an actor.

To add a function: give it a row in `permission_rows.py` of its room, under its full name. The row says which
action it asks for, and how to call it; `tests/test_permissions.py` then calls it as each role and expects
NotAllowed exactly where the permission table refuses. What else goes wrong in the call (NotFound for a number
that does not exist…) does not matter, so a call can be short.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlmodel import Session

from accounts.permissions import INSTANCE, Action, Actor, Target
from core.runtime import Runtime
from directory.editing import Saved
from tests.house import code_files, module_name

ROOMS = ("accounts", "directory", "importers", "workspaces")
NOT_SERVICES = ("accounts.permissions",)  # the table itself


@dataclass
class Stage:
    """What a call finds: a public entry and one of the network, just added, and a folder of its own."""

    runtime: Runtime
    folder: Path
    public: Saved
    hidden: Saved
    session: Session = field(init=False)


@dataclass(frozen=True)
class Asks:
    """The function asks for `action` on `target`. At an `edge`, it opens its own transactions."""

    action: Action
    call: Callable[[Stage, Actor], Any]
    target: Target = INSTANCE
    edge: bool = False


@dataclass(frozen=True)
class Shows:
    """The function refuses nobody and shows each what they may see; `tested` says where that is tested."""

    tested: str


@dataclass(frozen=True)
class Follows:
    """The function is part of another one, which asked already."""

    part_of: str


Row = Asks | Shows | Follows


def _is_actor(parameter: inspect.Parameter) -> bool:
    return parameter.name == "actor" or parameter.annotation in (Actor, "Actor")


def functions() -> Iterator[str]:
    """The full name of every public function that takes an actor."""
    for path in code_files(*ROOMS):
        if (module := module_name(path)) in NOT_SERVICES:
            continue
        for name, function in vars(import_module(module)).items():
            if (
                inspect.isfunction(function)
                and function.__module__ == module
                and not name.startswith("_")
                and any(map(_is_actor, inspect.signature(function).parameters.values()))
            ):
                yield f"{module}.{name}"
