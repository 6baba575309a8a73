"""The sources that can be imported.

To add one:
1. write `importers/<format>.py` with the four functions of `facts.Reader`, pure: no session, no clock;
2. inherit `tests/importers/reader_contract.py` in `tests/importers/test_<format>.py`;
3. add its line to `SOURCES`, and its place to `directory.provenance.precedence`;
4. describe it in `docs/reference/imports.md` (a test looks for its name);
5. give the command its subcommand in `cli/imports.py`.
"""

from dataclasses import dataclass
from pathlib import Path

from core.language import N_
from importers import finess_activities, finess_structures, mssante, rpps_activities, rpps_savoir_faire, table
from importers.facts import Reader


@dataclass(frozen=True)
class Source:
    """A kind of file one can import; `name` is the word of the command line.

    Its files may come in several formats, one reader each.
    """

    name: str
    label: str
    readers: tuple[Reader, ...]

    def reader_of(self, path: Path) -> Reader:
        """The reader that knows this file; else the first one, whose check says what is missing."""
        if len(self.readers) == 1:
            return self.readers[0]
        return next((reader for reader in self.readers if reader.recognises(path)), self.readers[0])


SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        Source("rpps", N_("RPPS: professionals and their activities"), (rpps_activities, rpps_savoir_faire)),
        Source(
            "finess-plus",
            N_("FINESS+: organizations, their sites and services"),
            (finess_structures, finess_activities),
        ),
        Source("mssante", N_("MSSanté: secured addresses"), (mssante,)),
        Source("table", N_("A table of your own: services, organizations or people"), (table,)),
    )
}
