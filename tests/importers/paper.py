"""A format of the tests: one JSON object per line, and sources that read it under the names of real ones.

`{"key": "1", "kind": "practitioner", "fields": {…}, "place": "49", "attach": false, "refuse": false}`; the
part of the file's name before the first full stop is the name its records are kept under.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from core.errors import Invalid
from directory.kinds import EntryKind
from importers.facts import Area, Checked, Fact, Finding, Record, Refusal, Warning
from importers.registry import Source

Lines = Iterable[Mapping[str, Any]]


class Paper:
    """A reader like any other."""

    def recognises(self, path: Path) -> bool:
        return True

    def check(self, path: Path, mapping: Path | None = None) -> Checked:
        lines = path.read_text(encoding="utf-8").splitlines()
        if lines[-1:] == ["cut"]:
            raise Invalid("{file} is cut short.", file=path.name)
        return Checked(path, path.name.partition(".")[0].replace("-of-", ":"), len(lines))

    def records(self, checked: Checked, area: Area) -> Iterator[Record | Refusal]:
        for number, line in enumerate(checked.path.read_text(encoding="utf-8").splitlines(), start=1):
            said = json.loads(line)
            if not area.everywhere and said.get("place") not in area.departements:
                continue
            if "key" not in said:
                yield Refusal(checked.path.name, number, "key", None, "There is no key.")
                continue
            digest = blake2b(line.encode(), digest_size=16).digest()
            yield Record(said["key"], digest, number, 1, (checked.path.name, said))

    def facts(self, record: Record) -> Iterable[Finding]:
        file, said = record.raw
        if said.get("refuse"):
            yield Refusal(file, record.line, "name", "?", "The name is missing.")
            return
        if said.get("doubt"):
            yield Warning(file, record.line, "phone", "12", "“{value}” is no telephone number.")
        kind = EntryKind(said.get("kind", "practitioner"))
        yield Fact(kind, record.key, said["fields"], record.line, said.get("attach", False))


SOURCES = {name: Source(name, name, (Paper(),)) for name in ("rpps", "table", "mssante", "finess-plus")}


def write(folder: Path, name: str, lines: Lines) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def person(key: str, place: str = "49", **said: Any) -> dict[str, Any]:
    """A line of a practitioner with that RPPS number; `roles__k1__mode` is the path `roles.k1.mode`."""
    fields = {"family_name": f"Name {key}", "identifiers": [f"rpps:{key}"]}
    paths = {name.replace("__", "."): value for name, value in said.items()}
    return {"key": key, "place": place, "fields": fields | paths}
