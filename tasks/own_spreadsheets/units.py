"""The unit that the labels beside a cell state."""

import re
from collections.abc import Iterable, Iterator

from spreadsheets.incoming.cell_text import levelled
from tasks.own_spreadsheets.labels import Labels, remark_of
from tasks.own_spreadsheets.mapping import FixedCell, HeadAndKey
from tasks.own_spreadsheets.subjects import AskedField

LONGEST_UNIT = 20
# What stands in brackets and is no unit: over which time, or a remark.
_NO_UNIT = re.compile(r"[期年季月计本上下注含同比0-9:：,，]")
# By which a label or a cell names its unit, and what parts it from remarks: 单位：万元, 万元，含税.
_NAMES_UNIT = re.compile(r"^(?:计量)?单位:?")
_IN_BRACKETS, _PARTS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]"), re.compile(r"[,;、:]")


def unit_beside(asked: AskedField, labels: Iterable[str], around: Iterable[str] = ()) -> str:
    """The unit of the numbers of a cell: the first that its field reads, else what looks like one, so that
    the numbers are refused rather than taken in another unit; "" where the labels state none, or the one that
    a field names itself. Where none stands in brackets at the end of a label, one that the field reads may
    stand elsewhere in it, or ``around``."""
    if not asked.is_number:
        return ""
    labels = list(labels)
    remarks = [_NAMES_UNIT.sub("", remark_of(label)) for label in labels]
    stated = [remark for remark in remarks if looks_like_unit(remark)]
    if not asked.unit and remark_of(asked.label) in stated:
        return ""
    known = [remark for remark in stated if asked.takes_unit(remark)]
    short = [remark for remark in stated if len(remark) <= LONGEST_UNIT]
    parts = (part for text in (*labels, *around) for part in parts_of(text))
    read = (part for part in parts if looks_like_unit(part) and asked.takes_unit(part))
    return next(iter(known or short), "") or next(read, "")


def looks_like_unit(text: str) -> bool:
    """Whether a text may be a unit; over which time one counts, as in 万元/年, is part of it."""
    return bool(text) and not _NO_UNIT.search(text.partition("/")[0])


def parts_of(label: str) -> Iterator[str]:
    """What of a label may be a unit, whatever stands beside it: in brackets anywhere, behind the last stroke,
    or all of it."""
    text = _NAMES_UNIT.sub("", levelled(label))
    for remark in _IN_BRACKETS.findall(text):
        yield from _PARTS.split(_NAMES_UNIT.sub("", remark))
    yield text.rpartition("/")[2]
    yield from _PARTS.split(text)


def units_around(labels: Labels, row: int, column: int) -> list[str]:
    """The texts before a cell in its row, where a column names the units, and those above it that name one
    for the whole table, the nearest first."""
    cells = labels.sheet.rows.get(row, {})
    before = [labels.at(row, other) for other in sorted(cells, reverse=True) if other < column]
    named = [
        (place, text)
        for text, places in labels.by_text.items()
        if _NAMES_UNIT.match(text)
        for place in places
        if place[0] < row
    ]
    return [text for text in before if text] + [text for _place, text in sorted(named, reverse=True)]


def labels_of(anchor: FixedCell | HeadAndKey) -> tuple[str, ...]:
    if isinstance(anchor, FixedCell):
        return anchor.above, anchor.left
    return anchor.head, anchor.key
