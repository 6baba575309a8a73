"""How the cells of each column are read, in order: places first, since they tell homonyms apart."""

import re
from collections.abc import Callable

from core.text import clean, clean_lines, digits, fold
from directory.kinds import EntryKind, Visibility
from importers import letter_case
from importers.habits import answers, dates, hours, vocabulary
from importers.tables import contact_cells, place_cells, service_cells
from importers.tables.reading import GUESSED, Reading

ReadCell = Callable[[Reading, str, str], None]

_LINE_LIMIT = 300
_CIVILITIES = {
    "m": "M.", "mr": "M.", "monsieur": "M.", "mme": "Mme", "madame": "Mme", "mlle": "Mme", "dr": "Dr",
    "docteur": "Dr", "pr": "Pr", "professeur": "Pr",
}  # fmt: skip
_VISIBILITIES = {
    **dict.fromkeys(("public", "tout public", "tous", "oui"), Visibility.PUBLIC),
    **dict.fromkeys(("professionnels", "professionnel", "pro", "pros"), Visibility.PROFESSIONALS),
    **dict.fromkeys(("reseau", "membres", "membres du reseau", "interne", "prive"), Visibility.NETWORK),
    **{visibility.value: visibility for visibility in Visibility},
}
_NAMES_LIMIT = 200


def _line_of(name: str) -> ReadCell:
    def read(reading: Reading, header: str, text: str) -> None:
        before = reading.said(name)
        reading.put(name, ", ".join(filter(None, (before, clean(text, _LINE_LIMIT)))))

    return read


def _codes_of(name: str, system: str) -> ReadCell:
    """Codes of a nomenclature; words that say more are kept as a note."""

    def read(reading: Reading, header: str, text: str) -> None:
        words = vocabulary.read(system, text)
        reading.put(name, sorted({*(reading.said(name) or ()), *words.codes}))
        if words.more:
            reading.note(header, ", ".join(words.more))

    return read


def _code_of(name: str, system: str) -> ReadCell:
    """One code of a nomenclature."""

    def read(reading: Reading, header: str, text: str) -> None:
        code = vocabulary.one(system, text)
        inside = vocabulary.read(system, text).codes
        if code is None and len(inside) == 1:
            reading.doubt(header, text, GUESSED, guess=vocabulary.label(system, inside[0]))
        if code or len(inside) == 1:
            reading.put(name, code or inside[0])
        else:
            reading.note(header, clean(text, _LINE_LIMIT))

    return read


def _profession(reading: Reading, header: str, text: str) -> None:
    """A specialty named there is one: "Médecin généraliste"."""
    code = vocabulary.one("profession", text)
    specialty = None if code else vocabulary.one("savoir_faire", text)
    inside = vocabulary.read("profession", text).codes
    if specialty and len(inside) == 1:
        reading.put("profession", inside[0])
        reading.put("specialties", sorted({*(reading.said("specialties") or ()), specialty}))
    else:
        _code_of("profession", "profession")(reading, header, text)


def _answer_of(name: str) -> ReadCell:
    def read(reading: Reading, header: str, text: str) -> None:
        answer = answers.read(text)
        if answer is None:
            reading.unread(header, text)
        else:
            reading.put(name, answer)

    return read


def _date_of(name: str) -> ReadCell:
    def read(reading: Reading, header: str, text: str) -> None:
        day = dates.first_day(text)
        if day is None:
            reading.unread(header, text)
        else:
            reading.put(name, day)

    return read


def _hours(reading: Reading, header: str, text: str) -> None:
    found = hours.read(text)
    reading.put("hours", found.slots)
    if found.unread:
        reading.note(header, found.unread)


def _description(reading: Reading, header: str, text: str) -> None:
    before = reading.said("description")
    reading.put("description", "\n".join(filter(None, (before, clean_lines(text)))))


def _visibility(reading: Reading, header: str, text: str) -> None:
    visibility = _VISIBILITIES.get(fold(text))
    if visibility is None:  # better too few readers than too many
        reading.doubt(header, text, GUESSED, guess=Visibility.NETWORK.value)
    reading.put("visibility", (visibility or Visibility.NETWORK).value)


def _civility(reading: Reading, header: str, text: str) -> None:
    reading.put("civility", _CIVILITIES.get(fold(text).strip(". ")) or clean(text, 20))


def _full_name(reading: Reading, header: str, text: str) -> None:
    """Capitals tell the family name; without them it is the last word of "Prénom Nom"."""
    words = clean(text, _NAMES_LIMIT).split()
    if words and fold(words[0]).strip(".") in _CIVILITIES:
        reading.put("civility", _CIVILITIES[fold(words.pop(0)).strip(".")])
    capitals = [word for word in words if word.isupper() and len(word) > 1]
    family = capitals if capitals and len(capitals) < len(words) else _family(header, words)
    reading.put("family_name", " ".join(family))
    reading.put("given_name", letter_case.given_name(" ".join(word for word in words if word not in family)))


def _family(header: str, words: list[str]) -> list[str]:
    return words[:1] if fold(header).startswith("nom") else words[-1:]


def _given_name(reading: Reading, header: str, text: str) -> None:
    reading.put("given_name", letter_case.given_name(clean(text, _NAMES_LIMIT)))


def _identifier_of(system: str, length: int) -> ReadCell:
    def read(reading: Reading, header: str, text: str) -> None:
        number = digits(text) if system != "finess" else re.sub(r"[^0-9A-Za-z]", "", text).upper()
        number = number.zfill(length) if length - len(number) == 1 else number  # a spreadsheet took the zero
        if len(number) != length:
            reading.unread(header, text)
            return
        reading.put("identifiers", sorted({*(reading.said("identifiers") or ()), f"{system}:{number}"}))

    return read


def _reference_of(name: str, system: str) -> ReadCell:
    def read(reading: Reading, header: str, text: str) -> None:
        number = re.sub(r"[^0-9A-Za-z]", "", text).upper()
        if len(number) == 9:
            reading.put(name, f"{system}:{number}")
        else:
            reading.unread(header, text)

    return read


CELLS: dict[str, ReadCell] = {
    "line": _line_of("line"),
    "complement": _line_of("complement"),
    "postcode": place_cells.postcode,
    "commune": place_cells.commune,
    "latitude": place_cells.point,
    "name": _line_of("name"),
    "alias": _line_of("alias"),
    "civility": _civility,
    "full_name": _full_name,
    "family_name": _line_of("family_name"),
    "given_name": _given_name,
    "rpps": _identifier_of("rpps", 11),
    "adeli": _identifier_of("adeli", 9),
    "finess": _identifier_of("finess", 9),
    "siret": _identifier_of("siret", 14),
    "part_of_finess": _reference_of("part_of", "finess-ej"),
    "verified_at": _date_of("verified_at"),
    "visibility": _visibility,
    "phone": contact_cells.numbers_of("phone"),
    "fax": contact_cells.numbers_of("fax"),
    "email": contact_cells.addresses_of("email"),
    "mssante": contact_cells.addresses_of("mssante"),
    "contact": contact_cells.contact,
    "url": contact_cells.url,
    "hours": _hours,
    "description": _description,
    "category": _code_of("category", "finess_category"),
    "profession": _profession,
    "specialties": _codes_of("specialties", "savoir_faire"),
    "function": _line_of("function"),
    "site_name": _line_of("site_name"),
    "conventionnement": _code_of("conventionnement", "conventionnement"),
    "new_patients": _answer_of("new_patients"),
    "home_visits": _answer_of("home_visits"),
    "audiences": service_cells.audiences,
    "access": _codes_of("access", "access"),
    "funding": _codes_of("funding", "funding"),
    "diets": _codes_of("diets", "diet"),
    "meal_temperatures": _codes_of("meal_temperatures", "meal_temperature"),
    "operating_mode": service_cells.operating_mode,
    "service_type": service_cells.service_type,
    "availability_as_of": _date_of("availability_as_of"),
    "availability_until": service_cells.availability_until,
    **service_cells.CELLS,
}
PLACE = frozenset(["line", "complement", "postcode", "commune", "latitude"])  # read first
PRACTITIONER_CELLS: dict[str, ReadCell] = {
    "mode": _code_of("mode", "mode"),
    "organization_finess": _reference_of("organization", "finess"),
}


def reader_of(kind: EntryKind, target: str) -> ReadCell | None:
    """None for a column that is read with others: an id, a longitude, an organization."""
    if kind == EntryKind.PRACTITIONER and target in PRACTITIONER_CELLS:
        return PRACTITIONER_CELLS[target]
    return CELLS.get(target)
