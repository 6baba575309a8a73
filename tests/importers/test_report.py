"""What an import tells of the rows it could not take."""

from importers.facts import Refusal
from importers.report import Report

HOSTILE = "a\x1b]52;c;QUJD\x07\u202eb"


def refused() -> Refusal:
    return Refusal("aides.csv", 3, HOSTILE, HOSTILE, "“{value}” in {column}: {guess}", {"guess": HOSTILE})


def test_a_sentence_holds_nothing_that_a_terminal_obeys() -> None:
    assert refused().sentence() == "“ab” in ab: ab"


def test_a_report_as_json_neither() -> None:
    report = Report("table", ["aides.csv"])
    report.refuse(refused())

    (told,) = report.as_json()["refusals"]
    assert (told["column"], told["value"], told["reason"]) == ("ab", "ab", "“ab” in ab: ab")
