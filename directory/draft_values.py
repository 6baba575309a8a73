"""Values that drafts are made of: text, codes, days, hours, references, each with its rule."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic import Field as Limit
from pydantic_core import PydanticCustomError

from core import text
from directory import communes, nomenclatures, patients

_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")


def _one_line(value: Any) -> Any:
    return (text.clean(value) or None) if isinstance(value, str) else value


def _of_no_patient(value: str | None) -> str | None:
    if value and patients.looks_like_one(value):
        raise PydanticCustomError("patient", "looks like data of a patient")
    return value


def _paragraphs(value: Any) -> Any:
    return (text.clean_lines(value) or None) if isinstance(value, str) else value


def _code(system: str) -> AfterValidator:
    """Only codes of that nomenclature."""

    def check(code: str) -> str:
        if nomenclatures.find(system, code) is None:
            raise PydanticCustomError("code", "there is no such code")
        return code

    return AfterValidator(check)


def _hour(value: str) -> str:
    if not _HOUR.fullmatch(value):
        raise PydanticCustomError("hour", "write the hour as 08:30")
    return value


def _iso_date(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise PydanticCustomError("date", "write the date as 2026-11-24") from None


def _known_commune(code: str) -> str:
    if communes.by_code(code) is None:
        raise PydanticCustomError("commune", "there is no commune with that INSEE code")
    return code


def _reference(value: str) -> str:
    system, separator, number = value.partition(":")
    if not (system and separator and number):
        raise PydanticCustomError("reference", "write it as system:number, such as finess:499900470")
    return value


def _sorted_codes(values: list[str]) -> list[str]:
    return sorted(set(values))


Line = Annotated[str, BeforeValidator(_one_line), Limit(max_length=300), AfterValidator(_of_no_patient)]
Name = Annotated[str, BeforeValidator(_one_line), Limit(min_length=1, max_length=300)]
Paragraphs = Annotated[
    str, BeforeValidator(_paragraphs), Limit(max_length=10_000), AfterValidator(_of_no_patient)
]
IsoDate = Annotated[str, AfterValidator(_iso_date)]
Hour = Annotated[str, AfterValidator(_hour)]
Reference = Annotated[str, BeforeValidator(_one_line), Limit(max_length=200), AfterValidator(_reference)]
Commune = Annotated[str, AfterValidator(_known_commune)]
Day = Annotated[str, _code("day")]


Activities = Annotated[
    list[Annotated[str, _code("finess_activity")]], Limit(max_length=50), AfterValidator(_sorted_codes)
]
Audiences = Annotated[
    list[Annotated[str, _code("audience")]], Limit(max_length=50), AfterValidator(_sorted_codes)
]
Access = Annotated[list[Annotated[str, _code("access")]], Limit(max_length=50), AfterValidator(_sorted_codes)]
Funding = Annotated[
    list[Annotated[str, _code("funding")]], Limit(max_length=50), AfterValidator(_sorted_codes)
]
Diets = Annotated[list[Annotated[str, _code("diet")]], Limit(max_length=50), AfterValidator(_sorted_codes)]
Days = Annotated[list[Annotated[str, _code("day")]], Limit(max_length=50), AfterValidator(_sorted_codes)]
Gir = Annotated[list[Annotated[str, Limit(pattern="^[1-6]$")]], AfterValidator(_sorted_codes)]
MealTemperatures = Annotated[
    list[Annotated[str, Limit(pattern="^(hot|chilled)$")]], AfterValidator(_sorted_codes)
]
Specialties = Annotated[list[Line], Limit(max_length=100), AfterValidator(_sorted_codes)]
References = Annotated[list[Reference], Limit(max_length=50), AfterValidator(_sorted_codes)]
Profession = Annotated[str, _code("profession")]
Mode = Annotated[str, _code("mode")]
Conventionnement = Annotated[str, _code("conventionnement")]
Category = Annotated[str, _code("finess_category")]
ServiceType = Annotated[str, _code("service_type")]
OperatingMode = Annotated[str, _code("operating_mode")]
Availability = Annotated[str, _code("availability")]
CostUnit = Annotated[str, _code("cost_unit")]
