"""Yes and no as people tick them."""

from core.text import fold

_YES = frozenset(["oui", "o", "x", "✓", "✔", "☑", "1", "vrai", "true", "yes", "ok", "possible", "accepte"])
_NO = frozenset(["non", "n", "0", "faux", "false", "no", "✗", "✘", "☐", "-", "aucun", "jamais"])


def read(text: str) -> bool | None:
    """None for anything else."""
    word = fold(text).strip(" .!") or text.strip()
    if word in _YES:
        return True
    return False if word in _NO else None
