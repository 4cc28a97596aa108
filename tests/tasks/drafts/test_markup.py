"""A section's text marked up: nothing of it is lost, and each piece is what it is."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.drafts.markup import Mark, Passage, PieceKind, passages, placed
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


def urls(text: str, *marks: Mark) -> list[tuple[str, str]]:
    """The marked words with where they lead, each with the sign before it."""
    return [(text[begins - 1 : ends], mark.url) for begins, ends, mark in placed(text, marks)]


def test_the_same_words_twice_are_marked_twice_each_with_its_own() -> None:
    text = "专利质押，达到2000亿元；商标质押，达到2000亿元。"
    found = urls(text, Mark("达到2000亿元", "#1"), Mark("达到2000亿元", "#2"))
    assert found == [("，达到2000亿元", "#1"), ("，达到2000亿元", "#2")]
    [one, other] = placed(text, [Mark("达到2000亿元", "#1"), Mark("达到2000亿元", "#2")])
    assert one[1] < other[0]


def test_words_within_another_clause_are_not_the_clause_that_says_just_them() -> None:
    text = "去年达到九成左右的省份增多，今年达到九成。以后，达到九成。"
    assert urls(text, Mark("达到九成", "#1")) == [("，达到九成", "#1")]


def test_a_clause_with_two_goals_that_is_repeated_is_marked_with_the_first_of_each() -> None:
    text = "甲和乙均达到90%。又甲和乙均达到90%。甲和乙均达到90%。"
    marks = [Mark("甲和乙均达到90%", f"#{number}") for number in range(1, 5)]
    assert [url for _words, url in urls(text, *marks)] == ["#1", "#3"]


def test_a_clause_of_which_nothing_became_keeps_its_place() -> None:
    text = "专利质押，达到2000亿元；商标质押，达到2000亿元。"
    [found] = placed(text, [Mark("达到2000亿元", ""), Mark("达到2000亿元", "#2")])
    assert found[0] == text.rindex("达到")


def test_the_second_goal_of_a_clause_is_marked_where_nothing_became_of_the_first() -> None:
    assert [
        url
        for _words, url in urls(
            "甲和乙均达到90%。", Mark("甲和乙均达到90%", ""), Mark("甲和乙均达到90%", "#2")
        )
    ] == ["#2"]


def test_blanks_in_the_text_hide_no_clause() -> None:
    text = "目标：质押融资 达到\n2000 亿元。"
    [found] = placed(text, [Mark("质押融资达到2000亿元", "#1")])
    assert text[found[0] : found[1]] == "质押融资 达到\n2000 亿元"


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
