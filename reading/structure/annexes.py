"""An annex that the plan goes on in, as the section that holds its items."""

import re

from reading.late_pattern import LatePattern
from reading.markers import ANNEX_RANK, Marker
from reading.structure.frame import Annex
from reading.structure.layout import Paragraph
from reading.structure.lines import Line

_HEAD = LatePattern(r"附(?:\s*[件表录])?(?:\s*[\d一二三四五六七八九十]){0,3}\s*[：:]?\s*")


def annex_heading(lines: list[Line], annex: Annex) -> list[Paragraph]:
    """The heading of an annex: its lines from 附件1 to the end of its title, with 附件1 for a number; none
    where the sections just go on."""
    if not lines:
        return []
    found = _HEAD.match(lines[0].text) if annex.head is not None else None
    printed = found.group() if found else ""
    number = re.sub(r"[\s：:]", "", printed) or "附件"
    return [Paragraph(Marker(printed.strip(), number, 1, ANNEX_RANK, len(printed)), lines)]
