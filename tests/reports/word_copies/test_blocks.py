"""What is read of a copy: tracked changes, comments, notes, and what is not taken over."""

from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from reports.word_copies.content import NoteKind
from tests.reports.editing.texts import text
from tests.reports.word_copies.copies import (
    Edit,
    body_of,
    came_back,
    delete,
    drop_all_marks,
    insert,
    join,
    pick,
    reword,
    split,
    words_in,
)

W = nsdecls("w")


def notes_of(*edits: Edit) -> list[NoteKind]:
    return [note.kind for note in came_back(text(), *edits).notes]


def words_of(number: int, *edits: Edit) -> str | None:
    return next(item.words for item in came_back(text(), *edits).items if item.number == number)


def appended(xml: str, place: int = 0) -> Edit:
    return lambda document: pick(document, place).append(parse_xml(xml))


def test_tracked_insertions_are_text_and_deletions_gone() -> None:
    def edit(document: Any) -> None:
        paragraph = pick(document, 0)
        paragraph.append(parse_xml(f'<w:ins {W} w:id="1" w:author="李"><w:r><w:t>另：</w:t></w:r></w:ins>'))
        paragraph.append(
            parse_xml(f'<w:del {W} w:id="2" w:author="李"><w:r><w:delText>删</w:delText></w:r></w:del>')
        )

    returned = came_back(text(), edit)
    assert (returned.insertions, returned.deletions) == (1, 1)
    assert returned.items[0].words == "现将落实情况报告如下。另："


def test_the_deleted_end_of_a_paragraph_runs_it_on() -> None:
    def edit(document: Any) -> None:
        place = next(at for at, each in enumerate(body_of(document)) if "出台" in "".join(each.itertext()))
        properties = pick(document, place).find(qn("w:pPr"))
        properties.append(parse_xml(f'<w:rPr {W}><w:del w:id="9" w:author="李"/></w:rPr>'))

    returned = came_back(text(), edit)
    item = next(item for item in returned.items if item.number == 7)
    assert item.joined == (8,)
    assert item.words == "举措共 3 项，均已完成。出台实施意见。召开推进会 2 次。"
    assert returned.gone == ()


def test_what_is_deleted_is_gone_and_a_main_heading_stays() -> None:
    def headings(document: Any) -> None:
        for each in list(document.element.body):
            if each.tag == qn("w:p") and words_in(each) in {"主要做法和成效", "提升审查质量"}:
                each.getparent().remove(each)

    returned = came_back(text(), headings, delete(1))
    assert returned.gone == (3, 9)
    assert [(note.kind, note.part) for note in returned.notes] == [(NoteKind.MAIN_HEADING, 5)]


def test_a_divided_paragraph_is_one_part_and_a_joined_one_takes_the_other_in() -> None:
    assert words_of(7, split(2)) == "举措共 3 项，均已完成。\n出台实施意见。"
    item = next(item for item in came_back(text(), join(3)).items if item.number == 7)
    assert item.joined == (8,)


def test_without_bookmarks_parts_are_known_by_their_words() -> None:
    returned = came_back(
        text(), reword(1, "全年办结 13 件，质押融资 38.5 亿元。"), insert(2, "新增一段。"), drop_all_marks
    )
    assert [item.number for item in returned.items] == [1, 2, 3, 4, 5, 6, 7, None, 8, 9, 10, 11, 12]
    assert [item.words for item in returned.items if item.words] == [
        "全年办结 13 件，质押融资 38.5 亿元。",
        "新增一段。",
    ]
    assert (returned.gone, returned.notes) == ((), ())


PICTURE = f"<w:r {W}><w:pict/></w:r>"
BOX = (
    f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>框中字</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
)
HIDDEN = f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
TABLE = f"<w:tbl {W}><w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        (appended(PICTURE), NoteKind.PICTURE),
        (appended(BOX), NoteKind.BOX),
        (appended(HIDDEN), NoteKind.HIDDEN),
        (lambda document: pick(document, 1).addnext(parse_xml(TABLE)), NoteKind.NEW_TABLE),
        (appended(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'), NoteKind.FOOTNOTE),
    ],
)
def test_what_is_not_taken_over_is_named(edit: Edit, kind: NoteKind) -> None:
    returned = came_back(text(), edit)
    assert [note.kind for note in returned.notes] == [kind]
    assert all(item.words is None for item in returned.items)


def retitled(document: Any) -> None:
    for each in document.element.body.iter(qn("w:t")):
        if each.text in {"报告", "某局", "逐季度"}:
            each.text = f"{each.text}（改）"


def recaptioned(document: Any) -> None:
    for each in document.element.body.iter(qn("w:t")):
        if each.text == "质押融资":
            each.text = "质押登记"


def test_what_stands_around_the_text_is_named_and_so_is_a_changed_drawing() -> None:
    assert notes_of(retitled) == [NoteKind.FRONT, NoteKind.ENDING]
    assert notes_of(recaptioned) == [NoteKind.TABLE]


def test_comments_are_listed_with_who_and_where() -> None:
    (comment,) = came_back(text(), commented).comments
    assert (comment.author, comment.text, comment.part) == ("王处", "请核实", 1)
    assert comment.place == "现将落实情况报告如下。"


def commented(document: Any) -> None:
    paragraph = Paragraph(pick(document, 0), document)
    document.add_comment(paragraph.runs[0], text="请核实", author="王处", initials="王")


def test_a_paragraph_that_says_no_more_than_a_title_is_kept() -> None:
    returned = came_back(text(), reword(0, "质押融资 39 亿元。"), split(0), drop_all_marks)
    assert [item.words for item in returned.items[:2]] == ["质押融资", "39 亿元。"]
    assert [item.number for item in returned.items if item.number == 4] == [4]


def test_a_drawing_without_its_bookmark_is_known_with_its_caption() -> None:
    returned = came_back(text(), drop_all_marks)
    assert (returned.gone, returned.notes) == ((), ())
    assert all(item.words is None for item in returned.items)


def test_a_divided_paragraph_without_bookmarks_stays_one_part() -> None:
    assert words_of(7, split(2), drop_all_marks) == "举措共 3 项，均已完成。\n出台实施意见。"
    assert all(item.number for item in came_back(text(), split(2), drop_all_marks).items)
