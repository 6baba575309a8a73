"""What an installation may choose, by environment variables named MAILLAGE_…"""

import re
from pathlib import Path
from typing import Any, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.errors import Invalid, Problem
from core.home import home as home
from core.language import N_, Language

PREFIX = "MAILLAGE_"


class Settings(BaseSettings):
    """Read once, at the edge; services are given what they need."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    home: Path = Field(default_factory=home, description="The folder that holds all data.")
    database_url: SecretStr | None = Field(
        default=None, description="A PostgreSQL address; without it, an SQLite file in the folder is used."
    )
    engine: Literal["tantivy", "whoosh"] = Field(default="tantivy", description="The search index in use.")
    language: Language | None = Field(
        default=None,
        validation_alias=AliasChoices("MAILLAGE_LANG", "MAILLAGE_LANGUAGE", "language"),
        description="The language of the interface; without it, that of the computer, else French.",
    )
    theme: str | None = Field(default=None, description="The colours of the screens.")
    accessible: bool = Field(default=False, description="For screen readers: a real cursor, nothing drawn.")

    @field_validator("accessible", mode="before")
    @classmethod
    def _in_french_too(cls, value: Any) -> Any:
        return (
            {"oui": True, "o": True, "non": False}.get(value.lower(), value)
            if isinstance(value, str)
            else value
        )

    @property
    def database(self) -> str:
        """The address of the database, which may hold a password: never show it."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{(self.home / 'maillage.db').as_posix()}"


def load(**chosen: Any) -> Settings:
    """The settings of this process; `chosen` overrides the environment. Raises Invalid."""
    try:
        return Settings(**chosen)
    except ValidationError as error:
        raise Invalid([_problem(str(fault["loc"][0]), fault) for fault in error.errors()]) from error


def _problem(name: str, fault: Any) -> Problem:
    variable = name if name.startswith(PREFIX) else PREFIX + name.upper()
    expected = fault.get("ctx", {}).get("expected", "")  # "'tantivy' or 'whoosh'", in English
    values = {"value": str(fault["input"]), "expected": ", ".join(re.findall("'([^']+)'", expected))}
    if not values["expected"]:
        return Problem(variable, N_("“{value}” is not understood. Change or remove it."), values)
    return Problem(variable, N_("“{value}” is not one of {expected}."), values)
