"""The unit that the labels beside a cell state."""

import re
from collections.abc import Iterable

from tasks.own_spreadsheets.labels import remark_of
from tasks.own_spreadsheets.mapping import FixedCell, HeadAndKey
from tasks.own_spreadsheets.subjects import AskedField

LONGEST_UNIT = 20
# What stands in brackets and is no unit: over which time, or a remark.
_NO_UNIT = re.compile(r"[期年季月计本上下注含同比0-9:：,，]")


def unit_beside(asked: AskedField, labels: Iterable[str]) -> str:
    """The unit of the numbers of a cell: the first that its field reads, else what looks like one, so that
    the numbers are refused rather than taken in another unit; "" where the labels state none, or the one that
    a field names itself."""
    if not asked.is_number:
        return ""
    remarks = [remark_of(label) for label in labels]
    stated = [remark for remark in remarks if remark and not _NO_UNIT.search(remark)]
    if not asked.unit and remark_of(asked.label) in stated:
        return ""
    known = [remark for remark in stated if asked.takes_unit(remark)]
    short = [remark for remark in stated if len(remark) <= LONGEST_UNIT]
    return next(iter(known or short), "")


def labels_of(anchor: FixedCell | HeadAndKey) -> tuple[str, ...]:
    if isinstance(anchor, FixedCell):
        return anchor.above, anchor.left
    return anchor.head, anchor.key
