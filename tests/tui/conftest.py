"""Screens are tested in English, the language of the messages in the code."""

from collections.abc import Iterator

import pytest

from core import language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = language.current()
    language.use("en")
    yield
    language.use(before)
