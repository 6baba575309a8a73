"""The directory as the screens ask for it: opened on their reading thread, after the first paint."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID

from core.language import N_, _, number_text
from tui.directory_reader import (
    PAGE,
    Asked,
    ImportAsked,
    Opened,
    Outcome,
    Place,
    Progress,
    ProgressHeard,
    SourceChoice,
)

if TYPE_CHECKING:
    from accounts.permissions import Actor
    from cli.startup import House
    from directory.cards import Card
    from directory.communes import Place as Commune
    from directory.search.results import Facet, Found
    from importers.progress import Progress as Told
    from importers.report import Report

PLACES_OFFERED = 12
LOOK_EVERY = 2.0  # seconds between two looks at what others wrote
REMARKS_SHOWN = 200  # refused rows, and warnings
NO_TERRITORY = N_("no territory of your own yet")


class HouseReader:
    """Opens the house when asked, and answers from it; called from one thread, imports from another."""

    def __init__(self, open_house: "Callable[[], House]") -> None:
        self._open_house = open_house
        self._house: House | None = None
        self._looked = 0.0
        self._importing = False
        self._full = False

    @property
    def house(self) -> "House":
        """The open house; opened by the first question."""
        if self._house is None:
            self._house = self._open_house()
        return self._house

    def open(self) -> Opened:
        """Open the directory, or look again at what others wrote."""
        house = self.house
        engine = house.engine_as_it_stands
        self._actor_now()
        self._follow()
        person = house.actor.name if house.login else ""
        return Opened(self._territory(), person, engine.status().documents)

    def search(self, asked: Asked) -> "Found":
        """One page, on an index that knows what others wrote until a moment ago."""
        if monotonic() - self._looked > LOOK_EVERY and not self._importing:
            self._follow()
        return self._find(asked, limit=PAGE, offset=asked.offset, with_facets=False)

    def facets(self, asked: Asked) -> "Sequence[Facet]":
        """Counted by themselves: they take longer than the entries."""
        return self._find(asked, limit=0, offset=0, with_facets=True).facets

    def _find(self, asked: Asked, *, limit: int, offset: int, with_facets: bool) -> "Found":
        from directory.search.find import find
        from directory.search.following import FULL
        from directory.search.results import ChosenFilter, SearchRequest

        request = SearchRequest(
            text=asked.text,
            removed=asked.removed,
            filters=tuple(ChosenFilter(chosen.field, chosen.value) for chosen in asked.chosen),
            near=asked.near.code if asked.near else None,
            limit=limit,
            offset=offset,
            with_facets=with_facets,
        )
        with self.house.runtime.read() as session:
            found = find(session, self.house.engine_as_it_stands, self.house.acting.now(session), request)
        return replace(found, notices=(*found.notices, _(FULL))) if self._full else found

    def card(self, uid: UUID) -> "Card":
        """What this person may see of it."""
        from directory import cards

        with self.house.runtime.read() as session:
            return cards.card(session, self.house.acting.now(session), uid)

    def places(self, prefix: str) -> Sequence[Place]:
        """Communes by the beginning of their name or postcode, ours first."""
        from directory import communes, territories

        number = prefix.replace(" ", "")  # “49 350” is a postcode, too
        found = communes.by_postcode(number) if number.isdigit() else communes.starting_with(prefix)
        with self.house.runtime.read() as session:
            self.house.acting.now(session)
            ours = territories.ours(session)
        ranked = sorted(found, key=lambda place: (place.current or place.code) not in ours)
        return [Place(place.code, place_label(place)) for place in ranked[:PLACES_OFFERED]]

    def sources(self) -> Sequence[SourceChoice]:
        """What the registry lists."""
        from importers.registry import SOURCES

        return [SourceChoice(source.name, _(source.label)) for source in SOURCES.values()]

    def load_demo(self, heard: ProgressHeard) -> Outcome:
        """The demonstration territory, into an empty directory only."""
        from importers import demonstration

        hearing = Hearing(heard)
        with self._while_importing():
            reports = demonstration.load(
                self.house.runtime, self._actor_now(), tell=hearing.tell, cancelled=hearing.is_stopped
            )
        return outcome(reports)

    def run_import(self, asked: ImportAsked, heard: ProgressHeard) -> Outcome:
        """One import; the index follows at its end."""
        from importers.facts import Area
        from importers.run import run

        hearing = Hearing(heard)
        with self._while_importing():
            report = run(
                self.house.runtime,
                self._actor_now(),
                asked.source,
                asked.paths,
                area=Area(departements=frozenset(asked.departements)),
                dry_run=asked.dry_run,
                tell=hearing.tell,
                cancelled=hearing.is_stopped,
            )
        return outcome([report])

    def close(self) -> None:
        """Let go of files and connections."""
        if self._house is not None:
            self._house.close()
            self._house = None

    def _actor_now(self) -> "Actor":
        """Raises NotAllowed once the account is closed."""
        with self.house.runtime.read() as session:
            return self.house.acting.now(session)

    def _follow(self) -> None:
        from directory.search import following

        done = following.catch_up(self.house.runtime, self.house.engine_as_it_stands)
        self._full = done.full
        self._looked = monotonic()

    @contextmanager
    def _while_importing(self) -> Iterator[None]:
        """Searches leave the index alone meanwhile; it follows at the end, also of a stopped import."""
        self._importing = True
        try:
            yield
        finally:
            self._importing = False
            self._follow()

    def _territory(self) -> str:
        from directory import territories

        with self.house.runtime.read() as session:
            ours = [territory.name for territory in territories.listing(session) if territory.is_ours]
        return ", ".join(ours) or _(NO_TERRITORY)


class Hearing:
    """Hands an import's progress to the screen, and remembers when the screen wants it to stop."""

    def __init__(self, heard: ProgressHeard) -> None:
        self._heard = heard
        self._began = monotonic()
        self._stopped = False

    def tell(self, told: "Told") -> None:
        from importers.progress import READING

        done = told.done if told.phase == READING else 0
        if not self._heard(Progress(done, told.total, monotonic() - self._began, _(told.phase))):
            self._stopped = True

    def is_stopped(self) -> bool:
        return self._stopped


def outcome(reports: "Sequence[Report]") -> Outcome:
    """What the reports count together, the first rows they refused, and the first warnings."""
    from cli.imports import COUNTERS, remark_line

    sums = {name: sum(getattr(report, name) for report in reports) for name in COUNTERS}
    counters = [(_(label), number_text(sums[name])) for name, label in COUNTERS.items() if sums[name]]
    refusals = [each for report in reports for each in report.refusals]
    warnings = [each for report in reports for each in report.remarks]
    told = (*refusals[:REMARKS_SHOWN], *warnings[:REMARKS_SHOWN])
    trial = any(report.dry_run for report in reports)
    return Outcome(tuple(counters), tuple(remark_line(each) for each in told), trial)


def place_label(place: "Commune") -> str:
    """A commune's name with its département, and today's commune of a former one."""
    from directory import communes

    today = communes.by_code(place.current) if place.current else None
    within = f", {today.name}" if today else ""
    return f"{place.name} ({place.departement}{within})"
