"""What the screens leave out to stay small, in a process of its own."""

import subprocess
import sys
from hashlib import sha256

START = "import sys\nfrom tui.memory import keep_small\nkeep_small()\nimport tui.app, sqlmodel, hashlib\n"


def said(code: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", START + code], capture_output=True, text=True, check=True, timeout=60
    )
    return ended.stdout.strip()


def test_the_screens_do_not_load_openssl() -> None:
    assert said("print(*{'ssl', '_ssl', '_hashlib'} & set(sys.modules))") == ""


def test_digests_are_the_same_without_it() -> None:
    assert said("print(hashlib.sha256(b'Gennes').hexdigest())") == sha256(b"Gennes").hexdigest()


def test_who_needs_openssl_still_finds_it() -> None:
    assert said("import ssl; print(ssl.create_default_context().check_hostname)") == "True"
