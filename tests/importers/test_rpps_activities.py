"""The RPPS extract of people and their activities."""

import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from importers import rpps_activities
from importers.facts import EVERYWHERE, Area, Fact, Record, Warning
from importers.rpps_roles import COLUMNS
from tests.importers.reader_contract import ReaderContract, facts_of, few, read_all
from tests.importers.rpps_rows import NAMES, ROBERT, SAMPLE, one_fact, row, writer


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    return writer(tmp_path)


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


def test_a_quote_is_a_letter_like_any_other(write: Callable[..., Path]) -> None:
    fact = one_fact(write(row(**{"Raison sociale": 'CABINET "LES LILAS'})))

    assert fact.fields["roles.R991-L-SA07-60.site_name"] == 'Cabinet "les Lilas'


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


def test_a_table_of_ones_own_is_told_where_it_goes(tmp_path: Path) -> None:
    file = tmp_path / "services.csv"
    file.write_text("Nom;Commune\nRepas;Saumur\n", encoding="utf-8")

    with pytest.raises(Invalid, match="a table of your own"):
        rpps_activities.check(file, None)
