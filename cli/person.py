"""`maillage person …`: who uses this installation."""

import sys
from collections.abc import Callable
from getpass import getpass
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from cli.help import Command, Group
from cli.output import AsJson, aligned, plain, say, say_json, say_lines
from cli.scopes import LastDay, Organization, Territory, end_of, grant_text, scope_name, scope_named
from cli.startup import house
from core.errors import Invalid, NotFound
from core.language import N_, _

if TYPE_CHECKING:
    from sqlmodel import Session

    from accounts import permissions
    from accounts.people import Person

commands = typer.Typer(cls=Group, help=N_("Who uses this installation, and what they may do."))

LONGEST_PASSWORD_LINE = 10_000
ROLES = ("secretariat", "member", "professional", "admin")

Login = Annotated[str, typer.Argument(metavar="LOGIN", help=N_("The name to sign in with."))]
Name = Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("The person's name."))]
Role = Annotated[
    str, typer.Option(metavar=N_("ROLE"), help=N_("secretariat, member, professional or admin."))
]
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
    from accounts import people

    chosen = _role(role)
    password = _password_line() if password_stdin else _password_twice()
    draft = people.PersonDraft(login=login, name=name, role=chosen)
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
        objects = [_as_object(session, each) for each in everybody]
        rows = [(each.login, each.name, _roles(session, each), _state(each)) for each in everybody]
    if as_json:
        say_json(objects)
    else:
        say_lines(aligned(rows))


@commands.command(
    cls=Command,
    help=N_(
        "Give a person one more role: everywhere, in a territory, or for an organization.\n\n"
        "The same role in the same place takes the new end; without --until it has none."
    ),
)
def grant(
    context: typer.Context,
    login: Login,
    role: Role,
    territory: Territory = None,
    organization: Organization = None,
    until: LastDay = None,
    as_json: AsJson = False,
) -> None:
    """One role more."""
    from accounts import grants, permissions

    chosen, end = _role(role), end_of(until)

    def give(session: "Session", actor: "permissions.Actor", person_id: UUID) -> None:
        scope = scope_named(session, territory, organization)
        grants.give(session, actor, person_id, permissions.Grant(*scope, chosen, end))

    _change_roles(context, login, as_json, give)


@commands.command(cls=Command, help=N_("Take back a role of a person, in the place where they have it."))
def revoke(
    context: typer.Context,
    login: Login,
    role: Role,
    territory: Territory = None,
    organization: Organization = None,
    as_json: AsJson = False,
) -> None:
    """One role less."""
    from accounts import grants, permissions

    chosen = _role(role)

    def withdraw(session: "Session", actor: "permissions.Actor", person_id: UUID) -> None:
        scope = scope_named(session, territory, organization)
        grants.withdraw(session, actor, person_id, permissions.Grant(*scope, chosen))

    _change_roles(context, login, as_json, withdraw)


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


def _role(name: str) -> "permissions.Role":
    from accounts import permissions

    if name not in ROLES:
        raise Invalid(N_("The role is one of {roles}."), roles=", ".join(ROLES))
    return permissions.Role(name)


def _change_roles(
    context: typer.Context,
    login: str,
    as_json: bool,
    change: Callable[["Session", "permissions.Actor", UUID], None],
) -> None:
    """Do it, then tell the roles that the person has."""
    with house(context) as opened, opened.runtime.write() as session:
        change(session, opened.actor, _named(session, login).id)
        person = _named(session, login)
        told, roles = _as_object(session, person), _roles(session, person)
    if as_json:
        say_json(told)
    elif roles:
        say(_("Roles of {login} now: {roles}.").format(login=person.login, roles=roles))
    else:
        say(_("{login} has no role any more.").format(login=person.login))


def _as_object(session: "Session", person: "Person") -> dict[str, object]:
    scoped = [{**plain(grant), "scope": scope_name(session, grant)} for grant in person.grants]
    return {**plain(person), "grants": scoped}


def _roles(session: "Session", person: "Person") -> str:
    return ", ".join(grant_text(session, grant) for grant in person.grants)


def _state(person: "Person") -> str:
    return "" if person.active else _("closed")
