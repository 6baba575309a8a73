"""Invented rows of the RPPS extract of activities, for the tests that read it."""

from collections.abc import Callable
from pathlib import Path

from importers import rpps_activities
from importers.facts import Fact
from tests.importers.reader_contract import DATA, facts_of

SAMPLE = DATA / "rpps-activities.txt"
HEADER = SAMPLE.read_text(encoding="utf-8").splitlines()[0]
NAMES = HEADER.split("|")
ROBERT = "rpps:99000000119"
OF_STRUCTURE = " (coord. structure)"
NURSE = {
    "Type d'identifiant PP": "8",
    "Identifiant PP": "99000000010",
    "Nom d'exercice": "CHETREL",
    "Prénom d'exercice": "ANNE-LAURE",
    "Code civilité": "MME",
    "Code profession": "60",
    "Code mode exercice": "L",
    "Code secteur d'activité": "SA07",
    "Identifiant technique de la structure": "R991",
    "Raison sociale site": "CABINET CHETREL",
    "Numéro Voie" + OF_STRUCTURE: "12",
    "Libellé type de voie" + OF_STRUCTURE: "Rue",
    "Libellé Voie" + OF_STRUCTURE: "DES LILAS",
    "Code postal" + OF_STRUCTURE: "49400",
    "Code commune" + OF_STRUCTURE: "49328",
    "Libellé commune" + OF_STRUCTURE: "Saumur",
    "Téléphone" + OF_STRUCTURE: "0261911234",
}


def row(**changes: str) -> str:
    """A nurse's row; `commune="49261"` changes the column whose name contains that word."""
    values = dict(NURSE)
    for word, value in changes.items():
        name = next(name for name in NAMES if word.replace("_", " ") in name)
        values[name] = value
    return "|".join(values.get(name, "") for name in NAMES)


def writer(folder: Path) -> Callable[..., Path]:
    """What writes a file of these rows, under the official header."""

    def write(*rows: str, end: str = "\n", encoding: str = "utf-8") -> Path:
        path = folder / "ps-libreacces-personne-activite.txt"
        path.write_bytes((end.join([HEADER, *rows]) + end).encode(encoding))
        return path

    return write


def one_fact(path: Path) -> Fact:
    (fact,) = facts_of(rpps_activities, path).values()
    return fact
