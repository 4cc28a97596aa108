"""Two tables row by row and cell by cell."""

from hypothesis import given
from hypothesis import strategies as st

from reports.snapshot.document import Bar, Cell, Chart, Column, Table
from reports.text_comparison.tables import RowFate, TableChange, chart_as_table, table_change

F = RowFate


def table(*rows: tuple[str, ...], columns: tuple[str, ...] = ("指标", "完成"), title: str = "表") -> Table:
    cells = tuple(tuple(Cell(text) for text in row) for row in rows)
    return Table(title, tuple(Column(each) for each in columns), cells)


def fates(change: TableChange) -> list[RowFate]:
    return [row.fate for row in change.rows]


def test_rows_are_matched_by_their_first_cell() -> None:
    change = table_change(
        table(("甲", "3件"), ("乙", "4件")), table(("乙", "4件"), ("丙", "1件"), ("甲", "5件"))
    )
    assert fates(change) == [F.MOVED, F.ADDED, F.CHANGED]
    assert [cell.before for cell in change.rows[2].cells] == ["甲", "3件"]
    assert [each.after and each.after.written for each in (figure.change for figure in change.figures)] == [
        "1",
        "5",
    ]


def test_rows_in_another_order_are_moved() -> None:
    change = table_change(table(("甲", "3件"), ("乙", "4件")), table(("乙", "4件"), ("甲", "3件")))
    assert sorted(fates(change)) == [F.KEPT, F.MOVED]
    assert change.differs


def test_a_running_number_is_no_change() -> None:
    columns = ("序号", "指标", "完成")
    before = table(("1", "甲", "3件"), ("2", "乙", "4件"), columns=columns)
    after = table(("1", "丙", "3件"), ("2", "甲", "3件"), ("3", "乙", "4件"), columns=columns)
    assert fates(table_change(before, after)) == [F.ADDED, F.KEPT, F.KEPT]


def test_rows_of_one_first_cell_are_matched_by_the_rest() -> None:
    before = table(
        ("任务", "编制方案", "进行中"), ("任务", "开展培训活动", "未开始"), columns=("任务", "举措", "状态")
    )
    after = table(
        ("任务", "开展培训活动", "已完成"), ("任务", "编制方案", "进行中"), columns=("任务", "举措", "状态")
    )
    change = table_change(before, after)
    assert [(row.fate, row.cells[1].before) for row in change.rows] == [
        (F.CHANGED, "开展培训活动"),
        (F.KEPT, "编制方案"),
    ]


def test_columns_are_matched_by_title() -> None:
    change = table_change(
        table(("甲", "3件", "好"), columns=("指标", "完成", "评价")),
        table(("甲", "9月", "3件"), columns=("指标", "截至", "完成")),
    )
    assert [column.title for column in change.columns] == ["指标", "截至", "完成", "评价"]
    assert [(cell.before, cell.after) for cell in change.rows[0].cells] == [
        ("甲", "甲"),
        (None, "9月"),
        ("3件", "3件"),
        ("好", None),
    ]
    assert change.differs


def test_title_and_notes_are_compared() -> None:
    change = table_change(table(title="2020年情况"), table(title="2021年情况"))
    assert change.title.differs
    assert change.differs
    assert not table_change(table(), table()).differs


def test_a_drawing_is_compared_by_its_bars() -> None:
    def chart(value: str) -> Table:
        return chart_as_table(Chart("图1", "%", (Bar("甲", value, f"{value}%", "100"),), ""))

    change = table_change(chart("5"), chart("6"))
    assert fates(change) == [F.CHANGED]
    assert [
        (each.before and each.before.written) for each in (figure.change for figure in change.figures)
    ] == ["5"]


cells = st.sampled_from(["甲", "乙", "丙", "3件", "4件", "—", ""])
tables = st.lists(st.tuples(cells, cells, cells), max_size=6).map(
    lambda rows: table(*rows, columns=("一", "二", "三"))
)


@given(tables, tables)
def test_every_row_of_both_stands_once(before: Table, after: Table) -> None:
    change = table_change(before, after)
    old = [[cell.before for cell in row.cells] for row in change.rows if row.fate is not F.ADDED]
    new = [[cell.after for cell in row.cells] for row in change.rows if row.fate is not F.REMOVED]
    assert sorted(old, key=str) == sorted(([cell.text for cell in row] for row in before.rows), key=str)
    assert new == [[cell.text for cell in row] for row in after.rows]


@given(tables)
def test_a_table_compared_with_itself_has_no_difference(drawn: Table) -> None:
    change = table_change(drawn, drawn)
    assert not change.differs
    assert set(fates(change)) <= {F.KEPT}
