"""Two reports compared: every block of both once, and what became of it."""

from collections import Counter
from time import monotonic

import msgspec
from hypothesis import given

from reports.snapshot.document import Block, Heading, Paragraph, Passage, Picture, ReportDocument, Table
from reports.text_comparison.blocks import text_of
from reports.text_comparison.documents import Comparison, Fate, compared
from reports.text_comparison.numbers import numbers_in
from reports.text_comparison.outline import outline
from reports.text_comparison.tables import RowFate
from tests.reports.specimen import specimen_document
from tests.reports.text_comparison.random_document import SENTENCES, document_of, documents

F = Fate
FIRST, SECOND, THIRD, FOURTH, LAST = SENTENCES


def paragraph(text: str) -> Paragraph:
    return Paragraph((Passage(text),))


def heading(number: str, text: str, level: int = 1) -> Heading:
    return Heading(level, number, text)


def body_fates(before: tuple[Block, ...], after: tuple[Block, ...]) -> list[Fate]:
    """What became of the body's blocks; head and ending are the same."""
    comparison = compared(document_of(before), document_of(after))
    return [block.fate for section in comparison.sections[1:-1] for block in section.all_blocks]


def blocks_of(document: ReportDocument) -> list[Block]:
    """All headings and blocks of a report."""
    return [
        block
        for section in outline(document)
        for block in ((section.heading,) if section.heading else ()) + section.blocks
    ]


def counted(blocks: list[Block]) -> Counter[bytes]:
    return Counter(msgspec.json.encode(block) for block in blocks)


def sides(comparison: Comparison) -> tuple[list[Block], list[Block]]:
    old = [block.before for block in comparison.blocks if block.before is not None]
    new = [block.after for block in comparison.blocks if block.after is not None]
    return old, new


def test_a_figure_that_changed_is_told_with_its_heading() -> None:
    before = (heading("一、", "总体情况"), paragraph(FIRST))
    after = (heading("二、", "总体情况"), paragraph(SECOND))
    comparison = compared(document_of(before), document_of(after))
    (number,) = comparison.numbers
    assert number.heading == "总体情况"
    assert comparison.blocks[number.place].after == paragraph(SECOND)
    assert (number.change.before and number.change.before.written) == "12.5"
    assert comparison.counts[F.CHANGED] == 1
    assert not comparison.is_same


def test_paragraphs_added_and_removed_stand_in_their_place() -> None:
    found = body_fates((paragraph(FIRST), paragraph(FOURTH)), (paragraph(FIRST), paragraph(LAST)))
    assert found == [F.KEPT, F.REMOVED, F.ADDED]


def test_a_paragraph_under_another_heading_is_moved_and_told_once() -> None:
    one, two = heading("一、", "总体情况"), heading("二、", "存在问题")
    before = (one, paragraph(FIRST), paragraph(THIRD), two, paragraph(LAST))
    after = (one, paragraph(FIRST), two, paragraph(THIRD), paragraph(LAST))
    assert body_fates(before, after) == [F.KEPT, F.KEPT, F.KEPT, F.MOVED, F.KEPT]


def test_a_heading_of_other_number_is_the_same() -> None:
    assert body_fates((heading("一、", "总体情况"),), (heading("三、", "总体情况"),)) == [F.KEPT]


def test_a_heading_of_other_words_is_found_by_likeness() -> None:
    before, after = heading("一、", "主要做法和成效"), heading("一、", "主要做法和成果")
    assert body_fates((before, paragraph(FIRST)), (after, paragraph(FIRST))) == [F.CHANGED, F.KEPT]


def test_a_picture_is_known_by_what_it_is() -> None:
    one = Picture("a" * 64, "图.jpg", FIRST)
    assert body_fates((one,), (one,)) == [F.KEPT]
    assert body_fates((one,), (Picture("a" * 64, "图.jpg", SECOND),)) == [F.CHANGED]
    assert sorted(body_fates((one,), (Picture("b" * 64, "图.jpg", FIRST),))) == [F.ADDED, F.REMOVED]


def test_a_cell_that_changed_changes_its_table() -> None:
    before = specimen_document(paragraphs=2)
    table = next(block for block in before.body if isinstance(block, Table))
    cells = (
        *table.rows[0][:2],
        msgspec.structs.replace(table.rows[0][2], text="999.99 亿元"),
        *table.rows[0][3:],
    )
    changed = msgspec.structs.replace(table, rows=(cells, *table.rows[1:]))
    body = tuple(changed if block == table else block for block in before.body)
    comparison = compared(before, msgspec.structs.replace(before, body=body))
    (block,) = [block for block in comparison.blocks if block.differs]
    assert block.table is not None
    assert [row.fate for row in block.table.rows if row.differs] == [RowFate.CHANGED]
    assert len(comparison.numbers) == 1


def test_every_figure_of_a_report_is_marked_where_it_alone_changes() -> None:
    before = specimen_document(paragraphs=1)
    for place, block in enumerate(before.body):
        for number in numbers_in(block.text) if isinstance(block, Paragraph) else ():
            text = text_of(block)
            changed = f"{text[: number.start]}{number.value + 1}{number.unit}{text[number.end :]}"
            body = (*before.body[:place], paragraph(changed), *before.body[place + 1 :])
            comparison = compared(before, msgspec.structs.replace(before, body=body))
            assert [each.change.before for each in comparison.numbers] == [number]
            assert [block.fate for block in comparison.blocks if block.differs] == [F.CHANGED]


def test_sixty_pages_take_bounded_time() -> None:
    before, after = (
        document_of(
            tuple(
                paragraph(
                    "".join(f"第{n}项工作办理案件{n * factor + s}件，惠及企业{s}家。" for s in range(12))
                )
                for n in range(400)
            )
        )
        for factor in (3, 4)
    )
    began = monotonic()
    comparison = compared(before, after)
    assert comparison.counts[F.CHANGED] > 300
    assert monotonic() - began < 30


@given(documents)
def test_a_report_compared_with_itself_has_no_difference(document: ReportDocument) -> None:
    comparison = compared(document, document)
    assert comparison.is_same
    assert comparison.numbers == ()
    assert all(block.fate is F.KEPT for block in comparison.blocks)


@given(documents, documents)
def test_every_block_of_both_stands_once(before: ReportDocument, after: ReportDocument) -> None:
    old, new = sides(compared(before, after))
    assert counted(old) == counted(blocks_of(before))
    assert counted(new) == counted(blocks_of(after))
    assert [type(block) for block in new] == [type(block) for block in blocks_of(after)]


@given(documents, documents)
def test_what_is_kept_says_the_same(before: ReportDocument, after: ReportDocument) -> None:
    for block in compared(before, after).blocks:
        if block.fate in {F.KEPT, F.MOVED} and not isinstance(block.block, Heading):
            assert block.before == block.after
