"""One row of a table on its way to the fields of an entry: what is said, noted and doubted."""

from dataclasses import dataclass, field
from typing import Any

from core.language import N_
from core.text import clean_lines
from directory import localities
from directory.communes import Place
from directory.fields import Fields
from directory.kinds import EntryKind
from importers.facts import Warning
from importers.habits.areas import Around

ROLE_KEY = "table"
_OF_ROLE = frozenset(
    ["line", "complement", "postcode", "commune", "locality", "latitude", "longitude", "hours", "mode",
     "function", "site_name", "organization"]
)  # fmt: skip
_ANSWERS = frozenset(["conventionnement", "new_patients", "home_visits"])
_WHERE = ("line", "postcode", "commune", "site_name", "organization_finess")
_NOTES_LIMIT = 9_000

UNREAD = N_("“{value}” was not understood in the column “{column}”. It was left out: write it another way.")
GUESSED = N_("“{value}” was read as “{guess}”. Correct the cell if that is wrong.")
PATIENT = N_(
    "This cell looks like data of a patient. It was left out, since no patient belongs in this directory: "
    "delete it from the table."
)


@dataclass
class Texts:
    """The cells of one row by target, each with its header, and where the row stands."""

    kind: EntryKind
    file: str
    line: int
    cells: dict[str, list[tuple[str, str]]]
    source: str = ""
    organization: str | None = None  # the reference to the organization that a service names
    departement: str | None = None  # where most rows of the table stand, to tell homonyms apart

    def place(self) -> Place | None:
        """The commune of the row."""
        town, postcode = self.first("commune"), self.first("postcode")
        return localities.resolve(
            None, town or None, postcode or None, None if postcode else self.departement
        )

    @property
    def says_where(self) -> bool:
        return any(map(self.first, _WHERE))

    def first(self, target: str) -> str:
        cells = self.cells.get(target)
        return cells[0][1] if cells else ""


@dataclass
class Reading:
    """Fields as they are read; a practitioner's place belongs to a role.

    So do their answers, in a row that says where; in any other they are true wherever the person works.
    """

    texts: Texts
    role_key: str = ROLE_KEY
    fields: Fields = field(default_factory=dict)
    warnings: list[Warning] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    around: Around = Around()  # noqa: RUF009  # a tuple, which nobody can change

    def path(self, name: str) -> str:
        """Where a field of that name is kept."""
        if self.texts.kind != EntryKind.PRACTITIONER:
            return name
        of_role = name in _OF_ROLE or (name in _ANSWERS and self.texts.says_where)
        return f"roles.{self.role_key}.{name}" if of_role else name

    def put(self, name: str, value: Any) -> None:
        if value is not None and value != "" and value != []:
            self.fields[self.path(name)] = value

    def said(self, name: str) -> Any:
        return self.fields.get(self.path(name))

    def note(self, header: str, text: str) -> None:
        """Keep words that no field can hold, so that nothing is lost."""
        self.notes.append(f"{header} : {text}" if header else text)

    def doubt(self, header: str, value: str | None, reason: str, **values: object) -> None:
        self.warnings.append(Warning(self.texts.file, self.texts.line, header, value, reason, values))

    def unread(self, header: str, value: str) -> None:
        self.doubt(header, value, UNREAD)

    def finish(self) -> None:
        """Put the notes with the conditions of a service, or with the description of anything else."""
        name = "conditions" if self.texts.kind == EntryKind.SERVICE else "description"
        texts = [self.fields.get(name), *self.notes]
        self.put(name, clean_lines("\n".join(filter(None, texts)), _NOTES_LIMIT))
