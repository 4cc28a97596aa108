"""Both sides of a passage as a page shows them."""

from hypothesis import given

from reports.snapshot.document import Paragraph, Passage, ReportDocument
from reports.templatetags.report_comparison import Piece, pill_of, rows_shown, side_after, side_before
from reports.text_comparison.blocks import Fate, block_change, text_of
from reports.text_comparison.documents import compared
from tasks.comparison.marks import Op
from tests.reports.text_comparison.random_document import SENTENCES, documents

FIRST, SECOND, THIRD, *_REST = SENTENCES


def text(pieces: list[Piece]) -> str:
    return "".join(mark.text for piece in pieces for mark in piece.runs)


def marked(pieces: list[Piece], op: Op) -> list[str]:
    return [mark.text for piece in pieces for mark in piece.runs if mark.op is op]


def test_each_side_reads_in_its_own_order_with_its_own_words_marked() -> None:
    change = block_change(Paragraph((Passage(FIRST + THIRD),)), Paragraph((Passage(THIRD + SECOND),)))
    before, after = side_before(change), side_after(change)
    assert (text(before), text(after)) == (FIRST + THIRD, THIRD + SECOND)
    assert marked(before, Op.DELETED) == ["12.5"]
    assert marked(after, Op.INSERTED) == ["13.5"]
    assert any(piece.is_moved for piece in before)


def test_a_passage_of_one_side_is_marked_whole() -> None:
    change = block_change(None, Paragraph((Passage(FIRST),)))
    assert side_before(change) == []
    assert marked(side_after(change), Op.INSERTED) == [FIRST]


def test_sentences_of_latin_script_keep_their_blank() -> None:
    change = block_change(
        Paragraph((Passage("The bureau held 12 meetings. It found 3 cases."),)),
        Paragraph((Passage("The bureau held 13 meetings. It found 3 cases."),)),
    )
    assert text(side_after(change)) == "The bureau held 13 meetings. It found 3 cases."


def test_every_fate_has_its_colour() -> None:
    assert len({pill_of(fate) for fate in Fate}) == len(Fate)


@given(documents, documents)
def test_both_sides_of_a_passage_say_what_their_reports_say(
    before: ReportDocument, after: ReportDocument
) -> None:
    for change in compared(before, after).blocks:
        if change.differs and change.table is None:
            assert text(side_before(change)) == (text_of(change.before) if change.before else "")
            assert text(side_after(change)) == (text_of(change.after) if change.after else "")


@given(documents, documents)
def test_rows_that_are_the_same_are_shown_where_all_are(
    before: ReportDocument, after: ReportDocument
) -> None:
    for change in compared(before, after).blocks:
        if change.table is not None:
            assert all(row.differs for row in rows_shown(change.table, shows_all=False))
            assert rows_shown(change.table, shows_all=True) == list(change.table.rows)
