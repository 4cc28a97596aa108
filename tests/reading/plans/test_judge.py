"""The judge itself: it calls wrong what is wrong, and silent what nothing is said about."""

from dataclasses import replace

import pytest

from reading import Caution, Document, read_document, read_source
from tests.reading.plans import judge as judging
from tests.reading.plans.answers import Answers, GoalAnswer, Made, NoteAnswer, SectionAnswer
from tests.reading.plans.judge import Fact, Verdict, judge
from tests.reading.plans.measure import Totals, errors
from tests.reading.plans.places import Finder, plain_name
from tests.reading.plans.shapes import SHAPES, document

TEXT = """\
示例市2024年工作要点
一、推进创新
（一）建设平台。完善功能。（市科技局牵头，市财政局配合）
（二）培育人才。开展培训。（市教育局负责）
示例市人民政府办公室
2024年3月5日
"""
ANSWERS = Answers(
    titles=("示例市2024年工作要点",),
    issuers=("示例市人民政府办公室",),
    year=2024,
    sections=[
        SectionAnswer("一", "推进创新", "一、推进创新"),
        SectionAnswer("一/一", "建设平台", "（一）建设平台"),
        SectionAnswer("一/二", "培育人才", "（二）培育人才"),
    ],
    notes=[
        NoteAnswer("一/一", ("市科技局",), ("市财政局",), printed="（市科技局牵头，市财政局配合）"),
        NoteAnswer("一/二", ("市教育局",), printed="（市教育局负责）"),
    ],
    sentences=["（一）建设平台。完善功能。（市科技局牵头，市财政局配合）"],
)


def made(answers: Answers = ANSWERS, text: str = TEXT) -> Made:
    return Made("sample", "sample.txt", text.encode(), answers)


def wrong(judgement: judging.Judgement) -> list[tuple[Fact, Verdict]]:
    return [
        (finding.fact, finding.verdict)
        for finding in judgement.findings
        if finding.verdict is not Verdict.RIGHT
    ]


def judged_as(document: Document, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Fact, Verdict]]:
    """What is wrong where the reader returns ``document``."""
    monkeypatch.setattr(judging, "read_document", lambda source: document)
    return wrong(judge(made()))


@pytest.fixture
def read() -> Document:
    return read_document(read_source(TEXT.encode()))


def test_a_right_reading() -> None:
    judgement = judge(made())
    assert wrong(judgement) == []
    assert {finding.fact for finding in judgement.findings} == {Fact.SECTION, Fact.NOTE, Fact.FRONT}


def test_names_in_another_order_are_right(read: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = read.tasks
    turned = replace(read, tasks=(second, first))
    assert judged_as(turned, monkeypatch) == []


def test_a_name_too_many_is_silent_until_it_is_said(read: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = read.tasks
    more = replace(read, tasks=(replace(first, lead=(*first.lead, "市审计局")), second))
    assert judged_as(more, monkeypatch) == [(Fact.NOTE, Verdict.SILENT)]
    at = TEXT.index("市科技局牵头")
    said = replace(more, warnings=(Caution("somewhere", (), at, at + 4),))
    assert judged_as(said, monkeypatch) == [(Fact.NOTE, Verdict.FLAGGED)]
    elsewhere = replace(more, warnings=(Caution("somewhere", (), 0, 4),))
    assert judged_as(elsewhere, monkeypatch) == [(Fact.NOTE, Verdict.SILENT)]


@pytest.mark.parametrize("values", [{"section": "一/一"}, {"name": "市科技局"}])
def test_a_caution_on_the_section_or_the_name_says_it(
    values: dict[str, str], read: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = replace(read, tasks=read.tasks[1:], warnings=(Caution("%(x)s", tuple(values.items())),))
    assert judged_as(said, monkeypatch) == [(Fact.NOTE, Verdict.FLAGGED)]


def test_a_caution_on_another_section_does_not(read: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = Caution("%(x)s", (("section", "一/二"), ("name", "市科技局")))
    said = replace(read, tasks=read.tasks[1:], warnings=(elsewhere,))
    assert judged_as(said, monkeypatch) == [(Fact.NOTE, Verdict.SILENT)]


def test_support_as_lead_is_wrong(read: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = read.tasks
    swapped = replace(first, lead=first.support, support=first.lead)
    assert judged_as(replace(read, tasks=(swapped, second)), monkeypatch) == [(Fact.NOTE, Verdict.SILENT)]


def test_a_section_missing_titled_otherwise_or_too_many(
    read: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    *before, last = read.sections
    retitled = replace(read, sections=(*before, replace(last, title="培养人才")))
    assert judged_as(retitled, monkeypatch) == [(Fact.SECTION, Verdict.SILENT)]
    moved = replace(read, sections=(*before, replace(last, path="一/三")))
    assert judged_as(moved, monkeypatch) == [(Fact.SECTION, Verdict.SILENT)] * 2


def test_what_stands_in_no_span_is_lost(read: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    shorter = replace(read, spans=read.spans[:1], sections=())
    assert (Fact.TEXT, Verdict.SILENT) in judged_as(shorter, monkeypatch)


def test_a_refusal_is_said_and_a_crash_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wrong(judge(made(text="没有编号的文字"))) == [
        *[(Fact.SECTION, Verdict.FLAGGED)] * 3,
        *[(Fact.NOTE, Verdict.FLAGGED)] * 2,
    ]

    def crash(source: str) -> Document:
        raise ValueError(source)

    monkeypatch.setattr(judging, "read_document", crash)
    assert {verdict for _, verdict in wrong(judge(made()))} == {Verdict.SILENT}


def test_a_goal_that_is_not_read(read: Document) -> None:
    answers = replace(ANSWERS, goals=[GoalAnswer("一/一", "5", "个")])
    assert wrong(judge(made(answers))) == [(Fact.GOAL, Verdict.SILENT)]


def test_totals_count_what_was_expected_and_add_what_was_not(
    read: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "read_document", lambda source: replace(read, tasks=read.tasks[1:]))
    totals = Totals()
    judgement = judge(made())
    totals.add(judgement.findings)
    assert (totals.expected[Fact.NOTE], totals.right[Fact.NOTE], totals.silent_errors) == (2, 1, 1)
    assert totals.line().startswith("Reader on 1 generated documents: sections 100.0 % of 3")
    assert len(list(errors(judgement))) == 2


def test_places_are_found_one_after_the_other_whatever_the_setting() -> None:
    finder = Finder.of("甲（市教\n育局负责)\n乙(市教育局负责）")
    assert finder.place("（市教育局负责）") == (1, 10)
    assert finder.place("（市教育局负责）") == (12, 20)
    assert finder.place("没有") is None


def test_names_are_compared_without_what_they_include() -> None:
    assert plain_name("各区政府〈含开发区、景区，下同〉") == "各区政府"
    assert plain_name("各县‹市、区>政府") == plain_name("各县（市、区）政府")
    assert plain_name("市市场监管局（市知识产权局）") == "市市场监管局（市知识产权局）"


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_and_a_seed_make_one_document(shape: str) -> None:
    one, other = document(shape, 3), document(shape, 3)
    assert one.answers == other.answers
    assert one.data == other.data or one.file_name == "plan.docx"
    assert len({section.path for section in one.answers.sections}) == len(one.answers.sections)
    assert {note.section for note in one.answers.notes} <= {section.path for section in one.answers.sections}
