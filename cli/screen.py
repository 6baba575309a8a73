"""Opens the screens: paint first, open the directory behind."""

import os
from typing import TYPE_CHECKING

from core.home import home

if TYPE_CHECKING:
    from cli.startup import House

YES = ("1", "true", "yes", "on", "oui", "o", "y")


def open_as_owner() -> int:
    """The screens of the person whose computer this is."""
    return _show(None)


def open_as(login: str | None) -> int:
    """The screens; for a login, its password is asked for first, while the terminal is still plain."""
    if login is None:
        return open_as_owner()
    from cli.startup import open_house

    return _show(open_house(login))


def _show(house: "House | None") -> int:
    from tui.memory import keep_small

    keep_small()

    from cli.reader import HouseReader
    from tui.app import Options, run
    from tui.themes import DEFAULT

    chosen = Options(
        theme=os.environ.get("MAILLAGE_THEME") or DEFAULT,
        accessible=os.environ.get("MAILLAGE_ACCESSIBLE", "").lower() in YES,
    )
    return run(home(), HouseReader(_owners_house if house is None else lambda: house), chosen)


def _owners_house() -> "House":
    """Imported on the reading thread, after the first paint."""
    from cli.startup import open_house

    return open_house()
