"""Telephones in the habits of files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.habits import phones


def found_in(text: str) -> tuple[list[str], str]:
    numbers, unread = phones.read(text)
    return [number.value for number in numbers], unread


@pytest.mark.parametrize(
    "text",
    [
        "0261911010", "02 61 91 10 10", "02.61.91.10.10", "02-61-91-10-10", "+33 2 61 91 10 10",
        "+33 (0)2 61 91 10 10", "+33(0)261911010", "0033 2 61 91 10 10", "261911010", " 02 61 91 10 10 ",
        "02 61 91 10 10", "+330261911010",
    ],
)  # fmt: skip
def test_every_habit_gives_one_number(text: str) -> None:
    assert phones.e164(text) == "+33261911010"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("15", "15"),
        ("3977", "3977"),
        ("116 117", "116117"),
        ("0262123456", "+262262123456"),
        ("+32 2 555 12 12", "+3225551212"),
    ],
)
def test_short_overseas_and_foreign_numbers(text: str, number: str) -> None:
    assert phones.e164(text) == number


@pytest.mark.parametrize("text", ["", "néant", "0", "02 61 91", "voir mairie", "00 00 00 00 00"])
def test_what_is_no_telephone(text: str) -> None:
    assert phones.e164(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "02 61 91 10 10 / 06.39.98.10.10", "0261911010;0639981010", "02 61 91 10 10 ou 06 39 98 10 10",
        "02-61-91-10-10 - 06-39-98-10-10", "0261911010\n0639981010",
        "Fixe : 0261911010 Portable : 0639981010", "02 61 91 10 10 06 39 98 10 10",
    ],
)  # fmt: skip
def test_two_in_a_cell(text: str) -> None:
    numbers, _ = found_in(text)

    assert numbers == ["+33261911010", "+33639981010"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("02 61 91 10 10 (Mme Roy)", ["Mme Roy"]),
        ("Mme Roy 02 61 91 10 10", ["Mme Roy"]),
        ("02 61 91 10 10 Accueil / 06 39 98 10 10 Astreinte", ["Accueil", "Astreinte"]),
        ("02 61 91 10 10 (matin) 06 39 98 10 10 (soir)", ["matin", "soir"]),
        ("Fixe : 02 61 91 10 10 Portable : 06 39 98 10 10", ["", "Portable"]),
        ("02 61 91 10 10 fax 02 61 91 10 11", ["", "fax"]),
        ("Tél. : 02.61.91.10.10", [""]),
    ],
)
def test_the_words_beside_a_number(text: str, labels: list[str]) -> None:
    assert [number.label for number in phones.read(text)[0]] == labels


@pytest.mark.parametrize("text", ["02 61 91 10 10/11", "02.61.91.10.10 ou 11", "02 61 91 10 10 et 11"])
def test_a_second_ending_is_a_second_number(text: str) -> None:
    assert found_in(text) == (["+33261911010", "+33261911011"], "")


@pytest.mark.parametrize("text", ["02/61/91/10/10", "02:61:91:10:10", "02,61,91,10,10", "02 . 61.91.10.10"])
def test_any_sign_between_pairs(text: str) -> None:
    assert found_in(text) == (["+33261911010"], "")


def test_what_cannot_be_read_is_given_back() -> None:
    assert found_in("0261911010 / voir la mairie") == (["+33261911010"], "voir la mairie")


@given(st.text())
def test_any_text_gives_numbers_only(text: str) -> None:
    numbers, _ = found_in(text)

    assert all(number.lstrip("+").isdigit() for number in numbers)
