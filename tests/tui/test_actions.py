"""The table of actions: keys that every keyboard has, methods that exist, labels that are translated."""

import re
from itertools import chain

import pytest

from tui.actions import ACTIONS, IN_FRONT, Action, Where, commands, key_line, places, target
from tui.app import MaillageApp
from tui.chooser import Chooser
from tui.help import HelpScreen
from tui.imports import ImportScreen
from tui.search.screen import SearchScreen

ALL = [(where, action) for where, actions in ACTIONS.items() for action in actions]
PORTABLE = re.compile(
    r"f([1-9]|10)|up|down|left|right|enter|escape|space|backspace|delete|home|end|pageup|pagedown|[a-z]|ctrl\+[abdefgklnoprtuwxy]"
)
SCREENS = {Where.IMPORT: ImportScreen, Where.CHOOSER: Chooser, Where.HELP: HelpScreen}
TAKEN_BY_TERMINALS = {"ctrl+p": "palette", "ctrl+q": "quit"}


def keys_of(actions: list[Action]) -> list[str]:
    return list(chain.from_iterable(action.keys.split() for action in actions))


@pytest.mark.parametrize("where", Where)
def test_a_key_means_one_thing_in_one_place(where: Where) -> None:
    keys = keys_of([*ACTIONS[where]])

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("where", "action"), ALL)
def test_keys_exist_on_azerty_keyboards(where: Where, action: Action) -> None:
    keys = action.keys.split()

    assert all(PORTABLE.fullmatch(key) or key in TAKEN_BY_TERMINALS for key in keys)


@pytest.mark.parametrize("where", [Where.BOX, Where.SEARCH, Where.EVERYWHERE])
def test_no_letter_is_a_command_while_typing(where: Where) -> None:
    assert not [key for key in keys_of([*ACTIONS[where]]) if len(key) == 1]


def test_back_never_needs_escape_alone() -> None:
    escapes = [
        action for where, action in ALL if "escape" in action.keys.split() and where is not Where.IMPORT
    ]

    assert all(len(action.keys.split()) > 1 or action.name == "clear" for action in escapes)


@pytest.mark.parametrize(("where", "action"), ALL)
def test_every_action_has_its_method(where: Where, action: Action) -> None:
    owner, _dot, name = target(action).rpartition(".")
    classes = {
        "app": MaillageApp,
        "": SearchScreen,
        "screen": SCREENS.get(where, SearchScreen),
    }
    method = f"action_{name.partition('(')[0]}"

    assert action.name == "select" or hasattr(classes[owner], method)


@pytest.mark.parametrize("where", [where for where in Where if where not in IN_FRONT])
def test_help_and_quit_are_on_every_key_line(where: Where) -> None:
    names = [action.name for action in key_line(where)]

    assert {"app.help", "app.commands", "app.quit"} <= set(names)


@pytest.mark.parametrize("where", IN_FRONT)
def test_in_front_of_a_screen_only_what_works_there_is_offered(where: Where) -> None:
    own = [action for action in ACTIONS[where] if action.rank]

    assert [action.name for action in key_line(where)] == [*(action.name for action in own), "app.quit"]


def test_the_palette_offers_each_action_once() -> None:
    names = [action.name for action in commands()]

    assert len(names) == len(set(names))
    assert {"near", "copy_phone", "app.quit", "import_file"} <= set(names)


def test_a_place_lies_within_wider_ones() -> None:
    assert places(Where.RESULTS) == (Where.RESULTS, Where.SEARCH, Where.EVERYWHERE)
