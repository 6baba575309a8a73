"""The RPPS extract of specialties and skills."""

from pathlib import Path

from importers import rpps_activities, rpps_savoir_faire
from importers.facts import EVERYWHERE, Record
from tests.importers.reader_contract import DATA, ReaderContract, facts_of

SAMPLE = DATA / "rpps-savoir-faire.txt"
LAURENT = "rpps:99000020661"


class TestSavoirFaire(ReaderContract):
    reader = rpps_savoir_faire
    sample = SAMPLE


def test_specialties_are_added_to_a_person_who_is_there() -> None:
    fact = facts_of(rpps_savoir_faire, SAMPLE)[LAURENT]

    assert fact.fields == {"identifiers": [LAURENT], "specialties": ["SC14", "SM54"]}
    assert fact.attach_only


def test_another_order_of_rows_is_no_change(tmp_path: Path) -> None:
    header, *rows = SAMPLE.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "reversed.txt"
    path.write_text("\n".join([header, *reversed(rows)]), encoding="utf-8")

    assert digests(path) == digests(SAMPLE)


def digests(path: Path) -> dict[str, bytes]:
    found = rpps_savoir_faire.records(rpps_savoir_faire.check(path), EVERYWHERE)
    return {record.key: record.digest for record in found if isinstance(record, Record)}


def test_each_extract_is_told_by_its_header() -> None:
    activities = DATA / "rpps-activities.txt"

    assert [reader.recognises(SAMPLE) for reader in (rpps_activities, rpps_savoir_faire)] == [False, True]
    assert [reader.recognises(activities) for reader in (rpps_activities, rpps_savoir_faire)] == [True, False]
