"""The filters of the language, `field:value`."""

import pytest

from directory.search.chips import Condition
from tests.directory.search.asked import asked, values


@pytest.mark.parametrize(
    ("text", "field", "codes"),
    [
        ("profession:kiné", "profession", {"70"}),
        ("profession:généraliste", "specialty", {"SM26", "SM53", "SM54"}),
        ("type:ssiad", "service_type", {"28", "75", "132"}),
        ('commune:"Doué"', "covers", {"49125", "d49125"}),
        ("commune:49400", "covers", {"49328"}),
        ('commune:"49 400"', "covers", {"49328"}),
        ("département:Maine-et-Loire", "departement", {"49"}),
        ("région:Bretagne", "departement", {"22", "29", "35", "56"}),
        ("jour:samedi", "day", {"sa"}),
        ("régime:halal", "diet", {"halal"}),
        ("dispo:oui", "availability", {"open"}),
        ("nouveaux:oui", "new_patients", {"yes"}),
        ("domicile:non", "home_visits", {"no"}),
        ("fiche:service", "kind", {"service"}),
        ("secteur:1", "conventionnement", {"1"}),
        ("gir:3", "gir", {"3"}),
    ],
)
def test_values(text: str, field: str, codes: set[str]) -> None:
    (found,) = asked(text).chips

    assert found.explicit
    assert values(found, field) >= codes


def test_dates() -> None:
    (found,) = asked("maj:[2026 to]").chips

    assert found.any_of == ((Condition("updated", low=20454),),)  # 2026-01-01


def test_two_professions_are_alternatives_and_two_days_are_not() -> None:
    groups = [each.group for each in asked("profession:kiné,ostéo jour:sam,dim").chips]

    assert groups == ["profession", "profession", "=day:sam", "=day:dim"]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("profession:infirmer", "Nurse"), ("commune:Samur", "Saumur"), ("régime:vegetarein", "Vegetarian")],
)
def test_an_unknown_value_lets_nothing_pass_and_says_so(text: str, suggestion: str) -> None:
    understood = asked(text)
    (found,) = understood.chips

    assert found.any_of == ()
    assert suggestion in found.suggestions
    assert understood.notices == (found.problem,)
    assert suggestion in found.problem


@pytest.mark.parametrize("said", ["12", "7", "0"])
def test_a_gir_is_one_of_six(said: str) -> None:
    (found,) = asked(f"gir:{said}").chips

    assert found.any_of == ()
    assert found.problem


def test_what_cannot_be_read_does_not_count() -> None:
    understood = asked("prix:cher kiné")

    assert [each.field for each in understood.chips] == ["profession"]
    assert len(understood.notices) == 1


def test_it_may_be_excluded() -> None:
    (found,) = asked("-jour:dimanche").chips

    assert found.excluded
