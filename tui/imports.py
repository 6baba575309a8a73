"""The import screen: which file, from where, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar, cast

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.strip import Strip
from textual.widgets import Input, Static

from core.language import N_, _, ngettext, number_text
from tui.actions import Action, Where, bindings
from tui.directory_reader import ImportAsked, Outcome, Progress, SourceChoice
from tui.drawing import line, wrapped
from tui.language import TranslatedScreen
from tui.line_list import LineList
from tui.lines import KeyLine, StatusLine, TitleLine
from tui.look import current_look
from tui.program import Program, program_of
from tui.reading import Answered

BAR_WIDTH = 30
REMARK_INDENT = 4  # cells before a refused row: the marker and a margin


class SourceList(LineList):
    """The kinds of file that can be imported."""

    WHERE = Where.IMPORT

    def __init__(self) -> None:
        super().__init__(id="sources")
        self.sources: Sequence[SourceChoice] = ()

    def show(self, sources: Sequence[SourceChoice]) -> None:
        """Show these."""
        self.sources = sources
        self.redraw()
        self.refresh(layout=True)  # it is as high as its rows

    def row_count(self) -> int:
        """One line each."""
        return len(self.sources)

    def draw_row(self, index: int, width: int, ground: Style, marker: str) -> Sequence[Strip]:
        """Its name and what it is."""
        look = current_look(self)
        source = self.sources[index]
        parts = [(marker, look.heading), (f"{source.name:<14}", look.strong), (source.label, look.muted)]
        return [line(width, parts, ground=ground)]


class OutcomeList(LineList):
    """What the import did: counters, then refused rows."""

    WHERE = Where.IMPORT

    def __init__(self) -> None:
        super().__init__(id="outcome")
        self.outcome: Outcome | None = None
        self.lines: list[tuple[str, str]] = []

    def show(self, outcome: Outcome | None) -> None:
        """Show this outcome, or nothing."""
        self.outcome = outcome
        self._lay()

    def on_resize(self) -> None:
        """Sentences are wrapped to the width."""
        self._lay()

    def _lay(self) -> None:
        self.lines = list(outcome_lines(self.outcome, self.row_width)) if self.outcome else []
        self.can_focus = bool(self.lines)
        self.redraw()

    def row_count(self) -> int:
        """One line each."""
        return len(self.lines)

    def draw_row(self, index: int, width: int, ground: Style, marker: str) -> Sequence[Strip]:
        """The number, then what it counts."""
        look = current_look(self)
        value, text = self.lines[index]
        ink = look.text if value else look.warning
        here = self.has_focus
        start = f"{value:>9}  " if value else " " * (REMARK_INDENT - 2)
        parts = [(marker if here else "  ", look.heading), (start, look.strong), (text, ink)]
        return [line(width, parts, ground=ground if here else look.ground)]


def outcome_lines(outcome: Outcome, width: int) -> Iterator[tuple[str, str]]:
    """Number and what it counts; then the remarks, each over as many lines as it needs."""
    if outcome.trial:
        yield "", _("Trial run: nothing was changed. This import would do:")
    yield from ((value, label) for label, value in outcome.counters)
    for remark in outcome.refusals:
        for number, piece in enumerate(wrapped(remark, max(20, width - REMARK_INDENT - 2))):
            yield "", f"  {piece}" if number else piece


class Trial(LineList):
    """Whether nothing is to be changed: one row that Enter or Space ticks."""

    WHERE = Where.IMPORT
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "select", N_("Tick"), show=False)]

    def __init__(self) -> None:
        super().__init__(id="trial")
        self.ticked = False

    def tick(self) -> None:
        """The other way round."""
        self.ticked = not self.ticked
        self.redraw()

    def row_count(self) -> int:
        """One."""
        return 1

    def draw_row(self, index: int, width: int, ground: Style, marker: str) -> Sequence[Strip]:
        """[x] and what it means."""
        look = current_look(self)
        box = "[x] " if self.ticked else "[ ] "
        label = _("Trial run: say what would change, change nothing")
        here = self.has_focus
        parts = [(marker if here else "  ", look.heading), (box, look.strong), (label, look.text)]
        return [line(width, parts, ground=ground if here else look.ground)]


class ImportScreen(TranslatedScreen[None]):
    """Fill in, F6 starts; leaving lets a running import go on."""

    AUTO_FOCUS = "#path"
    WHERE = Where.IMPORT
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.IMPORT)]

    @property
    def maillage(self) -> Program:
        """The program, as screens know it."""
        return program_of(self)

    def compose(self) -> ComposeResult:
        """Source, file, départements, trial; progress; outcome."""
        yield TitleLine(id="title")
        yield SourceList()
        for name, label, hint in (
            ("path", _("File"), _("full path; several separated by ;")),
            ("departements", _("Départements"), _("for example 49 86; empty for the whole file")),
        ):
            with Horizontal(classes="field"):
                yield Static(label, markup=False)
                yield FieldInput(placeholder=hint, compact=True, id=name)
        yield Trial()
        yield StatusLine(id="progress")
        yield OutcomeList()
        yield StatusLine(id="status")
        yield KeyLine()

    def on_mount(self) -> None:
        """What can be imported; how far a running import is."""
        self.query_one(TitleLine).show([("Maillage", "heading"), ("  " + _("Import a file"), "text")])
        self.maillage.reading.ask("sources", None, lambda reader: reader.sources(), self.post_message)
        self.query_one("#progress", StatusLine).show([(_("Tab: next field · F6: start"), "muted")])
        running = self.maillage.importing
        if running is not None:
            self.show_progress(running.progress)

    def offers(self, action: Action) -> bool:
        """Whether the key line names it: one starts when nothing runs, and stops what runs."""
        return action.name != ("start" if self.maillage.importing else "cancel")

    def on_answered(self, answered: Answered) -> None:
        """The sources are known."""
        answered.stop()
        self.query_one(SourceList).show(cast("Sequence[SourceChoice]", answered.answer))

    def say(self, text: str, *, error: bool = False) -> None:
        """A message on the status line."""
        self.query_one("#status", StatusLine).show([(text, "error" if error else "strong")])

    def show_progress(self, progress: Progress) -> None:
        """Bar, rows, rate, time left."""
        self.query_one("#progress", StatusLine).show([(progress_sentence(progress), "accent")])
        self.query_one(KeyLine).refresh()

    def show_outcome(self, outcome: Outcome | None) -> None:
        """The import is over; the arrows go through what it did."""
        self.query_one("#progress", StatusLine).show([])
        done = self.query_one(OutcomeList)
        done.show(outcome)
        done.focus()
        self.query_one(KeyLine).refresh()

    @on(LineList.Selected, "#trial")
    def _ticked(self) -> None:
        self.query_one(Trial).tick()
        self._changed()

    @on(Input.Changed)
    def _changed(self) -> None:
        """What was said of the form as it was is no longer true."""
        self.say("")

    def action_start(self) -> None:
        """Start, if the form is complete and nothing else runs."""
        sources = self.query_one(SourceList)
        paths = paths_in(self.query_one("#path", Input).value)
        missing = [path for path in paths if not path.is_file()]
        if not paths:
            self.say(_("Name the file to import."), error=True)
        elif missing:
            self.say(_("There is no file {path}.").format(path=missing[0]), error=True)
        elif sources.sources:
            departements = tuple(self.query_one("#departements", Input).value.replace(",", " ").split())
            source = sources.sources[sources.cursor].name
            trial = self.query_one(Trial).ticked
            self.query_one(OutcomeList).show(None)
            self.maillage.start_import(ImportAsked(source, paths, departements, trial))

    def action_cancel(self) -> None:
        """Stop after the batch in hand."""
        if self.maillage.importing is None:
            self.say(_("No import is running."))
        else:
            self.maillage.importing.stop()
            self.say(_("Stopping…"))

    def action_leave(self) -> None:
        """Back to the search; a running import goes on."""
        self.dismiss()

    action_search = action_leave


class FieldInput(Input):
    """A field of the form."""

    WHERE = Where.IMPORT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", N_("Previous"), show=False),
        Binding("down", "app.focus_next", N_("Next"), show=False),
    ]
    cursor_blink = False


def paths_in(text: str) -> tuple[Path, ...]:
    """The files named, as typed, pasted or dropped on the terminal (which adds quotes)."""
    names = (name.strip().strip("'\"").strip() for name in text.split(";"))
    return tuple(Path(name).expanduser() for name in names if name)


def progress_sentence(progress: Progress) -> str:
    """ "█████░░░░░ 42 % · 12 000 rows · 3 400/s · 1 min left"."""
    rate = progress.done / progress.seconds if progress.seconds else 0.0
    rows = ngettext("{count} row", "{count} rows", progress.done).format(count=number_text(progress.done))
    parts = [progress.phase] if progress.phase else []
    if progress.done:
        parts.append(rows)
    if rate:
        parts.append(_("{rate} per second").format(rate=number_text(round(rate))))
    if progress.total and progress.done:
        share = min(1.0, progress.done / progress.total)
        full = round(share * BAR_WIDTH)
        parts.insert(0, f"{'█' * full}{'░' * (BAR_WIDTH - full)} {round(share * 100)} %")
        if rate:
            parts.append(_("{time} left").format(time=time_text((progress.total - progress.done) / rate)))
    return " · ".join(parts)


def time_text(seconds: float) -> str:
    """ "45 s", "3 min", "1 h 10 min"."""
    if seconds < 60:
        return _("{count} s").format(count=max(0, round(seconds)))
    minutes = round(seconds / 60)
    if minutes < 60:
        return _("{count} min").format(count=minutes)
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
