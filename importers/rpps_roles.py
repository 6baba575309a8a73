"""From the rows of one person in the RPPS to a practitioner with their roles."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from core.text import clean
from directory.fields import Fields
from directory.kinds import EntryKind
from importers import addresses, letter_case
from importers.contact_points import contact_points
from importers.facts import Fact, Finding, Record, Warning
from importers.rpps_people import IDENTIFIER, TYPE, WRONG_KEY, key_holds

_STRUCTURE = " (coord. structure)"


class Row(NamedTuple):
    """The values used of one row, in the order of `COLUMNS`."""

    kind: str
    identifier: str
    title: str
    civility: str
    family_name: str
    given_name: str
    profession: str
    category: str
    knowledge: str
    mode: str
    siret: str
    finess: str
    finess_ej: str
    structure: str
    company: str
    sign: str
    recipient: str
    spot: str
    number: str
    repetition: str
    street_type: str
    street: str
    distribution: str
    cedex_office: str
    postcode: str
    commune: str
    town: str
    country: str
    phone: str
    phone_2: str
    fax: str
    email: str
    departement: str
    sector: str
    pharmacy_section: str
    function: str


COLUMNS = (
    TYPE, IDENTIFIER, "Code civilité d'exercice", "Code civilité", "Nom d'exercice", "Prénom d'exercice",
    "Code profession", "Code catégorie professionnelle", "Code savoir-faire", "Code mode exercice",
    "Numéro SIRET site", "Numéro FINESS site", "Numéro FINESS établissement juridique",
    "Identifiant technique de la structure", "Raison sociale site", "Enseigne commerciale site",
    "Complément destinataire" + _STRUCTURE, "Complément point géographique" + _STRUCTURE,
    "Numéro Voie" + _STRUCTURE, "Indice répétition voie" + _STRUCTURE, "Libellé type de voie" + _STRUCTURE,
    "Libellé Voie" + _STRUCTURE, "Mention distribution" + _STRUCTURE, "Bureau cedex" + _STRUCTURE,
    "Code postal" + _STRUCTURE, "Code commune" + _STRUCTURE, "Libellé commune" + _STRUCTURE,
    "Code pays" + _STRUCTURE, "Téléphone" + _STRUCTURE, "Téléphone 2" + _STRUCTURE, "Télécopie" + _STRUCTURE,
    "Adresse e-mail" + _STRUCTURE, "Code Département (structure)", "Code secteur d'activité",
    "Libellé section tableau pharmaciens", "Libellé rôle",
)  # fmt: skip
_CIVILITIES = {"M": "M.", "MME": "Mme", "MLLE": "Mme", "DR": "Dr", "PR": "Pr"}
_VALUE_LIMIT = 300
_ROW_LIMIT = 20_000
_STUDENT = "E"


def facts(record: Record) -> Iterator[Finding]:
    """One practitioner; a wrong check digit is told, and the person taken."""
    rows = [_row(line) for line in record.raw.decode("utf-8", errors="replace").split("\n")]
    person = rows[0]
    if person.kind == "8" and not key_holds(person.identifier):
        yield Warning("", record.line, IDENTIFIER, person.identifier, WRONG_KEY)
    fields: Fields = {
        "family_name": person.family_name or person.identifier,
        "identifiers": [record.key],
    }
    if person.given_name:
        fields["given_name"] = letter_case.given_name(person.given_name)
    if civility := _CIVILITIES.get(person.title) or _CIVILITIES.get(person.civility):
        fields["civility"] = civility
    if person.profession:
        fields["profession"] = person.profession
    if specialties := {row.knowledge for row in rows if row.knowledge}:
        fields["specialties"] = sorted(specialties)
    seen: set[str] = set()
    for row in rows:
        key = _role_key(row)
        if key and key not in seen:
            seen.add(key)
            _put_role(fields, f"roles.{key}.", row)
    yield Fact(EntryKind.PRACTITIONER, record.key, fields, record.line)


def _row(line: str) -> Row:
    """The values without what may not reach a terminal."""
    if len(line) < _ROW_LIMIT:
        values = clean(line, _ROW_LIMIT).split("|")
        if len(values) == len(COLUMNS):
            return Row(*map(str.strip, values))
    return Row(*[clean(value, _VALUE_LIMIT) for value in line.split("|")])


def _role_key(row: Row) -> str:
    """Stable from one file to the next; "" for a person without an activity."""
    place = row.structure or row.finess or row.siret or row.commune or row.postcode
    if not (place or row.mode or row.sector):
        return ""
    return "-".join((place or "x", row.mode, row.sector, row.profession))


def _put_role(fields: Fields, start: str, row: Row) -> None:
    said = {
        "profession": row.profession,
        "mode": row.mode,
        "sector": row.sector,
        "function": row.function or row.pharmacy_section or ("Étudiant" if row.category == _STUDENT else ""),
        "site_name": letter_case.site(row.company or row.sign),
        "organization": _organization(row),
        "contacts": _contacts(row.phone, row.phone_2, row.fax, row.email),
    }
    for name, value in said.items():
        if value:
            fields[start + name] = value
    _put_place(fields, start, row)


def _put_place(fields: Fields, start: str, row: Row) -> None:
    town = addresses.town(
        row.commune, row.town, row.cedex_office, row.postcode, row.country, row.distribution
    )
    if row.street or row.number:
        line = addresses.street_line(row.number, row.repetition, row.street_type, row.street)
        if line:
            fields[start + "line"] = line
    if row.recipient or row.spot or row.distribution:
        parts = (row.recipient, row.spot, row.distribution)
        fields[start + "complement"] = ", ".join(filter(None, parts))
    if town.postcode:
        fields[start + "postcode"] = town.postcode
    if town.commune:
        fields[start + "commune"] = town.commune
    if town.locality:
        fields[start + "locality"] = town.locality


def _organization(row: Row) -> str:
    """The site by its FINESS number; a SIRET names an organization only for those it employs."""
    if row.finess:
        return f"finess:{row.finess}"
    if row.finess_ej:
        return f"finess-ej:{row.finess_ej}"
    return f"siret:{row.siret}" if row.siret and row.mode == "S" else ""


@lru_cache(maxsize=65_536)
def _contacts(phone: str, phone_2: str, fax: str, email: str) -> list[dict[str, str]]:
    """Shared between the roles that have the same: read it only."""
    return contact_points((("phone", phone), ("phone", phone_2), ("fax", fax), ("email", email)))
