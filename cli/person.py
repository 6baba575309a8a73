"""`maillage person …`: who uses this installation."""

import sys
from getpass import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from cli.help import Command, Group
from cli.output import AsJson, aligned, say, say_json, say_lines
from cli.startup import house
from core.errors import Invalid, NotFound
from core.language import N_, _

if TYPE_CHECKING:
    from sqlmodel import Session

    from accounts.people import Person

commands = typer.Typer(cls=Group, help=N_("Who uses this installation, and what they may do."))

LONGEST_PASSWORD_LINE = 10_000
ROLES = ("secretariat", "member", "admin")

Login = Annotated[str, typer.Argument(metavar="LOGIN", help=N_("The name to sign in with."))]
Name = Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("The person's name."))]
Role = Annotated[str, typer.Option(metavar=N_("ROLE"), help=N_("secretariat, member or admin."))]
PasswordFromInput = Annotated[
    bool, typer.Option("--password-stdin", help=N_("Read the password from standard input, its first line."))
]


@commands.command(cls=Command, help=N_("Add a person; the password is asked for twice."))
def add(
    context: typer.Context,
    login: Login,
    name: Name,
    role: Role,
    password_stdin: PasswordFromInput = False,
    as_json: AsJson = False,
) -> None:
    """A new person with one role for the whole installation."""
    from accounts import people, permissions

    if role not in ROLES:
        raise Invalid(N_("The role is one of {roles}."), roles=", ".join(ROLES))
    password = _password_line() if password_stdin else _password_twice()
    draft = people.PersonDraft(login=login, name=name, role=permissions.Role(role))
    with house(context) as opened, opened.runtime.write() as session:
        person = people.add(session, opened.actor, draft, password)
    if as_json:
        say_json(person)
    else:
        say(_("{name} may sign in as {login}.").format(name=person.name, login=person.login))


@commands.command("list", cls=Command, help=N_("List everybody, by login."))
def list_all(context: typer.Context, as_json: AsJson = False) -> None:
    """Everybody."""
    from accounts import people

    with house(context) as opened, opened.runtime.read() as session:
        everybody = people.listing(session, opened.actor)
    if as_json:
        say_json(everybody)
    else:
        say_lines(aligned((each.login, each.name, _roles(each), _state(each)) for each in everybody))


@commands.command(cls=Command, help=N_("Close the door to a person; what they did stays."))
def deactivate(context: typer.Context, login: Login) -> None:
    """No more signing in."""
    from accounts import people

    with house(context) as opened, opened.runtime.write() as session:
        person = people.deactivate(session, opened.actor, _named(session, login).id)
    say(_("{name} may no longer sign in.").format(name=person.name))


@commands.command(cls=Command, help=N_("Let a person in again, with the same roles and password."))
def reactivate(context: typer.Context, login: Login) -> None:
    """Signing in again."""
    from accounts import people

    with house(context) as opened, opened.runtime.write() as session:
        person = people.reactivate(session, opened.actor, _named(session, login).id)
    say(_("{name} may sign in again.").format(name=person.name))


@commands.command(cls=Command, help=N_("Give a person another password; it is asked for twice."))
def password(context: typer.Context, login: Login, password_stdin: PasswordFromInput = False) -> None:
    """Another password."""
    from accounts import people

    chosen = _password_line() if password_stdin else _password_twice()
    with house(context) as opened, opened.runtime.write() as session:
        people.change_password(session, opened.actor, _named(session, login).id, chosen)
    say(_("The password of {login} is changed.").format(login=login))


def _named(session: "Session", login: str) -> "Person":
    from accounts import people

    found = people.by_login(session, login)
    if found is None:
        raise NotFound(
            N_("Nobody has the login {login}. “maillage person list” names everybody."), login=login
        )
    return found


def _password_line() -> str:
    return sys.stdin.readline(LONGEST_PASSWORD_LINE).rstrip("\r\n")


def _password_twice() -> str:
    if not sys.stdin.isatty():
        raise Invalid(N_("A password is asked for in a terminal; without one, use --password-stdin."))
    first = getpass(_("Password: "))
    if getpass(_("The same again: ")) != first:
        raise Invalid(N_("The two passwords differ. Do it again."))
    return first


def _roles(person: "Person") -> str:
    return ", ".join(str(grant.role) for grant in person.grants)


def _state(person: "Person") -> str:
    return "" if person.active else _("closed")
