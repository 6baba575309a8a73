"""What a card shows, to whom."""

from datetime import date

import pytest

from core import language
from core.errors import NotAllowed
from directory import editing
from directory.cards import card
from directory.cards.service_sections import availability_lines, price_line
from directory.kinds import EntryKind
from tests.directory.samples import CENTRE, MEALS, NURSE


@pytest.fixture
def nurse(session, secretary):
    return editing.add(session, secretary, EntryKind.PRACTITIONER, NURSE).uid


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        ("anonymous", {"02 61 91 00 01"}),
        ("professional", {"02 61 91 00 01", "a.lemoine@mssante.example"}),
        ("member", {"02 61 91 00 01", "a.lemoine@mssante.example", "06 39 98 00 01"}),
    ],
)
def test_each_contact_point_is_shown_to_its_audience_only(session, request, nurse, person, seen):
    shown = card(session, request.getfixturevalue(person), nurse).text()

    hidden = {"02 61 91 00 01", "a.lemoine@mssante.example", "06 39 98 00 01"} - seen
    assert all(value in shown for value in seen)
    assert not any(value in shown for value in hidden)


def test_a_hidden_entry_is_refused(session, secretary, anonymous):
    hidden = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE | {"visibility": "network"})

    with pytest.raises(NotAllowed):
        card(session, anonymous, hidden.uid)


def test_a_service_leads_to_its_organization_and_back(session, secretary):
    centre = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE).uid
    meals = editing.add(session, secretary, EntryKind.SERVICE, MEALS).uid

    def leads_to(uid):
        sections = card(session, secretary, uid).sections
        return {line.entry for section in sections for line in section.lines if line.entry}

    assert leads_to(meals) == {centre}
    assert leads_to(centre) == {meals}


def test_a_hidden_neighbour_is_not_named(session, secretary, anonymous):
    editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE | {"visibility": "network"})
    meals = editing.add(session, secretary, EntryKind.SERVICE, MEALS).uid

    assert "Centre de soins" not in card(session, anonymous, meals).text()


def test_a_former_commune_says_which_one_it_is_now_part_of(session, secretary):
    meals = editing.add(session, secretary, EntryKind.SERVICE, MEALS).uid

    assert "Gennes (Gennes-Val-de-Loire), Saumur" in card(session, secretary, meals).text()


def test_a_redirected_entry_shows_the_one_that_stays(session, secretary):
    kept = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE).uid
    double = editing.add(session, secretary, EntryKind.ORGANIZATION, {"name": "Double"}).uid
    editing.redirect(session, secretary, double, kept, seen_version=1)

    shown = card(session, secretary, double)

    assert (shown.id, shown.redirected_from) == (kept, double)


def test_availability_is_silent_after_its_last_day():
    fields = {"availability": "full", "availability_until": "2027-03-31"}

    assert list(availability_lines(fields, date(2027, 3, 31)))
    assert not list(availability_lines(fields, date(2027, 4, 1)))


@pytest.mark.parametrize("places", [0, 4])
def test_places_are_shown_where_nothing_says_whether_it_is_open(places):
    (line,) = availability_lines({"places": places}, date(2027, 3, 31))

    assert line.value == str(places)


def test_a_price_says_its_unit_and_condition():
    price = price_line({"cents": 696, "unit": "meal", "condition": "aide sociale"})

    assert price.startswith("€6.96")
    assert price.endswith("aide sociale")


def test_only_what_brings_meals_speaks_of_them(session, secretary):
    meals = editing.add(session, secretary, EntryKind.SERVICE, MEALS).uid
    nursing = {"name": "Soins du Thouet", "service_type": "28", "days_covered": ["mo", "tu"]}
    nurses = editing.add(session, secretary, EntryKind.SERVICE, nursing).uid

    assert "Meals" in [section.title for section in card(session, secretary, meals).sections]
    assert "Meals" not in [section.title for section in card(session, secretary, nurses).sections]
    assert "Days covered: Mon" in card(session, secretary, nurses).text()


def test_a_label_and_its_value_stand_apart_as_the_language_wants(session, secretary, nurse):
    assert "  Verified: never" in card(session, secretary, nurse).text()

    language.use("fr")

    assert "  Vérifiée\u00a0: jamais" in card(session, secretary, nurse).text()
