"""`maillage person …` and signing in."""

from tests.cli.conftest import Maillage

ZOE = ("person", "add", "zoe", "--name", "Zoé Hamelin")
PASSWORD = "quatre mots de passe\n"


def add(maillage: Maillage, login: str = "claire", role: str = "secretariat") -> None:
    name = ["--name", "Claire Aubineau"]
    done = maillage("person", "add", login, *name, "--role", role, "--password-stdin", reads=PASSWORD)
    assert done.code == 0, done.err


def test_a_person_that_was_added_is_listed(maillage: Maillage) -> None:
    add(maillage)

    people = maillage("person", "list", "--json").answer

    assert [(each["login"], each["grants"][0]["role"]) for each in people] == [
        ("claire", "secretariat"),
        ("local", "admin"),
    ]


def test_no_password_is_ever_shown(maillage: Maillage) -> None:
    add(maillage)

    shown = maillage("person", "list", "--json").out + maillage("person", "list").out

    assert "password" not in shown
    assert "argon2" not in shown


def test_a_closed_account_says_so(maillage: Maillage) -> None:
    add(maillage)

    assert maillage("person", "deactivate", "claire").code == 0
    assert "closed" in maillage("person", "list").out


def test_an_account_opens_again(maillage: Maillage) -> None:
    add(maillage)
    maillage("person", "deactivate", "claire")

    assert maillage("person", "reactivate", "claire").code == 0
    assert "closed" not in maillage("person", "list").out


def test_a_password_can_be_replaced(maillage: Maillage) -> None:
    add(maillage)

    done = maillage("person", "password", "claire", "--password-stdin", reads="encore quatre mots\n")

    assert done.code == 0, done.err


def test_an_unknown_login_is_not_found(maillage: Maillage) -> None:
    done = maillage("person", "deactivate", "nobody")

    assert (done.code, done.out) == (3, "")
    assert "nobody" in done.err


def test_an_unknown_role_is_refused(maillage: Maillage) -> None:
    done = maillage(
        "person", "add", "zoe", "--name", "Zoé", "--role", "king", "--password-stdin", reads=PASSWORD
    )

    assert done.code == 1
    assert "secretariat" in done.err


def test_a_weak_password_is_refused(maillage: Maillage) -> None:
    done = maillage(
        "person", "add", "zoe", "--name", "Zoé", "--role", "member", "--password-stdin", reads="x\n"
    )

    assert done.code == 1
    assert "password" in done.err


def test_without_a_terminal_no_password_is_asked_for(maillage: Maillage) -> None:
    asked = maillage(*ZOE, "--role", "member")
    signing_in = maillage("--login", "claire", "person", "list")

    assert (asked.code, signing_in.code) == (1, 1)
    assert "--password-stdin" in asked.err
    assert "terminal" in signing_in.err
