"""How a plain text is set: widths, indents, page numbers, running heads, kinds of marks."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.reading.plans.answers import Grid, Line
from tests.reading.plans.text_tables import printed_table
from tests.reading.typesetting import full_width_digits, half_width_marks, wrap

PAGE_NUMBERS = ("— {} —", "- {} -", "－{}－", "{}", "第 {} 页", "—{}—")


@dataclass(frozen=True, slots=True)
class Setting:
    """``cells`` is the width in half-width cells, 0 for whole paragraphs; ``page`` the lines of a page."""

    cells: int = 0
    indent: str = ""
    page: int = 0
    page_number: str = "— {} —"
    running_head: str = ""
    blank_lines: bool = False
    half_width: bool = False
    wide_digits: bool = False
    mixed_marks: bool = False
    spaced_days: bool = False
    table: str = "tab"


def drawn_setting(rng: random.Random, *, cells: int | None = None, table: str = "tab") -> Setting:
    width = rng.choice((0, 0, 0, 56, 60, 66, 72, 80)) if cells is None else cells
    return Setting(
        cells=width,
        indent=rng.choice(("", "　　", "    ")) if not width else rng.choice(("　　", "　　", "    ")),
        page=rng.choice((0, 22, 30)) if width else 0,
        page_number=rng.choice(PAGE_NUMBERS),
        blank_lines=rng.random() < 0.3,
        half_width=rng.random() < 0.12,
        wide_digits=rng.random() < 0.08,
        mixed_marks=rng.random() < 0.12,
        spaced_days=rng.random() < 0.12,
        table=table,
    )


def set_text(parts: Sequence[Line | Grid], setting: Setting, rng: random.Random) -> str:
    """The parts as a plain text."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Grid):
            lines += printed_table(part, setting.table, rng)
        else:
            lines += _set_line(part, setting)
        if setting.blank_lines and not isinstance(part, Grid):
            lines.append("")
    if setting.page:
        lines = _paged(lines, setting)
    text = "\n".join(lines) + "\n"
    if setting.mixed_marks:
        text = re.sub(
            "[（）：；]", lambda mark: half_width_marks(mark[0]) if rng.random() < 0.3 else mark[0], text
        )
    if setting.spaced_days:
        text = re.sub(r"(\d+)([年月日])", r" \1 \2", text)
    text = half_width_marks(text) if setting.half_width else text
    return full_width_digits(text) if setting.wide_digits else text


def _set_line(line: Line, setting: Setting) -> list[str]:
    if line.is_centred or line.is_right:
        lead = (" " * 12 if line.is_centred else "　" * 14) if setting.indent else ""
        return [lead + line.text]
    text = line.text if line.is_flush else setting.indent + line.text
    return wrap(text, setting.cells) if setting.cells else [text]


def _paged(lines: list[str], setting: Setting) -> list[str]:
    paged: list[str] = []
    for page, begin in enumerate(range(0, len(lines), setting.page), 1):
        if setting.running_head and page > 1:
            paged.append(setting.running_head)
        paged += lines[begin : begin + setting.page]
        paged.append(setting.page_number.format(page))
    return paged
