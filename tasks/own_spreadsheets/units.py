"""The unit that the labels beside a cell state."""

import re
from collections.abc import Iterable, Iterator

from spreadsheets.incoming.cell_text import levelled
from tasks.own_spreadsheets.labels import NAMES_UNIT, Labels, remark_of
from tasks.own_spreadsheets.mapping import FixedCell, HeadAndKey
from tasks.own_spreadsheets.subjects import AskedField

LONGEST_UNIT = 20
# What stands in brackets and is no unit: over which time, or a remark.
_NO_UNIT = re.compile(r"[期年季月计本上下注含同比0-9:：,，]")
_SCALE = re.compile("^[十百千万亿]+")
# In which a unit stands, and what parts it from remarks: 万元，含税.
_IN_BRACKETS, _PARTS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]"), re.compile(r"[,;、:]")


def unit_beside(asked: AskedField, labels: Iterable[str], around: Iterable[str] = ()) -> str:
    """The unit of the numbers of a cell: the first that its field reads, else what looks like one, so that
    the numbers are refused rather than taken in another unit; "" where the labels state none, or the one that
    a field names itself. Where none stands in brackets at the end of a label, one that the field reads may
    stand elsewhere in it, or ``around``."""
    if not asked.is_number:
        return ""
    labels = list(labels)
    remarks = [NAMES_UNIT.sub("", remark_of(label)) for label in labels]
    stated = [remark for remark in remarks if looks_like_unit(remark)]
    if not asked.unit and remark_of(asked.label) in stated:
        return ""
    known = [remark for remark in stated if asked.takes_unit(remark)]
    short = [remark for remark in stated if len(remark) <= LONGEST_UNIT]
    parts = (part for text in (*labels, *around) for part in parts_of(text))
    read = (part for part in parts if looks_like_unit(part) and asked.takes_unit(part))
    return next(iter(known or short), "") or next(read, "")


def other_unit(unit: str, texts: Iterable[str]) -> str:
    """The unit that texts state in place of ``unit``, in another scale: 亿元 where 万元 was mapped; "" where
    the first that states one of its kind states the same, or none does."""
    own = levelled(unit)
    parts = (part for text in texts for part in parts_of(text) if looks_like_unit(part))
    stated = next((part for part in parts if own and without_scale(part) == without_scale(own)), own)
    return stated if stated != own else ""


def without_scale(unit: str) -> str:
    return _SCALE.sub("", unit)


def looks_like_unit(text: str) -> bool:
    """Whether a text may be a unit; over which time one counts, as in 万元/年, is part of it."""
    return bool(text) and not _NO_UNIT.search(text.partition("/")[0])


def parts_of(label: str) -> Iterator[str]:
    """What of a label may be a unit, whatever stands beside it: in brackets anywhere, behind the last stroke,
    or all of it."""
    text = NAMES_UNIT.sub("", levelled(label))
    for remark in _IN_BRACKETS.findall(text):
        yield from _PARTS.split(NAMES_UNIT.sub("", remark))
    yield text.rpartition("/")[2]
    yield from _PARTS.split(text)


def units_around(labels: Labels, row: int, column: int) -> list[str]:
    """The texts before a cell in its row, where a column names the units, and those above it that name one
    for the whole table, the nearest first."""
    cells = labels.sheet.rows.get(row, {})
    before = [labels.at(row, other) for other in sorted(cells, reverse=True) if other < column]
    return [text for text in before if text] + units_above(labels, row)


def units_above(labels: Labels, row: int) -> list[str]:
    """The texts above a row that name the unit of the whole table, the nearest first."""
    found = ((place, column, text) for place, column, text in labels.naming_units if place < row)
    return [text for _row, _column, text in sorted(found, reverse=True)]


def labels_of(anchor: FixedCell | HeadAndKey) -> tuple[str, ...]:
    if isinstance(anchor, FixedCell):
        return anchor.above, anchor.left
    return anchor.head, anchor.key
