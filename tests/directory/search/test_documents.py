"""What the index is told of an entry."""

from directory import editing, entries
from directory.kinds import EntryKind
from directory.search import documents
from tests.directory.samples import CENTRE, MEALS, NURSE


def document_of(session, uid):
    (document,) = documents.load(session, [entries.stored(session, uid).id])
    return document


def test_a_practitioner_is_found_by_name_profession_place_and_numbers(session, secretary):
    nurse = editing.add(session, secretary, EntryKind.PRACTITIONER, NURSE).uid

    document = document_of(session, nurse)

    assert document["name"] == "Aurélie LEMOINE"
    assert document["profession"] == ("60",)
    assert document["covers"] == ("49328",)
    assert document["place"] == ("Saumur",)
    assert document["home_visits"] == ("yes",)
    assert document["numbers"] == ["99000000119", "0261910001"]


def test_a_number_is_kept_with_the_audience_that_may_see_it(session, secretary):
    nurse = editing.add(session, secretary, EntryKind.PRACTITIONER, NURSE).uid

    document = document_of(session, nurse)

    assert document["numbers_network"] == ["0639980001"]
    assert "0639980001" not in document["numbers"]


def test_a_service_covers_its_area_and_says_its_prices_and_days(session, secretary):
    meals = editing.add(session, secretary, EntryKind.SERVICE, MEALS).uid

    document = document_of(session, meals)

    assert document["covers"] == ["49328", "d49149"]
    assert document["price"] == [696]
    assert document["day"] == ["fr", "mo", "sa", "th", "tu", "we"]
    assert document["diet"] == ("salt_free",)


def test_a_retired_entry_has_no_document(session, secretary):
    centre = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE).uid
    editing.retire(session, secretary, centre, seen_version=1)

    assert list(documents.load(session, [entries.stored(session, centre).id])) == []


def test_all_documents_are_those_of_each_entry(session, secretary):
    for kind, draft in (("practitioner", NURSE), ("organization", CENTRE), ("service", MEALS)):
        editing.add(session, secretary, kind, draft)

    numbers = [document["id"] for document in documents.load_all(session)]

    assert list(documents.load_all(session)) == list(documents.load(session, numbers))
