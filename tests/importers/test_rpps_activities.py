"""The RPPS extract of people and their activities."""

import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from importers import piped, rpps_activities
from importers.facts import EVERYWHERE, Area, Fact, Record, Refusal, Warning
from importers.rpps_roles import COLUMNS
from tests.importers.reader_contract import DATA, ReaderContract, facts_of, few, read_all

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


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: str, end: str = "\n", encoding: str = "utf-8") -> Path:
        path = tmp_path / "ps-libreacces-personne-activite.txt"
        path.write_bytes((end.join([HEADER, *rows]) + end).encode(encoding))
        return path

    return write


def one_fact(path: Path) -> Fact:
    (fact,) = facts_of(rpps_activities, path).values()
    return fact


class TestActivities(ReaderContract):
    reader = rpps_activities
    sample = SAMPLE


def test_a_person_with_one_activity(write: Callable[..., Path]) -> None:
    fact = one_fact(write(row()))

    assert fact.key == "rpps:99000000010"
    assert fact.fields == {
        "civility": "Mme",
        "family_name": "CHETREL",
        "given_name": "Anne-Laure",
        "profession": "60",
        "identifiers": ["rpps:99000000010"],
        "roles.R991-L-SA07-60.profession": "60",
        "roles.R991-L-SA07-60.mode": "L",
        "roles.R991-L-SA07-60.sector": "SA07",
        "roles.R991-L-SA07-60.site_name": "Cabinet Chetrel",
        "roles.R991-L-SA07-60.contacts": [{"kind": "phone", "value": "+33261911234", "visibility": "public"}],
        "roles.R991-L-SA07-60.line": "12 rue des Lilas",
        "roles.R991-L-SA07-60.postcode": "49400",
        "roles.R991-L-SA07-60.commune": "49328",
        "roles.R991-L-SA07-60.locality": "Saumur",
    }


def test_rows_that_differ_by_savoir_faire_make_one_role(write: Callable[..., Path]) -> None:
    fact = one_fact(write(row(Code_savoir="SM54"), row(Code_savoir="SC14")))

    assert fact.fields["specialties"] == ["SC14", "SM54"]
    assert {path.split(".")[1] for path in fact.fields if path.startswith("roles.")} == {"R991-L-SA07-60"}


def test_a_role_per_activity() -> None:
    roles = {
        path.split(".")[1]
        for path in facts_of(rpps_activities, SAMPLE)[ROBERT].fields
        if path.startswith("roles.")
    }

    assert roles == {"R99806407983-L-SA08-60", "F869951483-S-SA01-60", "R99491180832-L-SA07-60"}


def test_a_person_without_activity_has_no_role(write: Callable[..., Path]) -> None:
    empty = dict.fromkeys(("Code mode", "Code secteur", "technique", "Code commune", "Code postal"), "")

    fact = one_fact(write(row(**empty, Téléphone="")))

    assert not [path for path in fact.fields if path.startswith("roles.")]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"Libellé type de voie": "", "Libellé Voie": "R DENIS PAPIN"}, "12 rue Denis Papin"),
        ({"Numéro Voie": "P"}, "rue des Lilas"),
        ({"Indice": "B"}, "12 bis rue des Lilas"),
        ({"Libellé Voie": "DU 8 MAI 1945"}, "12 rue du 8 Mai 1945"),
        ({"Libellé Voie": "de l'Église"}, "12 rue de l'Église"),
    ],
)
def test_street_lines(write: Callable[..., Path], changes: dict[str, str], line: str) -> None:
    assert one_fact(write(row(**changes))).fields["roles.R991-L-SA07-60.line"] == line


@pytest.mark.parametrize(
    ("changes", "commune", "locality"),
    [
        (
            {"Code commune": "", "Libellé commune": "", "Bureau": "25300 DOUBS", "Code postal": "25300"},
            "25204",
            "Doubs",
        ),
        (
            {"Code commune": "75110", "Libellé commune": "Paris 10e Arrondissement"},
            "75056",
            "Paris 10e Arrondissement",
        ),
        ({"Code commune": "49149", "Libellé commune": "Gennes", "Code postal": "49350"}, "d49149", "Gennes"),
        (
            {"Code commune": "", "Libellé commune": "", "Bureau": "SAUMUR CEDEX", "Code postal": "49415"},
            "49328",
            "Saumur",
        ),
        (
            {"Code commune": "", "Libellé commune": "Leeds", "Code postal": "GL", "Code pays": "99132"},
            None,
            "Leeds",
        ),
    ],
)
def test_towns(
    write: Callable[..., Path], changes: dict[str, str], commune: str | None, locality: str
) -> None:
    fields = one_fact(write(row(**changes))).fields

    assert fields.get("roles.R991-L-SA07-60.commune") == commune
    assert fields["roles.R991-L-SA07-60.locality"] == locality


def test_the_site_is_named_by_its_finess_number(write: Callable[..., Path]) -> None:
    fact = one_fact(write(row(**{"FINESS site": "499999019"})))

    assert fact.fields["roles.R991-L-SA07-60.organization"] == "finess:499999019"


def test_an_adeli_number_is_not_an_rpps_one(write: Callable[..., Path]) -> None:
    fact = one_fact(write(row(**{"Type d'identifiant": "0", "Identifiant PP": "499310001"})))

    assert fact.fields["identifiers"] == ["adeli:499310001"]


def test_a_wrong_check_digit_is_told_and_the_person_taken(write: Callable[..., Path]) -> None:
    found = list(read_all(rpps_activities, write(row(**{"Identifiant PP": "99000000011"}))))

    assert [type(each) for each in found] == [Record, Warning, Fact]


def test_fewer_columns_and_no_order_give_the_same_facts(tmp_path: Path) -> None:
    older = [name for name in NAMES if "rôle" not in name and "genre" not in name]
    path = tmp_path / "52.txt"
    rows = [line.split("|") for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    path.write_text(
        "".join("|".join([line[NAMES.index(name)] for name in older]) + "|\r\n" for line in rows),
        encoding="utf-8-sig",
    )

    assert facts_of(rpps_activities, path) == facts_of(rpps_activities, SAMPLE)
    assert digests(path) == digests(SAMPLE)


@few
@given(st.integers(0, 2**32))
def test_any_order_of_columns_gives_the_same_facts(seed: int) -> None:
    order = list(range(len(NAMES)))
    random.Random(seed).shuffle(order)
    lines = [line.split("|") for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shuffled.txt"
        path.write_text("\n".join("|".join(line[at] for at in order) for line in lines), encoding="utf-8")

        assert digests(path) == digests(SAMPLE)


def digests(path: Path) -> dict[str, bytes]:
    found = rpps_activities.records(rpps_activities.check(path), EVERYWHERE)
    return {record.key: record.digest for record in found if isinstance(record, Record)}


def test_scattered_rows_of_a_person_are_brought_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importers.piped._LINES_SORTED_AT_ONCE", 7)
    header, *rows = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "scattered.txt"
    path.write_text(header + "".join(rows[::2] + rows[1::2]), encoding="utf-8")

    found = facts_of(rpps_activities, path)

    assert found.keys() == facts_of(rpps_activities, SAMPLE).keys()
    assert found[ROBERT].fields == facts_of(rpps_activities, SAMPLE)[ROBERT].fields


def test_a_row_of_another_width_is_refused_with_its_line(write: Callable[..., Path]) -> None:
    path = write(row(), "8|99000000028|too short", row(**{"Identifiant PP": "99000000036"}))

    (refusal,) = [found for found in read_all(rpps_activities, path) if isinstance(found, Refusal)]

    assert (refusal.file, refusal.line) == (path.name, 3)
    assert "3 values" in refusal.sentence() or "3 valeurs" in refusal.sentence()


def test_a_quote_is_a_letter_like_any_other(write: Callable[..., Path]) -> None:
    fact = one_fact(write(row(**{"Raison sociale": 'CABINET "LES LILAS'})))

    assert fact.fields["roles.R991-L-SA07-60.site_name"] == 'Cabinet "les Lilas'


def test_a_file_cut_in_its_last_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes(SAMPLE.read_bytes()[:-600])

    with pytest.raises(Invalid, match=r"cut short|tronqué"):
        rpps_activities.check(path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "wrong.txt"
    path.write_text(
        SAMPLE.read_text(encoding="utf-8").replace("Code profession|", "Profession|", 1), encoding="utf-8"
    )

    with pytest.raises(Invalid, match="Code profession"):
        rpps_activities.check(path)


def test_windows_text_is_read_with_a_remark(write: Callable[..., Path]) -> None:
    path = write(row(Prénom="Chloé"), encoding="cp1252")

    assert len(rpps_activities.check(path).remarks) == 1
    assert one_fact(path).fields["given_name"] == "Chloé"


class TestArea:
    @pytest.mark.parametrize(
        "area",
        [
            Area(frozenset({"49"})),
            Area(communes=frozenset({"49328"})),
            Area(frozenset({"86"}), frozenset({"49328"})),
        ],
    )
    def test_a_person_is_kept_with_all_activities(self, write: Callable[..., Path], area: Area) -> None:
        path = write(row(technique="R992", **{"Code commune": "44109", "Code postal": "44000"}), row())

        (record,) = rpps_activities.records(rpps_activities.check(path), area)

        assert record.rows == 2

    def test_a_person_elsewhere_is_left_out(self, write: Callable[..., Path]) -> None:
        checked = rpps_activities.check(write(row()))

        assert list(rpps_activities.records(checked, Area(frozenset({"37"})))) == []

    def test_an_arrondissement_is_in_its_commune(self, write: Callable[..., Path]) -> None:
        checked = rpps_activities.check(write(row(**{"Code commune": "75110"})))

        assert len(list(rpps_activities.records(checked, Area(communes=frozenset({"75056"}))))) == 1


def test_every_wanted_column_is_in_the_official_header() -> None:
    assert set(COLUMNS) <= set(NAMES)


def test_one_damaged_line_leaves_the_accents_of_the_others(write: Callable[..., Path]) -> None:
    path = write(row(Prénom="Chloé"), row(**{"Identifiant PP": "10009999999"}))
    content = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(content[:-1]) + content[-1].replace(b"10009999999", b"1000\xff99999"))

    assert len(rpps_activities.check(path).remarks) == 1
    assert b"Chlo\xc3\xa9" in next(piped.lines(rpps_activities.check(path)))[1]


def test_a_header_without_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "header.txt"
    path.write_text(SAMPLE.read_text(encoding="utf-8").split("\n", 1)[0] + "\n", encoding="utf-8")

    with pytest.raises(Invalid, match=r"header\.txt"):
        rpps_activities.check(path)
