"""`maillage import …`: bring files into the directory, as often as you like."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.areas import Communes, Departements, Places, Territories, area_of
from cli.help import Command, Group
from cli.output import AsJson, aligned, say, say_json, say_lines
from cli.own_files import require_free
from cli.progress import watched
from cli.startup import house
from core.language import N_, _, number_text

if TYPE_CHECKING:
    from importers.facts import Remark
    from importers.report import Report

commands = typer.Typer(
    cls=Group,
    help=N_(
        "Bring files into the directory.\n\n"
        "The same file twice changes nothing the second time; your corrections stay; an import that was "
        "interrupted goes on when it is started again."
    ),
)

SHOWN_REMARKS = 20  # refused rows, and warnings

Files = Annotated[
    list[Path], typer.Argument(metavar=N_("FILE"), help=N_("The file as it was downloaded, or several."))
]
OneFile = Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("The file to read."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Read and compare all of it, change nothing."))]
Fewer = Annotated[
    bool,
    typer.Option("--accept-fewer", help=N_("Accept a file with less than half the rows of the last one.")),
]
Refusals = Annotated[
    Path | None, typer.Option(metavar=N_("FILE"), help=N_("Write every refused row to this CSV file."))
]
Mapping = Annotated[
    Path | None, typer.Option(metavar=N_("FILE"), help=N_("Mapping of columns to use (JSON)."))
]
Suggested = Annotated[
    Path | None,
    typer.Option(
        "--suggest-mapping",
        metavar=N_("FILE"),
        help=N_("Write the mapping that the headers tell, and leave."),
    ),
]


NATIONAL = {
    "rpps": N_(
        "Professionals: PS_LibreAcces_Personne_activite and PS_LibreAcces_SavoirFaire, of the Annuaire Santé."
    ),
    "finess-plus": N_("Establishments and home services: FINESS+ structures and activities (JSON)."),
}


@dataclass(frozen=True)
class Wishes:
    """What a person may ask of any import."""

    dry_run: bool
    accept_fewer: bool
    refusals: Path | None
    as_json: bool
    mapping: Path | None = None


def _offer(source: str, text: str) -> None:
    """A command for the files of a whole country, of which a person may want some places only."""

    @commands.command(source, cls=Command, help=text)
    def bring(
        context: typer.Context,
        files: Files,
        departement: Departements = None,
        commune: Communes = None,
        territory: Territories = None,
        dry_run: DryRun = False,
        accept_fewer: Fewer = False,
        refusals: Refusals = None,
        as_json: AsJson = False,
    ) -> None:
        wishes = Wishes(dry_run, accept_fewer, refusals, as_json)
        _bring(context, source, files, wishes, Places(departement, commune, territory))


for source, text in NATIONAL.items():
    _offer(source, text)


@commands.command(
    cls=Command, help=N_("MSSanté addresses: Extraction_Correspondance_MSSante, of the Annuaire Santé.")
)
def mssante(
    context: typer.Context,
    file: OneFile,
    dry_run: DryRun = False,
    accept_fewer: Fewer = False,
    refusals: Refusals = None,
    as_json: AsJson = False,
) -> None:
    """Secure addresses onto those who are listed."""
    _bring(context, "mssante", [file], Wishes(dry_run, accept_fewer, refusals, as_json))


@commands.command(
    cls=Command,
    help=N_(
        "Your own table (CSV or XLSX): services, organizations or people.\n\n"
        "Columns are recognised by their headers; a mapping file says what the headers do not."
    ),
)
def table(
    context: typer.Context,
    file: OneFile,
    mapping: Mapping = None,
    suggest_mapping: Suggested = None,
    dry_run: DryRun = False,
    accept_fewer: Fewer = False,
    refusals: Refusals = None,
    as_json: AsJson = False,
) -> None:
    """A secretariat's own making."""
    if suggest_mapping is not None:
        _suggest(file, suggest_mapping)
        return
    _bring(context, "table", [file], Wishes(dry_run, accept_fewer, refusals, as_json, mapping))


def _suggest(file: Path, written: Path) -> None:
    from importers.tables import mappings

    require_free(written)
    mappings.save(mappings.suggested_mapping(file), written)
    say(_("The mapping is in {file}: correct it, then import with --mapping.").format(file=written))


def _bring(
    context: typer.Context, source: str, files: Sequence[Path], wishes: Wishes, places: Places | None = None
) -> None:
    """Run one import with its progress, then tell what it did."""
    from importers.report import refusals_head
    from importers.run import run

    if wishes.refusals is not None:
        require_free(wishes.refusals, ";".join(refusals_head()))
    paths, places = (files, Places()) if places is None else places.without_stray_codes(files)
    with house(context) as opened, watched() as tell:
        report = run(
            opened.runtime,
            opened.actor,
            source,
            paths,
            area=area_of(opened, places),
            mapping=wishes.mapping,
            dry_run=wishes.dry_run,
            accept_fewer=wishes.accept_fewer,
            tell=tell,
            catch_up=lambda: opened.engine,
            beside=opened.following_beside,
        )
    if wishes.refusals is not None:
        report.refusals_csv(wishes.refusals)
    if wishes.as_json:
        say_json(report.as_json())
    else:
        say_lines(report_lines(report))


def report_lines(report: "Report") -> Iterable[str]:
    """The report in words, then the first refused rows and the first warnings."""
    if report.dry_run:
        yield _("Trial run: nothing was changed. This import would do:")
    yield from aligned((_(label), number_text(getattr(report, name))) for name, label in COUNTERS.items())
    yield _("Seconds: {number}").format(number=number_text(report.seconds, 1))
    yield from (remark_line(each) for each in report.refusals[:SHOWN_REMARKS])
    if len(report.refusals) > SHOWN_REMARKS:
        yield _("--refusals FILE.csv writes all of them to a table.")
    yield from (remark_line(each) for each in report.remarks[:SHOWN_REMARKS])
    if len(report.remarks) > SHOWN_REMARKS:
        yield _("--json says all the warnings.")


def remark_line(remark: "Remark") -> str:
    """Where it is in the file, and what to do."""
    return _("{file}, line {line}: {reason}").format(
        file=remark.file, line=remark.line, reason=remark.sentence()
    )


COUNTERS = {
    "read": N_("Rows read"),
    "refused": N_("Rows refused"),
    "added": N_("Entries added"),
    "changed": N_("Entries changed"),
    "unchanged": N_("Entries unchanged"),
    "withdrawn": N_("Entries withdrawn"),
    "clashes": N_("Clashes to settle"),
    "unmatched": N_("Records that match no entry"),
    "suppressed": N_("Left out: people who objected"),
    "warnings": N_("Warnings"),
}
