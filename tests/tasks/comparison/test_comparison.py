"""Two documents compared: every clause once, the right ones matched, the changed words marked."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.comparison import (
    Change,
    Clause,
    Duty,
    Kind,
    Op,
    Owner,
    compare_clauses,
    compare_duties,
    counts,
    marks,
    match_duties,
)
from tests.work import calls_made

WORDS = st.text(alphabet="知识产权保护运用，。、2 1.5个月ab\n", max_size=60)
SECTIONS = st.sampled_from([("一", "一、总体要求"), ("二/一", "（一）健全政策"), ("二/二", "（二）深化合作")])


@st.composite
def documents(draw: st.DrawFn) -> list[Clause]:
    """Documents that quote each other now and then."""
    texts = st.one_of(WORDS, st.sampled_from(["健全知识产权评估体系。", "健全评估体系。", "深化国际合作。"]))
    clauses = [(draw(SECTIONS), draw(texts)) for _place in range(draw(st.integers(0, 8)))]
    return [Clause(path, heading, text) for (path, heading), text in clauses]


def clauses(*texts: str, section: str = "一", heading: str = "一、政策") -> list[Clause]:
    return [Clause(section, heading, text) for text in texts]


def shown(old: str, new: str) -> str:
    brackets = {Op.EQUAL: "{}", Op.DELETED: "[-{}]", Op.INSERTED: "[+{}]"}
    return "".join(brackets[mark.op].format(mark.text) for mark in marks(old, new))


# --- Marks ------------------------------------------------------------------------------------------


@given(WORDS, WORDS)
def test_marks_make_up_both_texts_again(old: str, new: str) -> None:
    found = marks(old, new)
    assert "".join(mark.text for mark in found if mark.op is not Op.INSERTED) == old
    assert "".join(mark.text for mark in found if mark.op is not Op.DELETED) == new
    assert all(mark.text for mark in found)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("压减至 18.5 个月。", "压减至 16.5 个月。", "压减至 [-18.5][+16.5] 个月。"),
        ("增长率超过 10%。", "增长率超过 12%。", "增长率超过 [-10%][+12%]。"),
        ("专利、商标。", "专利、著作权、商标。", "专利、[+著作权、]商标。"),
        ("加强机制建设。", "加强机制建设，健全网络。", "加强机制建设[+，健全网络]。"),
        ("研究制定评估指引。", "出台评估指引。", "[-研究制定][+出台]评估指引。"),
        ("第 100 号", "第 1000 号", "第 [-100][+1000] 号"),
        ("", "新。", "[+新。]"),
        ("同。", "同。", "同。"),
    ],
)
def test_changed_words_are_marked_as_people_would(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


# --- Clauses ----------------------------------------------------------------------------------------


@given(documents(), documents())
def test_every_clause_stands_in_exactly_one_change(old: list[Clause], new: list[Clause]) -> None:
    changes = compare_clauses(old, new)
    assert [change.new for change in changes if change.new] == new
    assert Counter(change.old for change in changes if change.old) == Counter(old)
    for change in changes:
        assert (change.new is None) == (change.kind is Kind.DROPPED)
        assert (change.old is None) == (change.kind is Kind.NEW)


@given(documents())
def test_a_document_is_kept_whole_against_itself(document: list[Clause]) -> None:
    assert all(change.kind in {Kind.KEPT, Kind.MOVED} for change in compare_clauses(document, document))


def kinds(changes: list[Change]) -> list[str]:
    return [change.kind.value for change in changes]


def test_the_five_kinds_are_told_apart() -> None:
    old = [
        *clauses("健全知识产权评估体系。", "研究制定数据知识产权保护规则。", "发布商标品牌发展指数报告。"),
        *clauses("推进仲裁调解机构建设。", "强化维权援助机制。", section="二", heading="二、保护"),
    ]
    new = [
        *clauses("健全知识产权评估体系。", "出台数据知识产权保护规则。", "推进仲裁调解机构建设。"),
        *clauses("强化维权援助机制。", "办好博览会。", section="二", heading="二、保护"),
    ]
    assert kinds(compare_clauses(old, new)) == ["kept", "reworded", "dropped", "moved", "kept", "new"]


def test_a_number_is_never_kept_for_another() -> None:
    old, new = clauses("审查周期压减至 18.5 个月。"), clauses("审查周期压减至 185 个月。")
    assert kinds(compare_clauses(old, new)) == ["reworded"]


def test_a_space_or_a_wide_digit_is_no_change() -> None:
    assert kinds(compare_clauses(clauses("到 2021 年底，完成。"), clauses("到2021年底,完成。"))) == ["kept"]


def test_a_section_under_another_number_is_not_moved() -> None:
    old = clauses("健全统计制度。", section="四/十", heading="（十）健全统计监测体系")
    new = clauses("健全统计制度。", section="四/十一", heading="（十一）健全统计监测体系")
    assert kinds(compare_clauses(old, new)) == ["kept"]


def test_sentences_of_other_subjects_are_not_taken_for_wordings() -> None:
    old = clauses("加强知识产权服务业监管，出台促进知识产权服务业高质量发展政策。", "支持中西部地区建设。")
    new = [
        *clauses("编制知识产权公共服务事项清单。", section="二", heading="二、服务"),
        *clauses("研究制定大数据、人工智能保护规则。", section="三", heading="三、规则"),
    ]
    assert counts(compare_clauses(old, new))[Kind.REWORDED] == 0


def test_same_sentences_are_matched_in_their_order() -> None:
    old = clauses("各地方抓好落实。", "健全机制。", "各地方抓好落实。")
    assert kinds(compare_clauses(old, clauses("各地方抓好落实。"))) == ["kept", "dropped", "dropped"]


def test_the_work_of_comparing_grows_little_faster_than_the_documents() -> None:
    """Every sentence is reworded, which asks for the most comparing."""

    def calls(count: int) -> int:
        subjects = [chr(0x4E00 + place) + chr(0x5E00 + place * 3) for place in range(count)]
        text = "加强知识产权{}工作的统筹谋划，健全{}领域的知识产权保护和运用政策体系，推进{}高质量发展。"
        old = clauses(*(text.format(one, one, one) for one in subjects))
        new = clauses(*(text.format(one, one, "其") for one in subjects))
        changes: list[Change] = []
        made = calls_made(lambda: changes.extend(compare_clauses(old, new)))
        assert counts(changes)[Kind.REWORDED] == count
        return made

    assert calls(1_200) < 12 * calls(150)


# --- Tasks ------------------------------------------------------------------------------------------


def duty(pk: int, *owners: str, year: int = 2021, due_on: dt.date | None = None, lead: int = 1) -> Duty:
    held = frozenset(Owner(name, "lead" if place < lead else "support") for place, name in enumerate(owners))
    return Duty(pk, f"任务{pk % 10}", year, held, due_on)


def test_owners_who_came_went_or_changed_places_are_told() -> None:
    old = duty(1, "国际合作司", "保护司", lead=2)
    new = duty(11, "国际合作司", "条法司", year=2022)
    (change,) = compare_duties({11: 1}, [old], [new])
    assert (change.joined, change.left, change.swapped) == (["条法司"], ["保护司"], [])
    (change,) = compare_duties({11: 1}, [old], [duty(11, "国际合作司", "保护司", year=2022)])
    assert change.swapped == [Owner("保护司", "support")]


def test_who_answered_and_only_guides_now_is_told_so() -> None:
    old, new = (
        replace(duty(pk), owners=frozenset({Owner("甲部", role)}))
        for pk, role in ((1, "lead"), (11, "guide"))
    )
    (change,) = compare_duties({11: 1}, [old], [new])
    assert (change.kept, change.swapped) == (["甲部"], [Owner("甲部", "guide")])


def test_other_people_are_a_change() -> None:
    old, same = replace(duty(1), people="张三"), replace(duty(11, year=2022), people="张三")
    assert compare_duties({11: 1}, [old], [same]) == []
    (change,) = compare_duties({11: 1}, [old], [replace(same, people="李四")])
    assert (change.has_other_people, change.has_other_owners, change.has_other_date) == (True, False, False)


def test_the_same_day_a_year_later_is_no_other_date() -> None:
    old = duty(1, "办公室", due_on=dt.date(2021, 6, 30))
    same = duty(11, "办公室", year=2022, due_on=dt.date(2022, 6, 30))
    later = duty(11, "办公室", year=2022, due_on=dt.date(2022, 9, 30))
    assert compare_duties({11: 1}, [old], [same]) == []
    assert compare_duties({11: 1}, [old], [later])[0].has_other_date


def test_tasks_are_matched_by_their_text_and_else_by_their_title() -> None:
    old = [Clause("一", "一、甲", "健全评估体系。", 1), Clause("一", "一、甲", "发布指数报告。", 2)]
    new = [Clause("一", "一、甲", "健全评估体系。", 14), Clause("二", "二、乙", "办好博览会。", 13)]
    changes = compare_clauses(old, new)
    before = [duty(1), duty(2), duty(3)]
    after = [duty(14, year=2022), duty(13, year=2022)]
    assert match_duties(changes, before, after) == {14: 1, 13: 3}
