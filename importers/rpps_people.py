"""What the two RPPS extracts share: how they name a person."""

from core.language import N_

TYPE = "Type d'identifiant PP"
IDENTIFIER = "Identifiant PP"
SYSTEMS = {"8": "rpps", "0": "adeli"}
NO_IDENTIFIER = N_("This row has no readable “{column}”, so nobody can be told from it. Ask the publisher.")
WRONG_KEY = N_("The RPPS number {value} has a wrong check digit. The person was taken: check the number.")
_DOUBLED = dict(zip("0123456789", (0, 2, 4, 6, 8, 1, 3, 5, 7, 9), strict=True))


def reference(kind: str, identifier: str) -> str:
    """ "8", "10003461033" → "rpps:10003461033"."""
    return f"{SYSTEMS.get(kind, 'pp' + kind)}:{identifier}"


def key_holds(number: str) -> bool:
    """Whether the last digit is the Luhn key of the others."""
    if not (number.isascii() and number.isdigit()):
        return False
    plain, doubled = number[-1::-2], number[-2::-2]
    return (sum(map(int, plain)) + sum(map(_DOUBLED.__getitem__, doubled))) % 10 == 0
