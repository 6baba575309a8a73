"""The sentences of the search screen: what was found, and what to do when nothing was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.language import _, ngettext, number_text, of_text
from tui.directory_reader import Asked, Chosen, Opened
from tui.search.chips import Chip, Offer
from tui.search.next_steps import Step

if TYPE_CHECKING:
    from directory.search.chips import FilterChip
    from directory.search.results import Found


NEAR_KEY = "near"
TYPE_FIELDS = frozenset({"service_type", "profession", "category"})


def found_sentence(total: int, took_ms: float) -> str:
    """ "12 fiches · 4 ms"."""
    count = ngettext("{count} entry", "{count} entries", total).format(count=number_text(total))
    return _("{count} · {ms} ms").format(count=count, ms=number_text(max(1, round(took_ms))))


def title_counts(opened: Opened) -> str:
    """How many entries the directory holds, and for whom it is open."""
    count = ngettext("{count} entry", "{count} entries", opened.entries).format(
        count=number_text(opened.entries)
    )
    return f"{opened.person} · {count}" if opened.person else count


def chips_of(found: Found, asked: Asked) -> list[Chip]:
    """The filters understood and chosen, then what else could be meant."""
    understood = [Chip(each.key, said(each)) for each in found.filters if each.removable]
    chosen = [Chip(chosen_key(each), each.label) for each in asked.chosen]
    near = [Chip(NEAR_KEY, near_label(asked.near.label))] if asked.near else []
    return [*understood, *chosen, *near, *_offers(found)]


def said(chip: FilterChip) -> str:
    """What a filter asks for, or leaves out: "sauf Complet"."""
    return _("not {filter}").format(filter=chip.label) if chip.excluded else chip.label


def says_the_type(found: Found, asked: Asked) -> bool:
    """Whether a chip tells what every result is: one that was chosen, or one understood with one sense."""
    understood = [each.field for each in found.filters if not each.excluded and not each.senses]
    chosen = [each.field for each in asked.chosen]
    return 1 in (_types(chosen), _types([*understood, *chosen]))


def _types(fields: Iterable[str]) -> int:
    return sum(field in TYPE_FIELDS for field in fields)


def near_label(place: str) -> str:
    """How far around it is looked."""
    from directory.search.results import SearchRequest

    return _("within {km} km of {place}").format(
        km=number_text(SearchRequest.radius_km), place=of_text(place)
    )


def _offers(found: Found) -> list[Chip]:
    """Another spelling, and each single sense of an ambiguous word: taking one excludes the others."""
    meant = found.did_you_mean
    spelling = [Chip(meant, f"“{meant}”", offer=Offer.SPELLING)] if meant and found.total else []
    senses = [
        Chip("\n".join(other.key for other in chip.senses if other is not sense), sense.label, Offer.SENSE)
        for chip in found.filters
        for sense in chip.senses
    ]
    return [*spelling, *senses]


def chosen_key(choice: Chosen) -> str:
    """The key of the chip of a refinement."""
    return f"chosen {choice.field} {choice.value}"


def empty_steps() -> list[Step]:
    """The directory holds nothing yet."""
    return [
        Step(_("The directory is empty.")),
        Step(""),
        Step(_("Load the demonstration territory (invented people and services)"), "screen.load_demo"),
        Step(_("Import a file: RPPS, FINESS+, MSSanté or your own table"), "screen.import_file"),
        Step(""),
        Step(_("F1 explains the keys, F9 lists every command.")),
    ]


def nothing_steps(found: Found, asked: Asked, chips: list[Chip]) -> list[Step]:
    """Nothing matches: what could be meant, what could be removed."""
    nothing = _("Nothing found for “{text}”.").format(text=asked.text) if asked.text else _("Nothing found.")
    steps = [Step(nothing), *(Step(notice) for notice in found.notices), Step("")]
    if found.did_you_mean:
        steps.append(Step(_("Search for “{text}”").format(text=found.did_you_mean), "screen.take_suggestion"))
    steps += [
        Step(_("Remove the filter “{label}”").format(label=chip.label), f"screen.remove_filter({chip.key!r})")
        for chip in chips
        if not chip.offer
    ]
    if asked.text:
        steps.append(Step(_("Empty the box and see everything"), "screen.clear"))
    return steps
