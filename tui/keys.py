"""Names of keys as they are printed on a keyboard, in the person's language."""

from core.language import N_, _

MODIFIERS = {"ctrl": N_("Ctrl"), "shift": N_("Shift"), "alt": N_("Alt")}
NAMES = {
    "escape": N_("Esc"),
    "enter": N_("Enter"),
    "space": N_("Space"),
    "tab": N_("Tab"),
    "delete": N_("Del"),
    "backspace": N_("Backspace"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "home": N_("Home"),
    "end": N_("End"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def key_name(key: str) -> str:
    """`ctrl+g` → “Ctrl+G”, `escape` → “Échap” in French."""
    *modifiers, last = key.split("+")
    name = NAMES.get(last)
    shown = _(name) if name else (last.upper() if modifiers or last[1:].isdigit() else last)
    return "+".join([*(_(MODIFIERS.get(modifier, modifier)) for modifier in modifiers), shown])
