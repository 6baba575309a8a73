"""What a person types, as parts; and that any text gives some."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.language import LENGTH, PARTS, Parsed, parse
from search.parts import Dates, FieldKind, Numbers, YesNo

FIELDS: dict[str, FieldKind] = {
    "prix": "number",
    "jour": "keyword",
    "commune": "keyword",
    "département": "keyword",
    "dispo": "yesno",
    "maj": "date",
}


def parsed(text: str) -> Parsed:
    return parse(text, FIELDS)


def words(text: str) -> list[str]:
    return [word.text for word in parsed(text).words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("portage repas gennes", ["portage", "repas", "gennes"]),
        ("Rou-Marson, (Gennes)", ["Rou-Marson", "Gennes"]),
        ("l'Aubance aujourd’hui", ["l'Aubance", "aujourd’hui"]),
        ("02 61 91 12 34", ["02", "61", "91", "12", "34"]),
        ("inconnu:valeur http://exemple.fr", ["inconnu:valeur", "http://exemple.fr"]),
        ("jour", ["jour"]),
        ("a < b", ["a", "b"]),
        ("repas - gennes", ["repas", "gennes"]),
        ('- -- ((( ]] " « ; ,', []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('repas "le marais" chaud', ["le marais"]),
        ("« le marais »", ["le marais"]),
        ("“le marais”", ["le marais"]),
        ('"le marais', ["le marais"]),
        ('"un""deux"', ["un", "deux"]),
        ('""', []),
    ],
)
def test_phrases(text: str, expected: list[str]) -> None:
    assert [phrase.text for phrase in parsed(text).phrases] == expected


def test_exclusions() -> None:
    found = parsed('repas -hôpital -"le marais" -jour:sam Rou-Marson')

    assert [part.text for part in found.excluded] == ["hôpital", "le marais"]
    assert [part.excluded for part in found.filters] == [True]
    assert [word.text for word in found.words] == ["repas", "Rou-Marson"]


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("jour:sam", "jour", ["sam"]),
        ("jour=sam", "jour", ["sam"]),
        ("jour:sam,dim", "jour", ["sam", "dim"]),
        ("jour:(sam dim)", "jour", ["sam", "dim"]),
        ("jour : sam", "jour", ["sam"]),
        ("JOUR:Sam", "jour", ["Sam"]),
        ("departement:49", "département", ["49"]),
        ('commune:"doué la fontaine",gennes', "commune", ["doué la fontaine", "gennes"]),
        ("commune:«rou marson", "commune", ["rou marson"]),
        ("commune:saint-lambert", "commune", ["saint-lambert"]),
    ],
)
def test_keywords(text: str, field: str, values: list[str]) -> None:
    (found,) = parsed(text).filters

    assert (found.field, list(found.values)) == (field, values)  # type: ignore[union-attr]  # it is Keywords


@pytest.mark.parametrize(
    ("text", "low", "high", "included"),
    [
        ("prix:8", "8", "8", (True, True)),
        ("prix:6,96€", "6.96", "6.96", (True, True)),
        ("prix:<8", None, "8", (True, False)),
        ("prix:<=8", None, "8", (True, True)),
        ("prix<8", None, "8", (True, False)),
        ("prix > 8.50", "8.5", None, (False, True)),
        ("prix:>=8euros", "8", None, (True, True)),
        ("prix:5..8", "5", "8", (True, True)),
        ("prix:8..5", "5", "8", (True, True)),
        ("prix:5..", "5", None, (True, True)),
        ("prix:..8", None, "8", (True, True)),
        ("prix:[5 to 8]", "5", "8", (True, True)),
        ("prix:[5 à 8", "5", "8", (True, True)),
        ("prix:[to 8]", None, "8", (True, True)),
    ],
)
def test_numbers(text: str, low: str | None, high: str | None, included: tuple[bool, bool]) -> None:
    (found,) = parsed(text).filters

    assert isinstance(found, Numbers)
    assert (found.low, found.high) == (low and Decimal(low), high and Decimal(high))
    assert (found.low_included, found.high_included) == included


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("maj:2026", "2026-01-01", "2026-12-31"),
        ("maj:2026-02", "2026-02-01", "2026-02-28"),
        ("maj:02/2026", "2026-02-01", "2026-02-28"),
        ("maj:03/02/2026", "2026-02-03", "2026-02-03"),
        ("maj:[2026 to]", "2026-01-01", None),
        ("maj:[2025 to 2026-03]", "2025-01-01", "2026-03-31"),
        ("maj:2026..2025", "2025-01-01", "2026-12-31"),
        ("maj:<2026", None, "2025-12-31"),
        ("maj:<=2026", None, "2026-12-31"),
        ("maj:>2026", "2027-01-01", None),
        ("maj:>=2026-03", "2026-03-01", None),
    ],
)
def test_dates(text: str, first: str | None, last: str | None) -> None:
    (found,) = parsed(text).filters

    assert isinstance(found, Dates)
    assert (found.first, found.last) == (
        first and date.fromisoformat(first),
        last and date.fromisoformat(last),
    )


@pytest.mark.parametrize(("text", "value"), [("dispo:oui", True), ("dispo:NON", False), ("dispo:yes", True)])
def test_yes_and_no(text: str, value: bool) -> None:
    (found,) = parsed(text).filters

    assert isinstance(found, YesNo)
    assert found.value is value


@pytest.mark.parametrize(
    "text",
    [
        "prix:",
        "prix:<",
        "prix:abc",
        "prix:1..2..3",
        "prix:[]",
        "prix:[to]",
        "prix:99999999999",
        "maj:2026-13",
        "maj:1",
        "maj:0000",
        "maj:9999..",
        "maj:30/02/2026",
        "dispo:peut-être",
        "jour:",
        "jour:>sam",
    ],
)
def test_values_that_cannot_be_read_are_ignored(text: str) -> None:
    found = parsed(f"repas {text}")

    assert [part.field for part in found.ignored] == [text.partition(":")[0]]
    assert (found.filters, [word.text for word in found.words]) == ((), ["repas"])


@pytest.mark.parametrize(
    ("text", "unfinished"),
    [
        ("repas gen", True),
        ("repas gen ", False),
        ("repas gen,", False),
        ('"gen"', False),
        ("jour:sam", False),
        ("", False),
    ],
)
def test_the_last_word_may_be_unfinished(text: str, unfinished: bool) -> None:
    words = parsed(text).words

    assert bool(words and words[-1].unfinished) is unfinished


@pytest.mark.parametrize(
    ("text", "unfinished"), [("jour:sam", True), ("jour:(sam)", False), ('"gen', True), ("jour:sam ", False)]
)
def test_other_parts_may_be_unfinished(text: str, unfinished: bool) -> None:
    assert parsed(text).parts[-1].unfinished is unfinished


SIGNS = st.one_of(
    st.sampled_from("\"«»“”„:;,.<>=()[]{}-+*?~^/\\|&!'’ \t\n\0\x1b\x9b\u202e\u200b\ud7ff"),
    st.sampled_from(["prix:", "jour:", "maj:[", " to ", "..", "AND", "NOT", "a", "é", "2026", "oui", "😀"]),
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(SIGNS, max_size=200).map("".join))


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_parts_that_stand_where_they_say(text: str) -> None:
    found = parsed(text)

    assert len(found.parts) <= PARTS
    end = 0
    for part in found.parts:
        assert end <= part.start < part.end <= len(text)
        assert part.text.strip()
        end = part.end


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "(",
        "[",
        "prix:",
        'jour:"',
        "a:",
        "-",
        '",',
        'x"',
        "prix:[",
        "jour:(",
        " ",
        "é",
        "\0",
        "..",
        "jour:a,",
    ],
)
def test_a_long_text_is_read_in_bounded_work(text: str) -> None:
    long = text * 10_000

    assert parsed(long) == parsed(long[:LENGTH])


@given(st.text(alphabet="abé'’.,;/ 19-", max_size=60))
def test_without_signs_whoosh_would_say_the_same(text: str) -> None:
    from search.syntax import parts_of

    assert parsed(text).parts == parts_of(text, FIELDS)[:PARTS]
