"""A section's text marked up: nothing of it is lost, and each piece is what it is."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.drafts.markup import Mark, Passage, PieceKind, passages
from tasks.models import Task

TEXT = "完善统计。加强分析。（规划司负责）\n促进运用达到2600亿元。（运用司负责）其余自行开展。"


def stretch(text: str, of: str = TEXT, printed: str = "") -> Task:
    begins = of.index(text)
    return Task(starts_at=begins, ends_at=begins + len(text), as_printed=printed)


def words(found: list[Passage], kind: PieceKind) -> list[str]:
    return [
        piece.text
        for passage in found
        for paragraph in passage.paragraphs
        for piece in paragraph
        if piece.kind is kind
    ]


def test_tasks_their_notes_and_the_rest_are_told_apart() -> None:
    first = stretch("完善统计。加强分析。", printed="（规划司负责）")
    second = stretch("促进运用达到2600亿元。", printed="（运用司负责）")
    found = passages(TEXT, [second, first], [Mark("达到2600亿元", "#goal-1")])
    assert [passage.task for passage in found] == [first, second, None]
    assert words(found, PieceKind.NOTE) == ["（规划司负责）", "（运用司负责）"]
    assert words(found, PieceKind.MARK) == ["达到2600亿元"]
    assert words(found, PieceKind.TEXT)[-1] == "其余自行开展。"


def test_paragraphs_part_at_line_feeds() -> None:
    [found] = passages("甲。\n乙。", [])
    assert [piece.text for paragraph in found.paragraphs for piece in paragraph] == ["甲。", "乙。"]
    assert len(found.paragraphs) == 2


def test_the_last_note_of_a_joined_task_is_still_a_note() -> None:
    joined = stretch(TEXT[: TEXT.index("（运用司")], printed="（规划司负责）（运用司负责）")
    assert words(passages(TEXT, [joined]), PieceKind.NOTE) == ["（运用司负责）"]


def test_a_clause_that_stands_nowhere_marks_nothing() -> None:
    assert words(passages(TEXT, [], [Mark("不在文中", "#")]), PieceKind.MARK) == []


@given(
    text=st.text(alphabet="甲乙。（）\n ", max_size=40),
    stretches=st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=4),
    printed=st.text(alphabet="（甲）", max_size=3),
    marked=st.lists(st.text(alphabet="甲乙", min_size=1, max_size=3), max_size=3),
)
def test_nothing_of_the_text_is_lost_whatever_the_offsets_say(
    text: str, stretches: list[tuple[int, int]], printed: str, marked: list[str]
) -> None:
    tasks = [Task(starts_at=a, ends_at=b, as_printed=printed) for a, b in stretches]
    found = passages(text, tasks, [Mark(clause, "#") for clause in marked])
    shown = "".join(
        piece.text for passage in found for paragraph in passage.paragraphs for piece in paragraph
    )
    assert "".join(shown.split()) == "".join(text.split())
