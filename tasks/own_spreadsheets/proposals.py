"""Which cell probably answers which field, told by the labels of a sheet; a person says yes to each."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from spreadsheets.incoming.cell_names import cell_name
from spreadsheets.incoming.cell_text import levelled
from tasks.own_spreadsheets.anchors import anchors_of, column_heads, heads_above, is_number_at
from tasks.own_spreadsheets.labels import Labels, stem_of
from tasks.own_spreadsheets.sheet_window import shown_text
from tasks.own_spreadsheets.subjects import AskedField

# A label that is part of a name, or has it as a part, counts from so many characters on.
SHORTEST_PART = 5
# So much of the shorter one has to begin alike.
MOST_ALIKE = 0.6
# A name that stands in more rows tells none of them; so many columns are looked through beside it.
MOST_ROWS, MOST_COLUMNS = 20, 100
# In a sheet with more labels a name is found by the same words alone.
MOST_LABELS = 5_000
# What heads of columns say of the period that is reported, and of something else.
THIS_PERIOD = re.compile(r"本期|本季|本年|当期|完成|实际|现状|actual|thisperiod|value")
SOMETHING_ELSE = re.compile(
    r"目标|计划|任务数|上期|上季|上年|去年|同期|同比|环比|增|率|序号|编号|占比|说明|备注|target|goal|plan|last|growth"
)
# By the name of a field of text, what heads call it.
WORDS = {
    "achievements": re.compile(r"进展|成效|成果|落实|完成情况|工作情况|achievement|progress"),
    "problems": re.compile(r"问题|困难|problem"),
    "next_steps": re.compile(r"下一步|下步|打算|安排|nextstep"),
    "note": re.compile(r"备注|说明|note|remark"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cell that probably answers a field."""

    field: AskedField
    row: int
    column: int
    shown: str

    @property
    def address(self) -> str:
        return cell_name(self.row, self.column)


def proposed(labels: Labels, field: AskedField, row: int, column: int) -> Proposal:
    return Proposal(field, row, column, shown_text(labels.sheet.cell(row, column)))


def proposals_for_cells(
    labels: Labels, fields: Iterable[AskedField], mapped: Collection[str]
) -> Iterator[Proposal]:
    """A cell for each field whose row and column are told by the labels; none for the others, and for those
    that are ``mapped`` already, by key."""
    for field in fields:
        if field.key in mapped:
            continue
        rows = rows_of(labels, field)
        if len(rows) > MOST_ROWS:
            continue
        cells = [(row, column) for row, beside in rows for column in columns_of(labels, field, row, beside)]
        if len(cells) == 1 and anchors_of(labels, *cells[0]):
            yield proposed(labels, field, *cells[0])


def rows_of(labels: Labels, field: AskedField) -> list[tuple[int, int]]:
    """Where the name of what a field answers stands: the same words, else a part of them, else most of its
    beginning."""
    name = stem_of(levelled(field.wording))
    if (same := labels.by_stem.get(name)) or len(labels.by_stem) > MOST_LABELS:
        return same or []
    for is_alike in (is_part, begins_alike):
        near = [place for text, places in labels.by_stem.items() if is_alike(text, name) for place in places]
        if near:
            return near
    return []


def is_part(text: str, name: str) -> bool:
    return min(len(text), len(name)) >= SHORTEST_PART and (text in name or name in text)


def begins_alike(text: str, name: str) -> bool:
    shortest = min(len(text), len(name))
    alike = next((place for place in range(shortest) if text[place] != name[place]), shortest)
    return alike >= max(SHORTEST_PART, MOST_ALIKE * shortest)


def columns_of(labels: Labels, field: AskedField, row: int, beside: int) -> list[int]:
    """The columns to the right of a name that are headed as the field is."""
    headed = {
        column: levelled(heads[0][1])
        for column in islice((each for each in labels.columns if each > beside), MOST_COLUMNS)
        if (heads := heads_above(labels, row, column))
    }
    if not field.is_number:
        words = WORDS.get(field.name)
        return [column for column, head in headed.items() if words and words.search(head)]
    if field.name != "value":
        name = stem_of(levelled(field.label))
        return [column for column, head in headed.items() if stem_of(head) == name]
    numbers = {column: head for column, head in headed.items() if may_be_number(labels, row, column)}
    likely = [column for column, head in numbers.items() if THIS_PERIOD.search(head)]
    return likely or [column for column, head in numbers.items() if not SOMETHING_ELSE.search(head)]


def may_be_number(labels: Labels, row: int, column: int) -> bool:
    return labels.sheet.cell(row, column) is None or is_number_at(labels.sheet, row, column)


def proposals_for_columns(
    labels: Labels, fields: Iterable[AskedField], mapped: Collection[str]
) -> Iterator[Proposal]:
    """A column for each number that is headed by the name of what it answers, as a cell of its head."""
    for field in fields:
        if field.key in mapped or not field.is_number or field.name != "value":
            continue
        places = rows_of(labels, field)
        if len(places) == 1 and column_heads(labels, *places[0]):
            yield proposed(labels, field, *places[0])
