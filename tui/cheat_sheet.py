"""The cheat sheet of keys as Markdown: `python -m tui.cheat_sheet > docs/reference/touches.md`."""

import sys

from core.language import _, use
from tui.actions import ACTIONS, WHERE_LABELS, Action, Where
from tui.keys import key_name


def cheat_sheet() -> str:
    """Every key by the place where it works, in the current language."""
    title = "# " + _("Keys")
    note = _("Made from the table of actions: what it says is what the program does.")
    return "\n\n".join([title, note, *(_section(where) for where in Where)]) + "\n"


def _section(where: Where) -> str:
    columns = "| {} | {} | |".format(_("Key"), _("Action"))
    head = [f"## {_(WHERE_LABELS[where])}", "", columns, "|---|---|---|"]
    return "\n".join(head + [_row(action) for action in ACTIONS[where]])


def _row(action: Action) -> str:
    keys = ", ".join(f"`{key_name(key)}`" for key in action.keys.split()) or _("palette")
    return f"| {keys} | {_(action.label)} | {_(action.help)} |"


if __name__ == "__main__":
    use("fr")
    sys.stdout.write(cheat_sheet())
