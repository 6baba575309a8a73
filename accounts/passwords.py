"""Passwords: which ones we take, and their argon2id hashes."""

from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from core.errors import Problem
from core.language import N_
from core.text import fold

if TYPE_CHECKING:
    from pwdlib import PasswordHash

SHORTEST = 12
LONGEST = 1_000

# The hash of a password that nobody knows: a login that does not exist takes the time of one that does.
NOBODYS_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$XPZkb/Q7R57cpgKab5C0JQ$MD6ugE1niQjyMAnI0GtIOAn4EzIDLJR+Ml49r4Vutu8"
)


def problems_of(password: str, login: str) -> list[Problem]:
    """Why we would not take this password; nothing when we would."""
    if len(password) < SHORTEST:
        return [_problem(N_("A password has at least {count} characters."), count=SHORTEST)]
    if len(password) > LONGEST:
        return [_problem(N_("A password has at most {count} characters."), count=LONGEST)]
    if fold(password) == fold(login):
        return [_problem(N_("The password is the login. Choose another one."))]
    return []


def _problem(message: str, **values: int) -> Problem:
    return Problem("password", message, values, complete=True)


def hash_of(password: str) -> str:
    return _hasher().hash(_same_everywhere(password))


def is_right(password: str, stored_hash: str | None) -> bool:
    """Whether it is the password of that hash; takes as long when there is none."""
    right = _hasher().verify(_same_everywhere(password[:LONGEST]), stored_hash or NOBODYS_HASH)
    return right and stored_hash is not None and len(password) <= LONGEST


@cache
def _hasher() -> "PasswordHash":
    """argon2id with the parameters of NOBODYS_HASH."""
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    return PasswordHash([Argon2Hasher(time_cost=3, memory_cost=65_536, parallelism=4)])


def _same_everywhere(password: str) -> str:
    """One form for what keyboards send in several (é as one character or two)."""
    return normalize("NFKC", password)
