"""What every reader promises, whatever its format; a test class per reader inherits it."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import Invalid
from core.text import clean_lines
from directory.fields import compact
from importers.facts import EVERYWHERE, Fact, Finding, Reader, Record, Refusal

DATA = Path(__file__).parent / "data"
ESCAPES = "\x1b]52;c;cHduZWQ=\x07\x1b[31mred\u202e"
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.differing_executors])


def read_all(reader: Reader, path: Path) -> Iterator[Record | Finding]:
    """Everything the reader has to say of a file, remarks on the whole first."""
    checked = reader.check(path)
    for record in reader.records(checked, EVERYWHERE):
        yield record
        if isinstance(record, Record):
            yield from reader.facts(record)


def facts_of(reader: Reader, path: Path) -> dict[str, Fact]:
    return {found.key: found for found in read_all(reader, path) if isinstance(found, Fact)}


class ReaderContract:
    """Inherit it with the reader and a good file of its format."""

    reader: Reader
    sample: Path
    silent_rows = 0  # rows of the sample that are meant to give nothing

    def test_the_sample_is_recognised_and_whole(self) -> None:
        assert self.reader.recognises(self.sample)
        assert self.reader.check(self.sample).rows > 0

    def test_every_row_is_in_a_record_or_refused(self) -> None:
        checked = self.reader.check(self.sample)

        found = list(self.reader.records(checked, EVERYWHERE))

        assert sum(record.rows for record in found) + self.silent_rows == checked.rows

    def test_reading_again_gives_the_same_keys_and_digests(self) -> None:
        def read() -> list[tuple[str, bytes]]:
            found = self.reader.records(self.reader.check(self.sample), EVERYWHERE)
            return [(record.key, record.digest) for record in found if isinstance(record, Record)]

        assert read() == read()
        assert len({key for key, _ in read()}) == len(read())

    def test_a_record_gives_at_most_one_fact_of_its_key(self) -> None:
        checked = self.reader.check(self.sample)
        records = [r for r in self.reader.records(checked, EVERYWHERE) if isinstance(r, Record)]

        for record in records:
            facts = [found for found in self.reader.facts(record) if isinstance(found, Fact)]
            assert [fact.key for fact in facts] in ([], [record.key])

    def test_fields_are_json_and_say_something(self) -> None:
        for fact in facts_of(self.reader, self.sample).values():
            assert fact.fields == compact(fact.fields)
            assert json.loads(json.dumps(fact.fields)) == fact.fields

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\xef\xbb\xbf\r\n",
            b"<!DOCTYPE html><html><body>Not found</body></html>",
            b"PK\x03\x04" + bytes(30),
            b"\x00\x01\x02" * 50,
            b"some words\nof no format\n",
            b"[]",
            b"{}",
        ],
        ids=["empty", "blank", "web page", "archive", "binary", "words", "list", "object"],
    )
    def test_a_wrong_file_is_refused_by_name(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "wrong.txt"
        path.write_bytes(content)

        with pytest.raises(Invalid, match=r"wrong\.txt"):
            self.reader.check(path)

    def test_a_missing_file_is_refused_by_name(self, tmp_path: Path) -> None:
        assert not self.reader.recognises(tmp_path / "nowhere.txt")
        with pytest.raises(Invalid, match=r"nowhere\.txt"):
            self.reader.check(tmp_path / "nowhere.txt")

    @few
    @given(st.binary(max_size=400))
    def test_any_bytes_are_read_or_refused(self, content: bytes) -> None:
        self._survives(content)

    @few
    @given(st.integers(0, 2**32), st.integers(1, 40))
    def test_a_damaged_sample_is_read_or_refused(self, seed: int, wounds: int) -> None:
        draw, content = random.Random(seed), bytearray(self.sample.read_bytes())
        for _ in range(wounds):
            content[draw.randrange(len(content))] = draw.randrange(256)

        self._survives(bytes(content))

    @few
    @given(st.integers(0, 2**32))
    def test_no_escape_sequence_comes_through(self, seed: int) -> None:
        draw, content = random.Random(seed), self.sample.read_text(encoding="utf-8")
        for _ in range(20):
            at = draw.randrange(len(content))
            content = content[:at] + ESCAPES + content[at:]

        self._survives(content.encode())

    def _survives(self, content: bytes) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            path.write_bytes(content)
            self.reader.recognises(path)
            try:
                found = list(read_all(self.reader, path))
            except Invalid:
                return
            for finding in found:
                if isinstance(finding, Fact):
                    assert_printable(finding.fields)
                elif isinstance(finding, Refusal):
                    assert finding.sentence()


def assert_printable(value: object) -> None:
    """Every text in the fields is as `clean_lines` leaves it."""
    if isinstance(value, str):
        assert clean_lines(value) == value
    elif isinstance(value, dict):
        for name, inner in value.items():
            assert_printable(name)
            assert_printable(inner)
    elif isinstance(value, list):
        for inner in value:
            assert_printable(inner)
