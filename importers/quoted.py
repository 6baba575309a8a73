"""Names that stand in a sentence, in the quotation marks of the language in which it is read."""

from core.language import _
from core.text import clean


class Quoted(tuple[str, ...]):
    """Shown as “Nom”, “Commune”; in French as « Nom », « Commune »."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(_("“{name}”").format(name=clean(name)) for name in self)
