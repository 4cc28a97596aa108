"""The columns of a table in files: those of the page, with their further parts beside them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _

from organizations.rounding import half_up
from reports.data_tables.values import Cell, DataTable, Head, Row
from spreadsheets.values import Number, Value
from targets.figure_numbers import RATIO_DECIMALS
from texts.punctuation import in_brackets


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file holds in one cell; ``unit`` is the number's own, empty where its column says it."""

    value: Value
    unit: str = ""


def file_heads(table: DataTable) -> list[Head]:
    """The heads in order, each followed by its further ones, which stand under one group with it."""
    return [head for shown in table.heads for head in with_further(shown)]


def with_further(head: Head) -> Iterator[Head]:
    if not head.further:
        yield head
    elif head.group:
        yield head
        yield from (
            replace(one, group=head.group, title=f"{head.title} · {one.title}") for one in head.further
        )
    else:
        yield replace(head, group=head.title, title=_("Figure"))
        yield from (replace(one, group=head.title) for one in head.further)


def entries(row: Row, table: DataTable) -> list[Entry]:
    """What a row holds, in the order of ``file_heads``."""
    found = []
    for cell, head in zip(row.cells, table.heads, strict=True):
        further = (*cell.further, *[None] * len(head.further))[: len(head.further)]
        found += [Entry(value_of(cell), cell.unit), *(Entry(kept(value)) for value in further)]
    return found


def value_of(cell: Cell) -> Value:
    """A cell's value; its words where only they say something."""
    return cell.words or None if cell.value is None else kept(cell.value)


def kept(value: Value) -> Value:
    """A value as files keep it: ratios of numbers never end, and get as many decimals as elsewhere."""
    if isinstance(value, Number) and value.value.is_finite():
        exponent = value.value.as_tuple().exponent
        most = max(value.decimals, RATIO_DECIMALS)
        if isinstance(exponent, int) and -exponent > most:
            return Number(half_up(value.value, Decimal(1).scaleb(-most)), value.decimals)
    return value


def head_words(head: Head) -> str:
    """A head with the unit of its numbers."""
    return in_brackets(head.title, head.unit) if head.unit else head.title


def groups(heads: list[Head]) -> list[tuple[str, int]]:
    """Titles over columns, each with how many; none where no column has one."""
    if not any(head.group for head in heads):
        return []
    return [(group, len(list(several))) for group, several in groupby(heads, key=lambda head: head.group)]
