"""Rows of a table: which entry each is about, and what its cells say of it."""

from collections.abc import Iterator
from dataclasses import replace

from core.errors import Invalid, Problem
from core.language import N_
from core.text import clean, digits, fold
from directory import drafts, patients
from directory.fields import Fields, compact, said
from directory.kinds import EntryKind
from importers.facts import Fact, Finding, Refusal
from importers.tables import cells, place_cells, service_cells
from importers.tables.mappings import Table
from importers.tables.reading import PATIENT, ROLE_KEY, Reading, Texts
from importers.tables.sheets import Row

NO_NAME = N_("This row has no name, so there is nothing to list. Fill its name in, or delete the row.")
NOT_TAKEN = N_("“{column}” cannot be stored ({problem}). It was left out: correct the cell.")
_FREE_TEXT = frozenset(
    ["name", "description", "conditions", "complement", "hours", "access", "audiences", "cost_condition",
     "function", "site_name", "availability", "notice_days", "costs", "alias", "areas"]
)  # fmt: skip
_ANSWERS = frozenset(["new_patients", "home_visits", "availability", "name", "family_name", "full_name"])
_NOTHING = frozenset(
    ["", "/", "//", "_", "...", "nc", "n/c", "n.c", "na", "n/a", "nr", "n/r", "non renseigne",
     "non communique", "a completer", "x x"]
)  # fmt: skip
_LONG_TEXTS = frozenset(["description", "conditions", "areas", "rounds"])
_LONG, _SHORT = 20_000, 2_000  # characters of a cell that are read
_REGISTERED = (("rpps", 11), ("adeli", 9), ("finess", 9), ("siret", 14))


def texts_of(table: Table, file: str, row: Row) -> Texts:
    """The cells of a row by target: constants count more than cells, defaults where cells are empty."""
    mapping = table.mapping
    found: dict[str, list[tuple[str, str]]] = {}
    for header, text in zip(table.header.cells, row.cells, strict=False):
        target = mapping.columns.get(header.strip())
        if target and _says_something(target, text) and target not in mapping.constants:
            limit = _LONG if target in _LONG_TEXTS else _SHORT
            found.setdefault(target, []).append((header.strip(), text.strip()[:limit]))
    for target, text in mapping.constants.items():
        found[target] = [(target, text)]
    for target, text in mapping.defaults.items():
        found.setdefault(target, [(target, text)])
    if mapping.kind == EntryKind.SERVICE and "name" not in found and "name" not in mapping.columns.values():
        found["name"] = found.get("organization", [])  # a table with one line for each organization
    return Texts(mapping.kind, file, row.line, found, mapping.source)


def _says_something(target: str, text: str) -> bool:
    """A dash or "NC" is a cell left empty, except where it may be an answer."""
    return bool(text.strip()) and (target in _ANSWERS or fold(text).strip(" .") not in _NOTHING)


def key_of(texts: Texts) -> str | None:
    """What stays the same from one file to the next: a registered number, an id, else name and place.

    None for a row without a name.
    """
    place = fold(texts.first("commune") or texts.first("postcode"))
    for system, length in _REGISTERED:
        number = digits(texts.first(system))
        if len(number) == length and (texts.kind != EntryKind.SERVICE):
            at = f"@{place}" if texts.kind == EntryKind.PRACTITIONER and place else ""
            return f"{system}:{number}{at}"
    if number := clean(texts.first("id")):
        return f"id:{number}"
    targets = ("name", "family_name", "full_name", "given_name", "organization")
    names = [fold(texts.first(target)) for target in targets]
    return "|".join([*filter(None, names), place]) if any(names[:3]) else None


def organization_ref(texts: Texts) -> str | None:
    """How a service names its organization: a FINESS number, else its name and its commune."""
    number = digits(texts.first("organization_finess"))
    if len(number) == 9:
        return f"finess:{number}"
    return local_ref(texts.first("organization"), texts) if texts.first("organization") else None


def local_ref(name: str, texts: Texts) -> str:
    """The same organization in any table: its name in its commune."""
    place = texts.place()
    return f"local:{fold(name)}@{place.code if place else fold(texts.first('commune'))}"


def facts(key: str, texts: Texts) -> Iterator[Finding]:
    """What a row says: one entry, and a warning for each cell that could not be taken as it is."""
    reading = Reading(texts, _role_key(key) if texts.kind == EntryKind.PRACTITIONER else ROLE_KEY)
    _read_cells(reading)
    fields = compact(reading.fields)
    fields, problems = _checked(texts.kind, fields)
    yield from reading.warnings
    for name, problem in problems:
        reading.doubt(_header_of(name, texts), None, NOT_TAKEN, problem=problem)
        yield reading.warnings[-1]
    named = "family_name" if texts.kind == EntryKind.PRACTITIONER else "name"
    if named in fields:
        yield Fact(texts.kind, key, fields, texts.line)
    elif fields.get("identifiers"):
        yield Fact(texts.kind, key, fields, texts.line, attach_only=True)
    else:
        yield Refusal(texts.file, texts.line, None, None, NO_NAME)


def _header_of(path: str, texts: Texts) -> str:
    """The header above the cell that filled a field, as the person knows it."""
    cells = texts.cells.get(path.rpartition(".")[2]) or [(path, "")]
    return cells[0][0]


def _role_key(key: str) -> str:
    """A practitioner may have a row per place."""
    place = key.partition("@")[2]
    return f"{ROLE_KEY}-{place}".replace(".", " ") if place else ROLE_KEY


def _read_cells(reading: Reading) -> None:
    texts = reading.texts
    _leave_out_patients(reading)
    settled = False
    for target in _in_order(texts):
        if not settled and target not in cells.PLACE:
            place_cells.settle_place(reading)
            settled = True
        if read := cells.reader_of(texts.kind, target):
            for header, text in texts.cells[target]:
                read(reading, header, text)
    if not settled:
        place_cells.settle_place(reading)
    _add_references(reading)
    reading.finish()


def _in_order(texts: Texts) -> list[str]:
    order = list(cells.CELLS)
    return sorted(texts.cells, key=lambda target: order.index(target) if target in order else len(order))


def _add_references(reading: Reading) -> None:
    texts = reading.texts
    if texts.kind == EntryKind.SERVICE:
        service_cells.days_from_rounds(reading)
        service_cells.availability_from_places(reading)
        reading.put("organization", texts.organization)
    if texts.kind == EntryKind.ORGANIZATION and reading.said("name"):
        own = [*(reading.said("identifiers") or ()), local_ref(reading.said("name"), texts)]
        reading.put("identifiers", sorted(own))


def _leave_out_patients(reading: Reading) -> None:
    for target, found in list(reading.texts.cells.items()):
        if target not in _FREE_TEXT:
            continue
        for header, text in found:
            if patients.looks_like_one(text):
                reading.doubt(header, None, PATIENT)
        kept = [(header, text) for header, text in found if not patients.looks_like_one(text)]
        reading.texts.cells[target] = kept
        if not kept:
            del reading.texts.cells[target]


def _checked(kind: EntryKind, fields: Fields) -> tuple[Fields, list[tuple[str, Problem]]]:
    """Fields as drafts accept them, and those that were left out, each with its problem."""
    left_out: list[tuple[str, Problem]] = []
    for _ in range(len(fields) + 1):
        try:
            return drafts.checked(kind, fields), left_out
        except Invalid as error:
            wrong = {
                path: replace(each, field="")  # a sentence when it is shown
                for each in error.problems
                for path in _paths_of(each, fields)
            }
            if not wrong.keys() & fields.keys():
                return fields, left_out
            fields = {path: value for path, value in fields.items() if path not in wrong}
            left_out += wrong.items()
    return fields, left_out


def _paths_of(problem: Problem, fields: Fields) -> list[str]:
    """The fields that a problem is about: two, when one of them lies after the other."""
    named = [path for path in problem.values.values() if isinstance(path, str) and path in fields]
    return named or [_named(problem.field, fields)]


def _named(path: str, fields: Fields) -> str:
    """The field that a problem such as "costs.0.cents" is about."""
    fitting = [name for name in fields if path == name or path.startswith(name + ".")]
    return max(fitting, key=len) if fitting else path


def organization_fields(ref: str, texts: Texts) -> Fields:
    """What a table of services says of an organization; its place only when no register may know it."""
    fields: Fields = {"name": clean(texts.first("organization"), 300), "identifiers": [ref]}
    siret = digits(texts.first("organization_siret"))
    if len(siret) == 14:
        fields["identifiers"] = sorted([ref, f"siret:{siret}"])
    place = texts.place()
    if place is not None and ref.startswith("local:"):
        fields |= {"commune": place.code, "locality": place_cells.town(texts.first("commune")) or place.name}
    return {name: value for name, value in fields.items() if said(value)}
