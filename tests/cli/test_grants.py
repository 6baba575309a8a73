"""`maillage person grant …` and `revoke`: roles in a territory or for an organization, until a day."""

import pytest

from tests.cli.conftest import Maillage

SECRETARIAT = ("claire", "--role", "secretariat")
CLIC = ("--territory", "clic du thouet")


@pytest.fixture
def claire(maillage: Maillage) -> Maillage:
    """A house where Claire is a member, with a territory and an organization of that number."""
    name = ("--name", "Claire Aubineau", "--role", "member", "--password-stdin")
    territory = ("territory", "add", "CLIC du Thouet", "--commune", "49328")
    assert maillage("person", "add", "claire", *name, reads="quatre mots de passe\n").code == 0
    assert maillage(*territory).code == 0
    centre = '{"name": "Centre du Thouet", "identifiers": ["finess:499999019"]}'
    assert maillage("entry", "add", "organization", reads=centre).code == 0
    return maillage


def roles(maillage: Maillage) -> list[tuple[str, str | None]]:
    claire, _owner = maillage("person", "list", "--json").answer
    return [(each["role"], each["scope"]) for each in claire["grants"]]


def test_a_role_is_given_in_a_territory(claire: Maillage) -> None:
    done = claire("person", "grant", *SECRETARIAT, *CLIC)

    assert (done.code, done.out) == (0, "Roles of claire now: member, secretariat (CLIC du Thouet).\n")
    assert roles(claire) == [("member", None), ("secretariat", "CLIC du Thouet")]


def test_a_role_is_given_for_an_organization_by_its_number(claire: Maillage) -> None:
    done = claire("person", "grant", *SECRETARIAT, "--organization", "finess:499999019", "--json")

    given = done.answer["grants"][1]
    assert (given["scope_kind"], given["scope"]) == ("organization", "Centre du Thouet")


def test_a_role_holds_to_the_end_of_its_last_day(claire: Maillage) -> None:
    claire("person", "grant", *SECRETARIAT, "--until", "2099-03-31")

    assert "secretariat (until 31 March 2099)" in claire("person", "list").out
    grants = claire("person", "list", "--json").answer[0]["grants"]
    assert grants[1]["until"] == "2099-03-31T22:00:00+00:00"


def test_a_role_is_taken_back_where_it_was_given(claire: Maillage) -> None:
    claire("person", "grant", *SECRETARIAT)
    claire("person", "grant", *SECRETARIAT, *CLIC)

    done = claire("person", "revoke", *SECRETARIAT, *CLIC)

    assert done.code == 0
    assert roles(claire) == [("member", None), ("secretariat", None)]


def test_the_last_role_can_be_taken_back(claire: Maillage) -> None:
    done = claire("person", "revoke", "claire", "--role", "member")

    assert (done.code, done.out) == (0, "claire has no role any more.\n")


def test_the_last_administrator_keeps_the_role(claire: Maillage) -> None:
    done = claire("person", "revoke", "local", "--role", "admin")

    assert (done.code, done.out) == (1, "")
    assert "last administrator" in done.err


@pytest.mark.parametrize(
    ("wish", "code", "said"),
    [
        (("--territory", "Atlantide"), 3, "maillage territory list"),
        (("--organization", "finess:490000999"), 3, "maillage search"),
        ((*CLIC, "--organization", "finess:499999019"), 1, "not both"),
        (("--until", "2020-01-01"), 1, "over already"),
        (("--until", "9999-12-31"), 1, "no date"),
        (("--until", "mars"), 2, "no date"),
    ],
)
def test_what_cannot_be_given_says_what_to_do(
    claire: Maillage, wish: tuple[str, ...], code: int, said: str
) -> None:
    done = claire("person", "grant", *SECRETARIAT, *wish)

    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert roles(claire) == [("member", None)]


def test_an_administrator_of_a_territory_is_refused_with_what_to_do(claire: Maillage) -> None:
    done = claire("person", "grant", "claire", "--role", "admin", *CLIC)

    assert (done.code, done.out) == (1, "")
    assert "give the role secretariat" in done.err
    assert roles(claire) == [("member", None)]


def test_a_service_is_no_organization(claire: Maillage) -> None:
    meals = claire("entry", "add", "service", "--json", reads='{"name": "Repas"}').answer["id"]

    done = claire("person", "grant", *SECRETARIAT, "--organization", meals)

    assert (done.code, done.out) == (1, "")
    assert "“Repas” is no organization" in done.err


def test_a_role_that_one_does_not_have_is_not_taken_back(claire: Maillage) -> None:
    done = claire("person", "revoke", *SECRETARIAT)

    assert (done.code, done.out) == (3, "")
    assert "maillage person list" in done.err
