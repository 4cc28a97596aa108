"""Two texts sentence by sentence: each sentence of both once, with what became of it."""

from time import monotonic

from hypothesis import given
from hypothesis import strategies as st

from reports.text_comparison.sentences import SentenceKind, sentence_changes
from tasks.comparison.marks import Op
from texts.sentences import sentences_in

K = SentenceKind
FINANCING = "全省专利商标质押融资金额12.5亿元，惠及企业312家。"
TRAINING = "举办银企对接活动86场，覆盖二十一个地市。"
WINDOWS = "建成技术与创新支持中心9家，综合服务窗口21个。"


def kinds(before: str, after: str) -> list[SentenceKind]:
    return [change.kind for change in sentence_changes(before, after)]


def test_the_same_text_is_kept() -> None:
    assert kinds(FINANCING + TRAINING, FINANCING + TRAINING) == [K.KEPT, K.KEPT]


def test_width_and_spaces_are_no_change() -> None:
    assert kinds("完成 12 件，增长 5%。", "完成１２件，增长5％。") == [K.KEPT]


def test_a_figure_that_changed_rewords_its_sentence() -> None:
    (change,) = sentence_changes(FINANCING, FINANCING.replace("12.5", "12.6"))
    assert change.kind is K.REWORDED
    assert [(mark.op, mark.text) for mark in change.marks if mark.op is not Op.EQUAL] == [
        (Op.DELETED, "12.5"),
        (Op.INSERTED, "12.6"),
    ]


def test_added_and_removed_stand_where_they_were() -> None:
    assert kinds(FINANCING + WINDOWS, FINANCING + TRAINING + WINDOWS) == [K.KEPT, K.ADDED, K.KEPT]
    assert kinds(FINANCING + TRAINING + WINDOWS, FINANCING + WINDOWS) == [K.KEPT, K.REMOVED, K.KEPT]


def test_what_stands_elsewhere_is_moved() -> None:
    found = sentence_changes(FINANCING + TRAINING + WINDOWS, WINDOWS + FINANCING + TRAINING)
    assert [change.kind for change in found] == [K.MOVED, K.KEPT, K.KEPT]
    reworded = sentence_changes(
        FINANCING + TRAINING + WINDOWS, WINDOWS.replace("9家", "10家") + FINANCING + TRAINING
    )
    assert (reworded[0].kind, reworded[0].is_moved) == (K.REWORDED, True)


def test_blanks_between_digits_are_a_change() -> None:
    assert kinds("完成1 2件。", "完成12件。") == [K.REWORDED]


def test_long_texts_take_bounded_time() -> None:
    before = "".join(f"第{n}项工作推进顺利，办理案件{n * 7}件，惠及企业{n * 3}家。" for n in range(1_500))
    after = "".join(f"第{n}项工作推进很顺利，办理案件{n * 8}件，惠及企业{n}家。" for n in range(1_500))
    began = monotonic()
    found = sentence_changes(before, after)
    assert len([change for change in found if change.after]) == 1_500
    assert monotonic() - began < 20


pieces = st.lists(
    st.sampled_from([FINANCING, TRAINING, WINDOWS, "完成3件。", "完成4件。", "无。"]), max_size=8
)


@given(pieces, pieces)
def test_every_sentence_of_both_stands_in_one_change(before: list[str], after: list[str]) -> None:
    old, new = "".join(before), "".join(after)
    found = sentence_changes(old, new)
    assert [change.after for change in found if change.after] == sentences_in(new)
    assert sorted(change.before for change in found if change.before) == sorted(sentences_in(old))


@given(pieces, pieces)
def test_marks_make_both_sentences(before: list[str], after: list[str]) -> None:
    for change in sentence_changes("".join(before), "".join(after)):
        if change.kind is K.REWORDED:
            assert "".join(mark.text for mark in change.marks if mark.op is not Op.INSERTED) == change.before
            assert "".join(mark.text for mark in change.marks if mark.op is not Op.DELETED) == change.after


@given(st.text(alphabet="一二3件。；\n ", max_size=60))
def test_a_text_compared_with_itself_has_no_difference(text: str) -> None:
    assert {change.kind for change in sentence_changes(text, text)} <= {K.KEPT}
