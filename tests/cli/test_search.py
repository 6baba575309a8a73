"""`maillage search`: words in, entries out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Maillage
from tests.house import ROOT

QUERY = "portage repas gennes samedi"


@pytest.mark.usefixtures("demo")
class TestSearch:
    """On the demonstration territory."""

    def test_the_answer_has_the_documented_shape(self, maillage: Maillage) -> None:
        answer = maillage("search", QUERY, "--json").answer

        assert {"query", "filters", "total", "took_ms", "entries"} <= answer.keys()
        assert {"id", "kind", "name", "commune", "phones", "score"} <= answer["entries"][0].keys()
        assert (answer["query"], answer["total"]) == (QUERY, len(answer["entries"]))
        assert [chip["field"] for chip in answer["filters"]] == ["service_type", "commune", "day"]

    def test_words_need_no_quotes(self, maillage: Maillage) -> None:
        assert maillage("search", *QUERY.split(), "--json").answer["query"] == QUERY

    def test_text_says_what_was_understood_how_many_and_how_fast(self, maillage: Maillage) -> None:
        lines = maillage("search", QUERY).out.splitlines()

        assert lines[0].startswith("Understood: ")
        assert lines[1].endswith(" ms")
        assert lines[3].startswith("1. ")

    def test_what_was_left_out_is_said_before_the_results(self, maillage: Maillage) -> None:
        lines = maillage("search", "kiné saumur halal").out.splitlines()

        said = next(at for at, line in enumerate(lines) if line.startswith("Nothing answers all of it"))
        assert said < next(at for at, line in enumerate(lines) if line.startswith("1. "))

    def test_a_line_of_input_gives_a_line_of_output(self, maillage: Maillage) -> None:
        done = maillage("search", "-", "--json", reads=f"{QUERY}\n\nzzqqxx\n")

        answers = [json.loads(line) for line in done.out.splitlines()]
        assert [answer["query"] for answer in answers] == [QUERY, "", "zzqqxx"]

    def test_finding_nothing_is_an_answer(self, maillage: Maillage) -> None:
        done = maillage("search", "zzqqxx", "--json")

        assert (done.code, done.answer["total"], done.answer["entries"]) == (0, 0, [])

    def test_pages_follow_each_other(self, maillage: Maillage) -> None:
        def page(skip: int) -> list[str]:
            found = maillage("search", "infirmier", "--limit", "3", "--skip", str(skip), "--json").answer
            return [entry["id"] for entry in found["entries"]]

        assert page(0)[1:] == page(1)[:2]

    def test_the_nearest_comes_first(self, maillage: Maillage) -> None:
        found = maillage("search", "infirmier", "--near", "Thouars", "--within", "15", "--json").answer

        distances = [entry["distance_km"] for entry in found["entries"]]
        assert distances == sorted(distances)
        assert distances[-1] <= 15

    def test_a_filter_can_be_left_out(self, maillage: Maillage) -> None:
        filters = maillage("search", QUERY, "--json").answer["filters"]
        day = next(chip["key"] for chip in filters if chip["field"] == "day")

        found = maillage("search", QUERY, "--without", day, "--json").answer

        assert "day" not in [chip["field"] for chip in found["filters"]]

    def test_an_unknown_commune_is_not_found(self, maillage: Maillage) -> None:
        assert maillage("search", "infirmier", "--near", "Brigadoon").code == 3

    def test_nothing_reaches_a_terminal_as_a_command(self, maillage: Maillage) -> None:
        done = maillage("search", "a\x1b]52;c;QUJD\x07b\u202e [@click=app.quit]x[/]")

        assert done.code == 0
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out

    def test_a_change_is_found_at_once(self, maillage: Maillage) -> None:
        fields = {"name": "Cuisine volante de Turquant", "service_type": "33"}
        maillage("entry", "add", "service", reads=json.dumps(fields))

        assert maillage("search", "cuisine volante", "--json").answer["total"] == 1


def test_it_works_as_a_process_of_its_own(demo: Path) -> None:
    """The streams are UTF-8 whatever the locale, and a reader that leaves early is no error."""
    environment = os.environ | {"MAILLAGE_HOME": str(demo), "LC_ALL": "C", "PYTHONUTF8": "0"}
    command = [sys.executable, "-c", "from cli.main import main; main()", "search", "-", "--json"]

    done = subprocess.run(
        command, cwd=ROOT, env=environment, input="médecin\n".encode(), capture_output=True, check=True
    )

    assert json.loads(done.stdout.decode())["query"] == "médecin"


def test_whoever_has_read_enough_may_leave(demo: Path) -> None:
    """As `maillage search … | head -1` does."""
    environment = os.environ | {"MAILLAGE_HOME": str(demo)}
    command = [sys.executable, "-c", "from cli.main import main; main()", "search", "-", "--json"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b"infirmier\n")
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"infirmier\n" * 20)
        process.stdin.close()

        assert (process.wait(60), process.stderr.read()) == (0, b"")
