"""The command palette: every action by its French or English name, or by what it does."""

from textual.screen import Screen

from core.language import N_, _
from core.text import fold
from tui.actions import ACTIONS, Action, Where, commands, target
from tui.chooser import Choice, Chooser
from tui.keys import key_name


class Palette(Chooser[str]):
    """Gives the name of the action chosen, to be run by the screen behind."""

    TITLE_TEXT = N_("Commands")
    PLACEHOLDER = N_("Find a command…")

    def look_for(self, text: str) -> None:
        """Commands of the screen behind, by how well they match."""
        behind = self.app.screen_stack[-2]
        found = [each for each in matching(text) if _can(behind, each)]
        self.show([_choice(each) for each in found], _("No command matches; fewer letters find more."))


def _can(screen: Screen[object], action: Action) -> bool:
    if action in ACTIONS[Where.RESULTS] and getattr(screen, "hit", None) is None:
        return False  # nothing to copy or to open
    return action.name.startswith("app.") or hasattr(screen, f"action_{action.name}")


def _choice(action: Action) -> Choice[str]:
    key = key_name(action.key) if action.key else ""
    return Choice(target(action), _(action.label), _(action.help), key)


def matching(text: str) -> list[Action]:
    """The commands that match every word, best first; accents and case do not matter."""
    words = fold(text).split()
    scored = [(score(words, action), action) for action in commands()]
    return [action for points, action in sorted(scored, key=lambda each: -each[0]) if points]


def score(words: list[str], action: Action) -> int:
    """0 when a word is missing; more when it begins the name (in either language) than the help."""
    names = [fold(_(action.label)), fold(action.label)]
    helps = [fold(_(action.help)), fold(action.help)]
    points = 1
    for word in words:
        best = max(_points(word, names, 8), _points(word, helps, 2))
        if not best:
            return 0
        points += best
    return points


def _points(word: str, texts: list[str], weight: int) -> int:
    if any(text.startswith(word) for text in texts):
        return weight * 3
    if any(f" {word}" in text or f"'{word}" in text for text in texts):
        return weight * 2
    return weight if any(word in text for text in texts) else 0
