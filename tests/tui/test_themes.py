"""Contrast of every theme, measured on the screens as they are drawn."""

from pathlib import Path

import pytest
from rich.color import Color
from rich.segment import Segment
from textual.strip import Strip

from tests.tui.directory_double import DirectoryDouble
from tests.tui.looking import segments, settled
from tui.app import MaillageApp, Options
from tui.themes import COLOURS

AA, AAA = 4.5, 7.0
WIDE = (120, 40)
SITUATIONS = (  # keys pressed one after the other, looking after each
    [*"infirm saumur"],
    ["down", "down"],
    ["enter", "down"],
    ["f3", "down", "enter"],
    ["f2", *" moro"],
)
FRAMES = "│▏▕▎▊█▁▂▃▄▅▆▇ "  # not text: the line beside the card, the scroll bar


def luminance(colour: Color) -> float:
    channels = [value / 255 for value in colour.get_truecolor()]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(segment: Segment) -> float:
    style = segment.style
    assert style is not None and style.color is not None and style.bgcolor is not None, segment
    dark, light = sorted((luminance(style.color), luminance(style.bgcolor)))
    return (light + 0.05) / (dark + 0.05)


def poor_texts(lines: list[list[Segment]], theme: str) -> set[tuple[str, str]]:
    least = AAA if theme == "contraste" else AA
    texts = (segment for line in lines for segment in line if segment.text.strip(FRAMES))
    return {(segment.text, str(segment.style)) for segment in texts if ratio(segment) < least}


@pytest.mark.parametrize("theme", COLOURS)
async def test_every_text_can_be_read(theme: str, tmp_path: Path) -> None:
    app = MaillageApp(tmp_path, DirectoryDouble(), Options(theme=theme))
    async with app.run_test(size=WIDE) as pilot:
        await settled(app, pilot)
        for keys in SITUATIONS:
            await pilot.press(*keys)
            await settled(app, pilot)

            assert not poor_texts(segments(app), theme)


@pytest.mark.parametrize("theme", COLOURS)
async def test_the_palette_and_the_help_can_be_read(theme: str, tmp_path: Path) -> None:
    app = MaillageApp(tmp_path, DirectoryDouble(), Options(theme=theme))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("f9", *"them")
        await settled(app, pilot)
        ours = [list(Strip(line).crop(3, 77)) for line in segments(app)[3:10]]

    assert not poor_texts(ours, theme)


async def test_without_colours_the_selected_row_is_reversed_and_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = MaillageApp(tmp_path, DirectoryDouble(), Options())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("down")
        await settled(app, pilot)

        row = segments(app)[3]

    assert row[0].text == "▸ "
    assert all(segment.style is not None and segment.style.reverse for segment in row[:-1])
