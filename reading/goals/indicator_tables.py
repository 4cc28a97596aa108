"""Goals in tables of indicators: 指标｜单位｜目标值."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reading import cautions
from reading.document import Caution, Comparator, Document, FigureLeftOut, TableRead, TargetRead
from reading.goals import reasons
from reading.goals.amounts import AMOUNT, amount_in
from reading.goals.clauses import read_clause
from reading.goals.vocabulary import LIMITS
from reading.late_pattern import LatePattern
from reading.numerals import compact
from reading.vocabulary import UNIT

_NAME = LatePattern(
    r"(?:(?:主要|核心|考核|具体|预期|约束性|二级|三级)?指标(?:名称|内容)?|目标(?:名称|内容)|指标项目?)$"
)
_UNIT = LatePattern(rf"(?:计量)?{UNIT}$")
_VALUE = LatePattern(
    r"(?:目标|计划|预期|规划|指标|任务)(?:值|数|量)|(?:20[0-9]{2}年?|年度|本年|今年)?(?:目标|计划|预期|任务|规划)$|20[0-9]{2}年?$"
)
_BEFORE = LatePattern(r"基期|基数|基准|现状|实际|完成|上年|去年|累计")
_YEAR = LatePattern(r"20[0-9]{2}")
_UNIT_IN_NAME = LatePattern(r"^(?P<name>.{2,}?)[（(](?P<unit>[^（）()]{1,8})[）)]$")
_SIGNS = (
    (Comparator.AT_LEAST, re.compile(r"^(?:≥|>=|≧|⩾|不低于|不少于|大于等于|达到)")),
    (Comparator.AT_MOST, re.compile(r"^(?:≤|<=|≦|⩽|不高于|不超过|不多于|小于等于|控制在|<|＜|低于)")),
    (Comparator.MORE_THAN, re.compile(r"^(?:>|＞|超过|高于|大于|突破)")),
    (Comparator.HOLD_AT, re.compile(r"^(?:=|≈|稳定在|保持在|左右)")),
)
_AMOUNT = LatePattern(rf"(?:约|近)?{AMOUNT}")
# Of these less is usually wanted, which a bare number does not say.
_BETTER_LOW = LatePattern(
    r"周期|时限|时间|天数|期限|失业率|成本|能耗|涨幅|浓度|事故|死亡|投诉|差错|费用|环节|材料"
)
_CHANGES = LatePattern(r"(?:增长|下降|降低|提高|减少|压减|压缩|提升)(?:率|幅度|速度)?$")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column has what: the indicators, their unit if any has it, and the values to be reached."""

    name: int
    unit: int | None
    value: int


def with_table_goals(document: Document) -> Document:
    """The document with the goals of its tables of indicators in their place among the others.

    What the laid-out text of such a table was read as before is replaced by what the table says.
    """
    tables = [table for table in document.tables if _columns(table.rows, table.header_rows, document.year)]
    for table in tables:
        targets, left_out, warnings = goals_in_table(table, document.year)
        names = [compact(target.indicator) for target in targets]
        kept = [
            target for target in document.targets if not _is_in(table, names, target.section, target.text)
        ]
        others = [
            figure
            for figure in document.figures_left_out
            if not _is_in(table, names, figure.section, figure.text)
        ]
        document = replace(
            document,
            targets=(*kept, *targets),
            figures_left_out=(*others, *left_out),
            warnings=(*document.warnings, *warnings),
        )
    return document


def goals_in_table(
    table: TableRead, year: int | None
) -> tuple[list[TargetRead], list[FigureLeftOut], list[Caution]]:
    """The goals that the rows of a table of indicators set for ``year``, the rows that set none though they
    have a figure, and doubts; nothing for a table of another kind."""
    targets, left_out, warnings = [], [], []
    section = table.section or ""
    at = (table.starts_at, table.ends_at)
    for row in goal_rows(table.rows, table.header_rows, year):
        if row.comparator is None:
            left_out.append(FigureLeftOut(section, row.text, reasons.IN_TABLE_UNREAD))
            continue
        targets.append(row.target(section))
        if row.is_unsigned and _BETTER_LOW.search(row.indicator) and not _CHANGES.search(row.indicator):
            message = cautions.GOAL_DIRECTION
            warnings.append(
                cautions.caution(message, at=at, section=section or cautions.PREAMBLE, text=row.indicator)
            )
    return targets, left_out, warnings


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A row of a table of indicators; without a comparator where its value cannot be read.

    ``is_unsigned`` tells that it has a bare number, which says neither ≥ nor ≤.
    """

    indicator: str
    text: str
    comparator: Comparator | None = None
    value: str | None = None
    unit: str | None = None
    upper_value: str | None = None
    is_unsigned: bool = False

    def target(self, section: str) -> TargetRead:
        """The goal that the row sets."""
        comparator = self.comparator or Comparator.QUALITATIVE
        numbers = (self.value, self.unit, self.upper_value)
        return TargetRead(section, self.indicator, self.text, comparator, *numbers, reasons.IN_TABLE)


def goal_rows(rows: Sequence[Sequence[str]], header_rows: int, year: int | None) -> list[GoalRow]:
    """What the rows of a table of indicators say for ``year``; none for a table of another kind."""
    columns = _columns(rows, header_rows, year)
    if columns is None:
        return []
    return [read for row in rows[max(1, header_rows) :] if (read := _row(row, columns)) is not None]


def _columns(rows: Sequence[Sequence[str]], header_rows: int, year: int | None) -> _Columns | None:
    """The columns of a table of indicators; None for a table of another kind.

    Of several years that of the plan counts, else the last.
    """
    heads = _heads(rows[: max(1, header_rows)])
    name = next((place for place, head in enumerate(heads) if _NAME.search(head)), None)
    unit = next((place for place, head in enumerate(heads) if _UNIT.match(head)), None)
    values = [
        place
        for place, head in enumerate(heads)
        if place not in (name, unit) and _VALUE.search(head) and not _is_before(head, year)
    ]
    if name is None or not values:
        return None
    of_year = [place for place in values if year and str(year) in heads[place]]
    dated = [place for place in values if _YEAR.search(heads[place])]
    return _Columns(name, unit, (of_year or values)[-1 if dated and not of_year else 0])


def _is_before(head: str, year: int | None) -> bool:
    """Whether a column has what was reached: 2020年实际, or a year that is over."""
    named = _YEAR.search(head)
    return bool(_BEFORE.search(head)) or bool(named and year and int(named.group()) < year)


def _heads(rows: Sequence[Sequence[str]]) -> list[str]:
    """The words above each column, from all rows of the heading."""
    width = max((len(row) for row in rows), default=0)
    return [
        "".join(dict.fromkeys(compact(row[place]) for row in rows if place < len(row)))
        for place in range(width)
    ]


def _row(row: Sequence[str], columns: _Columns) -> GoalRow | None:
    """What a row says; None for one without a name or without anything to reach."""
    cells = [compact(cell) for cell in row]
    if max(columns.name, columns.value) >= len(cells):
        return None
    name, value = cells[columns.name], cells[columns.value]
    unit = cells[columns.unit] if columns.unit is not None and columns.unit < len(cells) else ""
    if (found := _UNIT_IN_NAME.match(name)) and not unit:
        name, unit = found["name"], found["unit"]
    name = re.sub(r"^[0-9]{1,3}[.、．]?(?=[\u4e00-\u9fff])", "", name)
    if not name or value in ("", "—", "-", "－", "/", "——"):
        return None
    text = "｜".join(cell.strip() for cell in row if cell.strip())
    return _valued(GoalRow(name, text), value, "" if unit in ("—", "-", "/", "－") else unit)


def _valued(row: GoalRow, value: str, unit: str) -> GoalRow:
    """The row with the number of its cell: ≥95, 18.5以内, 3—5, 不低于95%."""
    plain, signed = value, None
    for comparator, pattern in _SIGNS:
        if found := pattern.match(plain):
            plain, signed = plain[found.end() :], comparator
            break
    plain = plain.strip("[]【】()（）*＊")
    found = _AMOUNT.fullmatch(plain) or (_AMOUNT.fullmatch(plain + unit) if unit else None)
    amount = amount_in(found) if found else None
    if amount is None:
        return _worded(row, value)
    limit = next((limit for limit, words in LIMITS.items() if amount.suffix.endswith(words)), None)
    stated = signed or limit or (Comparator.HOLD_AT if amount.suffix == "左右" else None)
    printed = amount.unit or unit or None
    comparator = stated or _direction(row.indicator)
    if amount.upper is not None and stated is None:
        return replace(
            row, comparator=Comparator.BETWEEN, value=amount.value, upper_value=amount.upper, unit=printed
        )
    if comparator is Comparator.AT_LEAST and (amount.value, printed) == ("100", "%"):
        comparator = Comparator.ALL
    return replace(row, comparator=comparator, value=amount.value, unit=printed, is_unsigned=stated is None)


def _worded(row: GoalRow, value: str) -> GoalRow:
    """The row whose cell says its goal in words: 增长8%以上, 全覆盖."""
    goals = read_clause(row.indicator + value) or read_clause(f"{row.indicator}达到{value}")
    goal = next(iter(goals), None)
    if goal is None:
        return row
    return replace(
        row, comparator=goal.comparator, value=goal.value, unit=goal.unit, upper_value=goal.upper_value
    )


def _direction(indicator: str) -> Comparator:
    """Which way a bare number is meant: less of what takes time or costs, else more."""
    is_low = _BETTER_LOW.search(indicator) and not _CHANGES.search(indicator)
    return Comparator.AT_MOST if is_low else Comparator.AT_LEAST


def _is_in(table: TableRead, names: Sequence[str], section: str, text: str) -> bool:
    """Whether a clause is what the laid-out text of a row of the table was read as."""
    return section == (table.section or "") and any(name in compact(text) for name in names)
