"""A small invented directory that answers the screens without a database."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from core.text import fold
from directory.cards import Card
from directory.cards.lines import Line, Section
from directory.search.chips import FilterChip, Sense
from directory.search.results import Facet, FacetValue, Found, Hit
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

NAMES = [
    "Moreau",
    "Lefèvre",
    "Girard",
    "Bœuf",
    "Chauvin",
    "Œuvrard",
    "N’Diaye",
    "Le Goff",
    "Peltier",
    "Rabouin",
]
GIVEN = ["Claire", "Benoît", "Élodie", "Marc", "Noémie", "Jean-Luc", "Aïcha", "Paul", "Sophie", "Hervé"]
JOBS = [
    "Infirmière",
    "Médecin généraliste",
    "Masseur-kinésithérapeute",
    "Orthophoniste",
    "Portage de repas à domicile",
]
COMMUNES = ["Saumur", "Gennes-Val-de-Loire", "Montreuil-Bellay", "Doué-en-Anjou", "Loudun", "Thouars"]
SENSES = ["Soins palliatifs", "Équipe de Saumur"]
DETAILS = ["nouveaux patients : oui", "visites à domicile", "secteur 1"]


def hits(number: int) -> list[Hit]:
    """That many invented entries."""
    return [
        Hit(
            UUID(int=index + 1),
            "practitioner",
            f"{GIVEN[index % 10]} {NAMES[index // 10 % 10]}",
            JOBS[index % 5],
            COMMUNES[index % 6],
            (f"+3302619112{index % 100:02}".replace("+330", "+33"),),
            1.0,
            details=(DETAILS[index % 3],),
        )
        for index in range(number)
    ]


def highlights(hit: Hit, words: Sequence[str]) -> tuple[str, ...]:
    written = f"{hit.name} {hit.subtitle}".split()
    return tuple(word for word in written if words and fold(word).startswith(tuple(words)))


def card_of(hit: Hit, subtitle: str) -> Card:
    """An invented card with every kind of line."""
    contact = (
        Line("Téléphone", "02 61 91 12 34", "phone"),
        Line("Courriel", "contact@exemple.fr", "email"),
        Line("Site", "https://exemple.fr/rendez-vous", "url"),
        Line("Adresse", "12 rue de la Loire, 49350 Gennes-Val-de-Loire"),
    )
    practice = (
        Line("Mode", "Libéral"),
        Line("Nouveaux patients", "oui"),
        Line("Horaires", "lun-ven 8h00-12h00, 14h00-18h30 ; sam 9h00-12h00 sur rendez-vous"),
        Line("", "Maison de santé de Gennes", "entry", hits(2)[1].id),
    )
    sections = (
        Section("Coordonnées", contact),
        Section("Exercice", practice),
        Section("Confiance", (Line("Sources", "RPPS"), Line("Vérifiée le", "12/10/2026"))),
    )
    return Card(hit.id, hit.kind, hit.name, subtitle, "active", "public", 1, sections)


class DirectoryDouble:
    """Answers from memory; `fails` makes every answer an error."""

    def __init__(self, entries: Sequence[Hit] | None = None, card: Card | None = None) -> None:
        self.entries = list(hits(370)) if entries is None else list(entries)
        self.the_card = card
        self.asked: list[Asked] = []
        self.fails: Exception | None = None
        self._matching = self.entries

    def open(self) -> Opened:
        if self.fails:
            raise self.fails
        return Opened("Sud-Saumurois", "", len(self.entries))

    def search(self, asked: Asked) -> Found:
        if self.fails:
            raise self.fails
        self.asked.append(asked)
        return self._find(asked)

    def facets(self, asked: Asked) -> Sequence[Facet]:
        if self.fails:
            raise self.fails
        return self._facets(self._matching)

    def _find(self, asked: Asked) -> Found:
        words = fold(asked.text).split()
        place = next((c for c in COMMUNES for w in words if len(w) > 4 and fold(c).startswith(w)), None)
        chips = []
        matching = self.entries
        if place and f"commune:{place}" not in asked.removed:
            chips.append(FilterChip(f"commune:{place}", "commune", place, (), "commune", place, 0, 0))
            matching = [hit for hit in matching if hit.commune == place]
            words = [word for word in words if not fold(place).startswith(word)]
        if "emsp" in words:
            senses = tuple(Sense(f"type:{label}", label, ()) for label in SENSES)
            chips.append(FilterChip("type:emsp", "type", "EMSP", (), "type", "emsp", 0, 0, senses=senses))
            words.remove("emsp")
        for choice in asked.chosen:
            matching = [hit for hit in matching if choice.value in (hit.subtitle, hit.commune)]
        matching = [
            hit
            for hit in matching
            if all(w in fold(f"{hit.name} {hit.subtitle} {hit.commune}") for w in words)
        ]
        matching = [replace(hit, highlights=highlights(hit, words)) for hit in matching]
        if asked.near:
            matching = [replace(hit, distance_km=1.5 + n / 3) for n, hit in enumerate(matching)]
        self._matching = matching
        page = tuple(matching[asked.offset : asked.offset + PAGE])
        return Found(asked.text, tuple(chips), len(matching), 3.6, page, (), self._meant(asked))

    def _meant(self, asked: Asked) -> str | None:
        return "moreau" if "moro" in asked.text else None

    def _facets(self, matching: Sequence[Hit]) -> tuple[Facet, ...]:
        def values(names: Sequence[str], of: str) -> tuple[FacetValue, ...]:
            counted = ((name, sum(getattr(hit, of) == name for hit in matching)) for name in names)
            return tuple(FacetValue(name, name, count) for name, count in counted if count)

        return (
            Facet("profession", "Profession", values(JOBS, "subtitle")),
            Facet("commune", "Commune", values(COMMUNES, "commune")),
        )

    def card(self, uid: UUID) -> Card:
        if self.the_card:
            return self.the_card
        hit = next(hit for hit in self.entries if hit.id == uid)
        return card_of(hit, f"{hit.subtitle} · {hit.commune}")

    def places(self, prefix: str) -> Sequence[Place]:
        return [Place(str(n), name) for n, name in enumerate(COMMUNES) if fold(name).startswith(fold(prefix))]

    def sources(self) -> Sequence[SourceChoice]:
        return [SourceChoice("rpps", "RPPS"), SourceChoice("table", "Tableau")]

    def load_demo(self, heard: ProgressHeard) -> Outcome:
        self.entries = hits(12)
        return Outcome((("ajoutées", "12"),))

    def run_import(self, asked: ImportAsked, heard: ProgressHeard) -> Outcome:
        for done in range(0, 1001, 100):
            if not heard(Progress(done, 1000, done / 400)):
                return Outcome((("lues", str(done)),))
        return Outcome(
            (("lues", "1000"), ("refusées", "2")), ("fichier.csv:3 : code postal inconnu",), asked.dry_run
        )

    def close(self) -> None:
        pass
