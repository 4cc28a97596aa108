"""Tables of tasks: their columns, their rows with the answers, and what their cells go over."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.reading.plans.answers import Answers, Grid, NoteAnswer, SectionAnswer
from tests.reading.plans.notes import Noting
from tests.reading.plans.numbering import chinese
from tests.reading.plans.words import Words

Columns = tuple[tuple[str, str], ...]
COLUMNS: dict[str, Columns] = {
    "two roles": (("序号", "number"), ("工作任务", "task"), ("牵头单位", "lead"), ("配合单位", "support")),
    "two roles, deadline": (
        ("序号", "number"),
        ("重点任务", "task"),
        ("牵头单位", "lead"),
        ("配合单位", "support"),
        ("完成时限", "due"),
    ),
    "one role": (("序号", "number"), ("主要任务", "task"), ("责任单位", "lead")),
    "no number": (("工作任务", "task"), ("责任单位", "lead"), ("完成时限", "due")),
    "leaders": (
        ("序号", "number"),
        ("工作任务", "task"),
        ("责任领导", "people"),
        ("牵头部门", "lead"),
        ("责任部门", "support"),
        ("完成时限", "due"),
    ),
    "guides": (("序号", "number"), ("任务", "task"), ("指导部门", "guide"), ("责任单位", "lead")),
    "remarks": (("序号", "number"), ("工作内容", "task"), ("责任单位", "lead"), ("备注", "remark")),
    "measures": (
        ("序号", "number"),
        ("重点任务", "heading"),
        ("具体举措", "task"),
        ("牵头单位", "lead"),
        ("配合单位", "support"),
    ),
    "verbs": (("序号", "number"), ("工作任务", "task"), ("责任单位", "verbal"), ("完成时间", "due")),
    "offices with people": (("序号", "number"), ("任务", "task"), ("责任单位及责任人", "staffed")),
    "categories": (("类别", "category"), ("序号", "number"), ("工作任务", "task"), ("责任单位", "lead")),
}
CATEGORIES = ("产业升级", "民生改善", "生态治理", "城市品质")
_ROLES = ("lead", "support", "guide")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of tasks: its columns, its rows, and what else it has.

    ``is_alone`` tables stand below no heading of the text. ``groups`` are rows that head those below them.
    """

    columns: str
    rows: int = 6
    is_alone: bool = False
    two_header_rows: bool = False
    title_row: bool = False
    repeated_header: bool = False
    groups: int = 0
    parts: int = 1


@dataclass(slots=True)
class TableWriter:
    """Writes a table below the heading ``parent``; its rows are sections and tasks."""

    noting: Noting
    words: Words
    answers: Answers
    table: Table
    parent: str = ""
    first: int = 1

    @property
    def heads(self) -> Columns:
        return COLUMNS[self.table.columns]

    def written(self) -> Grid:
        header = self._header()
        rows: list[tuple[str, ...]] = []
        if self.table.groups:
            for number in range(1, self.table.groups + 1):
                rows += self._group(number)
        else:
            rows = self._rows(self.parent, self.first, self.table.rows)
        if self.table.repeated_header:
            rows[3:3] = header[-1:]
        if self.table.title_row:
            header = [("重点任务分工表", *("<",) * (len(self.heads) - 1)), *header]
        return Grid((*header, *rows), header_rows=len(header))

    def _header(self) -> list[tuple[str, ...]]:
        if not self.table.two_header_rows:
            return [tuple(head for head, _ in self.heads)]
        upper, lower, is_open = [], [], False
        for head, kind in self.heads:
            upper.append(("<" if is_open else "责任分工") if kind in _ROLES else head)
            lower.append(head if kind in _ROLES else "^")
            is_open = kind in _ROLES
        return [tuple(upper), tuple(lower)]

    def _group(self, number: int) -> list[tuple[str, ...]]:
        """A row over the whole width, numbered below parts or as a part, and the rows under it."""
        key, title = chinese(number), self.words.title(may_have_comma=False)
        printed = f"（{key}）{title}" if self.parent else f"{key}、{title}"
        path = f"{self.parent}/{key}" if self.parent else key
        self.answers.sections.append(SectionAnswer(path, title, printed))
        count = max(2, self.table.rows // self.table.groups)
        rows = self._rows(path, self.first, count)
        self.first += count
        return [(printed, *("<",) * (len(self.heads) - 1)), *rows]

    def _rows(self, parent: str, first: int, count: int) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        for number in range(first, first + count):
            path = f"{parent}/{number}" if parent else str(number)
            cells = self._cells(number, path)
            if "category" in cells:
                same = (number - first) % 3
                cells["category"] = "^" if same else CATEGORIES[(number - first) // 3 % len(CATEGORIES)]
                self.answers.categories.update(CATEGORIES)
            self.answers.sections.append(SectionAnswer(path, None, cells.get("heading", cells["task"])))
            rows.append(self._row(cells))
            if "heading" in cells and self.noting.rng.random() < 0.6:
                further = self._cells(number, path)
                rows.append(self._row(further | {"number": "^", "heading": "^"}))
        return rows

    def _row(self, cells: dict[str, str]) -> tuple[str, ...]:
        self.answers.cells += [cell for cell in cells.values() if cell != "^"]
        return tuple(cells[kind] for _, kind in self.heads)

    def _cells(self, number: int, path: str) -> dict[str, str]:
        """The cells of one row; its owners become an answer."""
        kinds = {kind for _, kind in self.heads}
        cells, note = drawn_owners(self.noting, kinds, path)
        cells |= {"number": str(number), "task": self.words.duty(), "remark": "见方案", "category": ""}
        if "heading" in kinds:
            cells["heading"] = self.words.title(may_have_comma=False)
        self.answers.notes.append(note)
        return {kind: cells[kind] for _, kind in self.heads}


def drawn_owners(
    noting: Noting, kinds: Sequence[str] | set[str], path: str
) -> tuple[dict[str, str], NoteAnswer]:
    """The cells of owners and deadline of one row, and its answer."""
    noting.namer.begin()
    owners = {kind: noting.namer.owners(1, 1 if kind == "guide" else 3) for kind in _ROLES if kind in kinds}
    people = noting.namer.people() if "people" in kinds else ()
    deadline = noting.deadline()
    cells = {kind: found.printed for kind, found in owners.items()}
    cells |= {"people": "、".join(people), "due": deadline.printed}
    names = {kind: found.names for kind, found in owners.items()}
    if "verbal" in kinds:
        lead, support = noting.namer.owners(1, 1), noting.namer.owners(1, 2)
        cells["verbal"] = f"{lead.printed}牵头，{support.printed}配合"
        names = {"lead": lead.names, "support": support.names}
    elif "staffed" in kinds:
        lead, people = noting.namer.owners(1, 1), (noting.namer.person(),)
        cells["staffed"] = f"{lead.printed} {people[0]}"
        names = {"lead": lead.names}
    note = NoteAnswer(
        path,
        *(names.get(kind, ()) for kind in _ROLES),
        people=people,
        due_on=deadline.due_on if "due" in kinds else None,
        printed=next(cell for kind, cell in cells.items() if kind in (*_ROLES, "verbal", "staffed")),
        in_table=True,
    )
    return cells, note


def annexed(noting: Noting, answers: Answers, leaves: Sequence[tuple[str, str]]) -> Grid:
    """A table of the tasks of the plan itself: what it says of owners joins what the plan says."""
    heads = COLUMNS["two roles, deadline"]
    rows = [tuple(head for head, _ in heads)]
    stated = {note.section: note for note in answers.notes}
    answers.notes.clear()
    for number, (path, title) in enumerate(leaves, 1):
        cells, note = drawn_owners(noting, {"lead", "support", "due"}, path)
        said = stated.get(path)
        if said is not None:
            cells["lead"], support = "、".join(said.lead), said.support or note.support
            cells["support"] = "、".join(support)
            note = NoteAnswer(path, said.lead, support, due_on=note.due_on, printed=said.printed)
        answers.notes.append(note)
        rows.append((str(number), title, cells["lead"], cells["support"], cells["due"]))
    return Grid(tuple(rows))
