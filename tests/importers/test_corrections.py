"""What a person corrected survives imports; news against it clashes once."""

from tests.importers.desk import Desk
from tests.importers.paper import person


def test_a_correction_survives_the_next_import(desk: Desk) -> None:
    desk.take([person("1", description="theirs")])
    desk.edit("rpps:1", description="ours")

    report = desk.take([person("1", description="theirs", profession="60")])

    assert desk.fields("rpps:1")["description"] == "ours"
    assert (report.changed, report.clashes) == (1, 0)


def test_news_against_a_correction_clashes_once(desk: Desk) -> None:
    desk.take([person("1", description="old")])
    desk.edit("rpps:1", description="ours")

    first = desk.take([person("1", description="new")])
    again = desk.take([person("1", description="new", profession="60")])

    assert (first.clashes, again.clashes) == (1, 0)
    assert desk.clashes() == [("description", "ours", "new")]


def test_a_statement_a_person_refused_never_comes_back(desk: Desk) -> None:
    desk.take([person("1", description="old")])
    desk.edit("rpps:1", description="ours")
    desk.take([person("1", description="new")])
    desk.settle("ours")

    desk.take([person("1", description="other")])
    assert desk.clashes() == [("description", "ours", "other")]
    report = desk.take([person("1", description="new")])

    assert (report.clashes, desk.clashes()) == (0, [])
    assert desk.fields("rpps:1")["description"] == "ours"


def test_a_field_given_back_follows_the_source_again(desk: Desk) -> None:
    desk.take([person("1", description="old")])
    desk.edit("rpps:1", description="ours")
    desk.take([person("1", description="new")])

    desk.settle("theirs")
    assert desk.fields("rpps:1")["description"] == "new"
    desk.take([person("1", description="newer")])

    assert desk.fields("rpps:1")["description"] == "newer"
    assert desk.clashes() == []


def test_taking_their_word_by_hand_settles_the_clash(desk: Desk) -> None:
    desk.take([person("1", description="old")])
    desk.edit("rpps:1", description="ours")
    desk.take([person("1", description="new")])

    desk.edit("rpps:1", description="new")

    assert desk.clashes() == []


def test_codes_of_two_sources_come_together_and_a_removed_one_stays_out(desk: Desk) -> None:
    desk.take([person("1", specialties=["SM54", "SM26"])])
    desk.take([person("1", specialties=["SM05"])], "table")
    assert desk.fields("rpps:1")["specialties"] == ["SM05", "SM26", "SM54"]
    desk.edit("rpps:1", specialties=["SM05", "SM54"])

    desk.take([person("1", specialties=["SM26", "SM54"], profession="60")])

    assert desk.fields("rpps:1")["specialties"] == ["SM05", "SM54"]
