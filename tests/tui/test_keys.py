"""Names of keys."""

import pytest

from tui.keys import key_name


@pytest.mark.parametrize(("key", "name"), [("ctrl+g", "Ctrl+G"), ("f1", "F1"), ("up", "↑"), ("c", "c")])
def test_keys_are_named_as_printed(key: str, name: str) -> None:
    assert key_name(key) == name
