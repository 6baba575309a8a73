"""What keeps the screens small: OpenSSL stays away, and the C library gives back what is no longer used."""

import ctypes
import importlib
import sys
from importlib.util import find_spec

OPENSSL = ("ssl", "_hashlib")  # what loads it; 5 MiB, and nothing of the screens speaks TLS
THEIR_USERS = ("asyncio", "hashlib", "hmac")  # each does without, when it is not there
OWN_DIGESTS = (
    ("_md5",),
    ("_sha1",),
    ("_sha2", "_sha256"),
    ("_sha3",),
    ("_blake2",),
)  # as Pythons call them

# Of glibc's malloc.h. Naming a threshold also ends its growing.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
KEPT = 128 * 1024  # bytes; what is larger goes back to the system when it is let go


def keep_small() -> None:
    """To be called before Textual is imported, and before there is a second thread."""
    _load_without_openssl()
    _give_memory_back()


def _load_without_openssl() -> None:
    """Later imports find OpenSSL again; where Python cannot digest by itself, nothing is held back."""
    if any(name in sys.modules for name in OPENSSL) or not all(map(_is_there, OWN_DIGESTS)):
        return
    for name in OPENSSL:
        sys.modules[name] = None  # type: ignore[assignment]  # Python's way to say that there is none
    try:
        for name in THEIR_USERS:
            importlib.import_module(name)
    finally:
        for name in OPENSSL:
            del sys.modules[name]


def _is_there(names: tuple[str, ...]) -> bool:
    return any(find_spec(name) for name in names)


def _give_memory_back() -> None:
    """One arena for all threads, since Python runs one at a time; only glibc has several."""
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
    if mallopt is not None:
        for option, value in ((M_ARENA_MAX, 1), (M_MMAP_THRESHOLD, KEPT), (M_TRIM_THRESHOLD, KEPT)):
            mallopt(option, value)
