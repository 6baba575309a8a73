"""The real program on a directory whose every text tries to take over the terminal: `python -m … HOME`."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from core import language
from directory.cards import Card
from directory.cards.lines import Line, Section
from directory.search.chips import FilterChip, Sense
from directory.search.results import Facet, FacetValue, Found
from tests.tui.directory_double import DirectoryDouble, hits
from tui.app import run
from tui.directory_reader import Asked, Opened, Place

CLIPBOARD = "\x1b]52;c;UFdORUQ=\x07"
HOSTILE = (
    f"{CLIPBOARD}\x1b[31;5mrouge\x9b32mvert\u202eàdroite\u2066\u200b\x1bP+q\x1b\\\x07[@click=app.bell]clic[/]"
)
READABLE = "[@click=app.bell]clic[/]"  # what remains of it: only text


class HostileDirectory(DirectoryDouble):
    """Every string it answers is hostile."""

    def open(self) -> Opened:
        return Opened(HOSTILE, HOSTILE, 5)

    def search(self, asked: Asked) -> Found:
        hostile = [
            replace(
                hit,
                name=HOSTILE,
                subtitle=HOSTILE,
                commune=HOSTILE,
                phones=(HOSTILE,),
                details=(HOSTILE,),
                highlights=(HOSTILE,),
            )
            for hit in hits(5)
        ]
        sense = Sense(HOSTILE, HOSTILE, ())
        chip = FilterChip(
            HOSTILE, HOSTILE, HOSTILE, (), "g", HOSTILE, 0, 0, senses=(sense, sense), problem=HOSTILE
        )
        found = () if "vide" in asked.text else tuple(hostile)
        return Found(asked.text, (chip,), len(found), 1.0, found, (), HOSTILE, (HOSTILE,))

    def facets(self, asked: Asked) -> Sequence[Facet]:
        return [Facet("kind", HOSTILE, (FacetValue(HOSTILE, HOSTILE, 3),))]

    def card(self, uid: UUID) -> Card:
        kinds = ("text", "phone", "email", "url", "entry")
        section = Section(HOSTILE, tuple(Line(HOSTILE, HOSTILE, kind, uid) for kind in kinds))
        return Card(uid, "service", HOSTILE, HOSTILE, "active", "public", 1, (section,))

    def places(self, prefix: str) -> Sequence[Place]:
        return [Place("49328", HOSTILE)]


if __name__ == "__main__":
    language.use("en")
    sys.exit(run(Path(sys.argv[1]), HostileDirectory()))
