"""The one place where settings, database, people and index come together."""

import gc
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from core.errors import NotAllowed
from core.language import N_, _

if TYPE_CHECKING:
    from accounts.acting import Acting
    from accounts.permissions import Actor
    from core.runtime import Runtime
    from core.settings import Settings
    from search.engine import Engine


@dataclass(frozen=True)
class House:
    """An open directory, and the person on whose behalf this process works."""

    settings: "Settings"
    runtime: "Runtime"
    actor: "Actor"
    login: str | None = None  # None for the owner of this computer, who does not sign in

    @cached_property
    def engine(self) -> "Engine":
        """The search index, brought up to date the first time it is asked for; a full disk is told."""
        from cli.failures import say_error
        from directory.search import following

        engine = self.engine_as_it_stands
        if following.catch_up(self.runtime, engine).full:
            say_error(_(following.FULL))
        return engine

    @cached_property
    def acting(self) -> "Acting":
        """The person for as long as the screens are open, with the rights of each moment."""
        from accounts.acting import Acting

        return Acting(self.actor)

    @cached_property
    def engine_as_it_stands(self) -> "Engine":
        from directory.search.schema import SCHEMA
        from search.engines import open_engine

        return open_engine(self.settings.engine, self.settings.home / "index", SCHEMA)

    def following_beside(self) -> AbstractContextManager[None]:
        """A process that brings the index up to date while this one writes very much."""
        from cli import index_beside

        address = self.runtime.engine.url.render_as_string(hide_password=False)
        return index_beside.following(address, self.settings.engine, self.settings.home / "index")

    def close(self) -> None:
        self.engine_as_it_stands.close()
        self.runtime.close()


@contextmanager
def house(context: Any) -> Iterator[House]:
    """Everything a command needs; `maillage --login LOGIN …` asks for that person's password first."""
    opened = open_house(context.obj)
    try:
        yield opened
    finally:
        opened.close()


def open_house(login: str | None = None) -> House:
    """The directory of this person's settings, its tables ready. Whoever opens it closes it."""
    from core import settings
    from core.runtime import open_runtime
    from migrations.startup import prepare

    chosen = settings.load()
    runtime = open_runtime(chosen.database)
    prepare(runtime)
    actor = _owner(runtime) if login is None else _signed_in(runtime, login)
    gc.freeze()  # what was imported is never garbage
    gc.enable()
    return House(chosen, runtime, actor, login)


def _owner(runtime: "Runtime") -> "Actor":
    """The owner of this computer, created at the first start; later starts only read."""
    from accounts import people

    with runtime.read() as session:
        if people.by_login(session, people.LOCAL_LOGIN) is not None:
            return people.local_owner(session)
    with runtime.write() as session:
        return people.local_owner(session)


def _signed_in(runtime: "Runtime", login: str) -> "Actor":
    from getpass import getpass

    from accounts.sign_in import enter

    if not sys.stdin.isatty():
        raise NotAllowed(N_("A password is asked for in a terminal only; there is none here."))
    return enter(runtime, login, getpass(_("Password of {login}: ").format(login=login)))
