"""The three themes, clair, sombre and contraste, and the styles that the drawn lines use."""

from dataclasses import dataclass

from rich.style import Style
from textual.theme import Theme


@dataclass(frozen=True)
class Colours:
    """One theme; every text reaches 4.5:1 on every ground (`contraste`: 7:1), as a test renders them."""

    dark: bool
    background: str
    raised: str  # title, box and key lines
    selected: str  # ground of the selected row of the focused list
    idle: str  # ground of the selected row elsewhere
    chip: str
    text: str
    strong: str
    muted: str
    accent: str
    phone: str
    match: str
    warning: str
    error: str
    bar: str


COLOURS = {
    "sombre": Colours(
        dark=True,
        background="#12161c", raised="#1b222b", selected="#1f3f61", idle="#232c38", chip="#2b3b4f",
        text="#d5dbe3", strong="#ffffff", muted="#b0bac7", accent="#8cc8ff", phone="#7fe0c8", match="#ffd479",
        warning="#ffc27a", error="#ffb0a8", bar="#4a5768",
    ),
    "clair": Colours(
        dark=False,
        background="#fcfcfa", raised="#ebeef2", selected="#cfe3f8", idle="#e8ecf1", chip="#dbe6f2",
        text="#242a33", strong="#0b0f14", muted="#4a5462", accent="#0a4c8a", phone="#00584c", match="#8a2f00",
        warning="#6b4300", error="#9b1c1c", bar="#a4aeba",
    ),
    "contraste": Colours(
        dark=True,
        background="#000000", raised="#000000", selected="#002f73", idle="#1c1c1c", chip="#00255c",
        text="#ffffff", strong="#ffffff", muted="#e4e4e4", accent="#a8dcff", phone="#7dffdc", match="#ffe94d",
        warning="#ffe08a", error="#ffd0cc", bar="#ffffff",
    ),
}  # fmt: skip
DEFAULT = "sombre"


@dataclass(frozen=True)
class Look:
    """The styles of drawn lines in one theme; grounds carry the background, the others only the ink."""

    ground: Style
    raised: Style
    selected: Style
    idle: Style
    chip: Style
    text: Style
    strong: Style
    muted: Style
    accent: Style
    heading: Style
    phone: Style
    match: Style
    warning: Style
    error: Style


def look_of(name: str, *, colourless: bool = False) -> Look:
    """The styles of a theme; without colours the selected row is told by reverse video as well."""
    colours = COLOURS.get(name, COLOURS[DEFAULT])

    def ground(background: str, *, reverse: bool = False) -> Style:
        return Style(color=colours.text, bgcolor=background, reverse=(reverse and colourless) or None)

    return Look(
        ground=ground(colours.background),
        raised=ground(colours.raised),
        selected=ground(colours.selected, reverse=True),
        idle=ground(colours.idle),
        chip=ground(colours.chip),
        text=Style(color=colours.text),
        strong=Style(color=colours.strong, bold=True),
        muted=Style(color=colours.muted),
        accent=Style(color=colours.accent),
        heading=Style(color=colours.accent, bold=True),
        phone=Style(color=colours.phone),
        match=Style(color=colours.match, bold=True, underline=colourless or None),
        warning=Style(color=colours.warning),
        error=Style(color=colours.error, bold=True),
    )


def themes() -> list[Theme]:
    """The three themes as Textual knows them."""
    return [_theme(name, colours) for name, colours in COLOURS.items()]


def _theme(name: str, colours: Colours) -> Theme:
    return Theme(
        name=name,
        dark=colours.dark,
        primary=colours.accent,
        secondary=colours.accent,
        accent=colours.accent,
        warning=colours.warning,
        error=colours.error,
        success=colours.phone,
        foreground=colours.text,
        background=colours.background,
        surface=colours.background,
        panel=colours.raised,
        variables=_variables(colours),
    )


def _variables(colours: Colours) -> dict[str, str]:
    bar = dict.fromkeys(("scrollbar", "scrollbar-hover", "scrollbar-active"), colours.bar)
    rails = ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active")
    rail = dict.fromkeys(rails, colours.background)
    return bar | rail | {
        "muted": colours.muted,
        "raised": colours.raised,
        "input-cursor-background": colours.strong,
        "input-cursor-foreground": colours.background,
        "input-selection-background": colours.selected,
        "input-selection-foreground": colours.text,
    }  # fmt: skip
