"""The one table of what a person can do; it feeds keys, key line, palette, help (F1) and the cheat sheet.

To add an action: one row here, one method `action_<name>` on the screen (or on the app, named `app.…`), then
`python -m tui.cheat_sheet > docs/reference/touches.md`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding
from textual.screen import Screen

from core.language import N_


class Where(StrEnum):
    """The part of the screen in which a key means something."""

    EVERYWHERE = "everywhere"
    SEARCH = "search"  # the whole search screen
    BOX = "box"
    CHIPS = "chips"
    FACETS = "facets"
    RESULTS = "results"
    STEPS = "steps"  # what stands in place of results when there are none
    CARD = "card"
    IMPORT = "import"
    CHOOSER = "chooser"  # in front of a screen
    HELP = "help"  # in front of a screen


WHERE_LABELS = {
    Where.EVERYWHERE: N_("Everywhere"),
    Where.SEARCH: N_("On the search screen"),
    Where.BOX: N_("In the search box"),
    Where.CHIPS: N_("On the filters understood"),
    Where.FACETS: N_("In “Refine”"),
    Where.RESULTS: N_("In the results"),
    Where.STEPS: N_("When nothing is found"),
    Where.CARD: N_("In a card"),
    Where.IMPORT: N_("On the import screen"),
    Where.CHOOSER: N_("In a list to choose from"),
    Where.HELP: N_("In the help"),
}


@dataclass(frozen=True)
class Action:
    """One thing to do; of `keys` (Textual's names) the first is shown. Rank 0: not on the key line."""

    name: str
    keys: str
    label: str
    help: str
    rank: int = 0

    @property
    def key(self) -> str:
        """The key shown, "" for what only the palette does."""
        return self.keys.partition(" ")[0]


KEPT_RANK = 90  # from here on an action stays on the key line however narrow it is

ACTIONS: dict[Where, tuple[Action, ...]] = {
    Where.EVERYWHERE: (
        Action("app.help", "f1", N_("Help"), N_("The keys of the place where you are"), 90),
        Action("search", "f2", N_("Search"), N_("Back to the search box; typing replaces its text"), 60),
        Action("app.commands", "f9 ctrl+p", N_("Commands"), N_("Find a command by its name"), 91),
        Action("app.quit", "f10 ctrl+q", N_("Quit"), N_("Leave Maillage"), 92),
        Action("app.theme('sombre')", "", N_("Dark theme"), N_("Colours of the screen: light on dark")),
        Action("app.theme('clair')", "", N_("Light theme"), N_("Colours of the screen: dark on light")),
        Action(
            "app.theme('contraste')", "", N_("High contrast theme"), N_("Colours of the screen: strongest")
        ),
        Action(
            "app.accessible", "", N_("Accessible mode"), N_("For screen readers: cursor on the selected row")
        ),
    ),
    Where.SEARCH: (
        Action("refine", "f3", N_("Refine"), N_("Show or hide the refinements with their counts"), 2),
        Action("near", "ctrl+g", N_("Near…"), N_("Sort by distance from a commune"), 40),
        Action("reload", "f5", N_("Reload"), N_("Read again what others may have changed")),
        Action("forget_filters", "ctrl+r", N_("Remove all filters"), N_("Keep only the words typed")),
        Action(
            "import_file",
            "ctrl+o",
            N_("Import a file"),
            N_("Import a file: RPPS, FINESS+, MSSanté or your own table"),
        ),
        Action("load_demo", "", N_("Load the demonstration"), N_("The invented territory Sud-Saumurois")),
    ),
    Where.BOX: (
        Action("open_first", "enter", N_("Open"), N_("Open the first result"), 1),
        Action("to_results", "down", N_("Results"), N_("Go down to the results"), 2),
        Action("clear", "escape", N_("Clear"), N_("Empty the box and remove all filters"), 3),
        Action(
            "earlier",
            "up",
            N_("Filters"),
            N_("Up to the filters; in an empty box, the search made before"),
            4,
        ),
        Action("rub_out", "backspace", N_("Erase"), N_("A letter; in an empty box, the last filter")),
    ),
    Where.CHIPS: (
        Action("remove_chip", "backspace delete", N_("Remove"), N_("Remove this filter"), 1),
        Action("take_chip", "enter", N_("Take"), N_("Take up what is proposed; remove this filter")),
        Action("chip_left", "left", N_("Previous"), N_("The filter before"), 3),
        Action("chip_right", "right", N_("Next"), N_("The filter after"), 4),
        Action("to_box", "escape up", N_("Back"), N_("Back to the search box"), 2),
        Action("to_results", "down", N_("Results"), N_("Go down to the results")),
    ),
    Where.FACETS: (
        Action("select", "enter space", N_("Filter"), N_("Keep only this value, or stop keeping it"), 1),
        Action("leave_facets", "right escape", N_("Results"), N_("Back to the results"), 2),
    ),
    Where.RESULTS: (
        Action("select", "enter right", N_("Open"), N_("Open the card"), 1),
        Action("to_box", "left escape", N_("Back"), N_("Back to the search box"), 5),
        Action("up_from_results", "up", N_("Up"), N_("The result above; from the first one, the filters")),
        Action("copy_phone", "c", N_("Copy the phone"), N_("Copy the telephone number of this entry"), 2),
        Action("copy_card", "f", N_("Copy the card"), N_("Copy the whole card as text"), 3),
        Action("open_web", "o", N_("Web site"), N_("Open the web address of this entry"), 4),
        Action("near_here", "p", N_("Near here"), N_("Sort by distance from the commune of this entry"), 6),
    ),
    Where.STEPS: (
        Action("select", "enter right", N_("Do it"), N_("Do what the row says"), 1),
        Action("to_box", "left escape", N_("Back"), N_("Back to the search box"), 2),
    ),
    Where.CARD: (
        Action("copy_phone", "c", N_("Copy the phone"), N_("Copy the telephone number of this entry"), 1),
        Action("close_card", "left escape backspace", N_("Back"), N_("Back to the results"), 1),
        Action(
            "select", "enter", N_("Copy or open"), N_("Copy this number or address, open this web page"), 1
        ),
        Action("copy_card", "f", N_("Copy the card"), N_("Copy the whole card as text"), 4),
        Action("open_web", "o", N_("Web site"), N_("Open the web address of this entry"), 5),
        Action("next_entry", "n", N_("Next"), N_("The next entry of the results"), 6),
        Action("previous_entry", "p", N_("Previous"), N_("The entry before in the results"), 7),
    ),
    Where.IMPORT: (
        Action("start", "f6", N_("Start"), N_("Start this import"), 1),
        Action("cancel", "f8", N_("Stop"), N_("Stop the import; what is done stays"), 2),
        Action("leave", "escape", N_("Back"), N_("Back to the search; a running import goes on"), 3),
    ),
    Where.CHOOSER: (
        Action("choose", "enter", N_("Choose"), N_("Take the line that is marked"), 1),
        Action("walk(1)", "down", N_("Down"), N_("The line below"), 2),
        Action("walk(-1)", "up", N_("Up"), N_("The line above"), 3),
        Action("walk(8)", "pagedown", N_("Page down"), N_("Eight lines below")),
        Action("walk(-8)", "pageup", N_("Page up"), N_("Eight lines above")),
        Action("dismiss(None)", "escape f9", N_("Close"), N_("Back to where you were, without choosing"), 4),
    ),
    Where.HELP: (
        Action("dismiss(None)", "escape f1 enter left q", N_("Close"), N_("Back to where you were"), 1),
        Action("walk(1)", "down", N_("Down"), N_("The line below"), 2),
        Action("walk(-1)", "up", N_("Up"), N_("The line above"), 3),
    ),
}
IN_FRONT = (Where.CHOOSER, Where.HELP)  # nothing of the screen behind works meanwhile, but for leaving
COMMAND_PLACES = (Where.EVERYWHERE, Where.SEARCH, Where.RESULTS, Where.IMPORT)
NO_COMMANDS = ("app.commands", "select", "to_box", "up_from_results")  # what a palette cannot do for you


def bindings(where: Where) -> list[Binding]:
    """The keys of one place as Textual wants them; the screen (or the app) holds the methods."""
    return [_binding(action) for action in ACTIONS[where] if action.keys]


def _binding(action: Action) -> Binding:
    keys = action.keys.replace(" ", ",")
    return Binding(keys, target(action), action.label, tooltip=action.help, priority=_leaves(action))


def _leaves(action: Action) -> bool:
    """What has priority, so that it also works in front of a screen."""
    return action.name == "app.quit"


def target(action: Action) -> str:
    """What Textual runs: `select` is the list's own, all others belong to the screen or the app."""
    own = action.name == "select" or action.name.startswith("app.")
    return action.name if own else f"screen.{action.name}"


def places(where: Where) -> tuple[Where, ...]:
    """The place itself and those around it."""
    if where in IN_FRONT:
        return (where,)
    around = (Where.EVERYWHERE,) if where is Where.IMPORT else (Where.SEARCH, Where.EVERYWHERE)
    return tuple(dict.fromkeys((where, *around)))


def key_line(where: Where) -> list[Action]:
    """What the key line offers there: the place's own actions first, then those that work more widely."""
    offered = [action for place in places(where) for action in ACTIONS[place] if action.rank]
    if where in IN_FRONT:
        offered += (action for action in ACTIONS[Where.EVERYWHERE] if _leaves(action))
    return sorted(offered, key=lambda action: action.rank)


def where_of(screen: Screen[object]) -> Where:
    """The place in which the focus of a screen is."""
    return getattr(screen.focused, "WHERE", getattr(screen, "WHERE", Where.EVERYWHERE))


def commands() -> Iterator[Action]:
    """What the palette offers, each action once."""
    found = {action.name: action for place in reversed(COMMAND_PLACES) for action in ACTIONS[place]}
    return (action for name, action in found.items() if name not in NO_COMMANDS)
