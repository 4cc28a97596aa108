"""A year's texts as one, without what a later period restates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.gathering.restatement import joined, split
from tests.work import calls_made


def said(*texts: str) -> list[str]:
    return [sentence.text for sentence in joined(texts)]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("办结案件16件。", "办结案件30件。"),
        ("办结案件16件。", "截至2021年11月底，累计办结案件42件。"),
        ("办结案件16件。", "全年共办结案件42件，培训5期。"),
        ("上半年举办银企对接活动12场。", "全年举办银企对接活动30场。"),
        ("培训三期。", "培训五期。"),
        ("完成规划初稿。", "完成规划初稿，征求6个部门意见。"),
        ("一季度走访企业1,200家次。", "今年以来走访企业5,300家次。"),
        ("质押融资同比增长约12.5%。", "质押融资同比增长超30%。"),
        ("印发《甲办法》，明确12项措施。", "印发《甲办法》，明确15项措施，建立联席会议制度。"),
        (
            "建立法院检察院的协作机制，调解纠纷12件。",
            "建立法院、检察院协作机制，调解纠纷35件。",
        ),
        ("办结案件16件。", "1至11月办结案件42件。"),
        ("办结案件16件。", "截至2021年11月30日，累计办结案件42件。"),
        ("一季度办结案件16件。", "前三季度办结案件42件。"),
        ("3月15日举办启动仪式，参加100人。", "3月15日举办启动仪式，参加120人。"),
        ("任务完成3项。", "任务完成8项，12月底前全部完成。"),
        ("Held 3 courses.", "As of 30 November 2021, held 8 courses."),
        ("Held 3 courses for 40 people.", "Held 8 courses for 95 people."),
        ("完成　Ａ项目评估１次。", "完成A项目评估2次。"),
    ],
)
def test_a_later_period_replaces_what_it_restates(earlier: str, later: str) -> None:
    assert said(earlier, later) == [later]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("黄浦区组织专利导航培训3期，惠及企业20家。", "浦东新区组织专利导航培训5期，惠及企业20家。"),
        (
            "印发《甲办法》，明确12项措施，建立联席会议制度。",
            "印发《乙办法》，明确12项措施，建立联席会议制度。",
        ),
        (
            "黄浦区面向重点产业开展高价值专利培育和专利导航服务3场。",
            "静安区面向重点产业开展高价值专利培育和专利导航服务5场。",
        ),
        ("查处3件。", "协助公安机关查处5件。"),
        ("成立规划编制专班。", "规划正式印发，明确11项指标。"),
        ("培训3期。", "开展执法检查5次。"),
        ("“甲平台”上线运行，接入数据12类，服务企业。", "“乙平台”上线运行，接入数据12类，服务企业。"),
        ("新增调解组织3家。", "新增维权援助工作站3个。"),
        ("第一季度培训3期。", "第三季度培训5期。"),
        ("培训3期。", "四季度培训5期。"),
        ("上半年培训3期。", "下半年培训5期。"),
        ("5月，召开联席会议，审议3项议题。", "9月，召开联席会议，审议5项议题。"),
        ("2021年3月15日举办宣传活动。", "2021年9月15日举办宣传活动。"),
        (
            "In the first quarter 30 officers of districts were trained in patent law.",
            "In the third quarter 50 officers of districts were trained in patent law.",
        ),
    ],
)
def test_another_subject_is_no_restatement(earlier: str, later: str) -> None:
    assert said(earlier, later) == [earlier, later]


def test_a_number_of_a_list_stays_with_what_it_counts() -> None:
    assert said("1. 推进甲。\n2. 推进乙。\n3. 培训3期。", "1. 培训5期。") == [
        "1. 推进甲。",
        "2. 推进乙。",
        "1. 培训5期。",
    ]


def test_what_one_period_says_twice_with_other_numbers_is_two_things() -> None:
    assert said("培训3期。培训5期。") == ["培训3期。", "培训5期。"]


def test_the_same_sentence_stands_once_where_the_last_period_has_it() -> None:
    assert said("推进A。完成B。", "完成C。推进A。") == ["完成B。", "完成C。", "推进A。"]
    assert said("推进A。推进A。") == ["推进A。"]


def test_places_and_paragraphs_are_kept() -> None:
    found = joined(["一段。\n二段。", "三段。"])

    assert [(each.place, each.paragraph) for each in found] == [(0, 0), (0, 1), (1, 0)]


def test_nothing_was_said() -> None:
    assert joined([]) == []
    assert joined(["", "  \n "]) == []


WORDS = (
    *("办结案件", "培训", "印发《甲》", "走访企业", "黄浦区", "截至6月底，", "累计", "，", "12件"),
    *("5期", "三家", "完成", "。", "\n", "a", "."),
)
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=14).map("".join), max_size=5)


@given(TEXTS)
def test_nothing_that_the_last_period_says_is_lost(texts: list[str]) -> None:
    last = len(texts) - 1
    kept = {sentence.exact for sentence in joined(texts)}

    assert all(sentence.exact in kept for sentence in split(texts[-1] if texts else "", last))


@given(TEXTS)
def test_no_sentence_stands_twice(texts: list[str]) -> None:
    kept = [sentence.exact for sentence in joined(texts)]

    assert len(kept) == len(set(kept))


@given(TEXTS)
def test_the_order_is_that_in_which_it_was_written(texts: list[str]) -> None:
    written = [sentence for place, text in enumerate(texts) for sentence in split(text, place)]
    places = iter(written)

    assert all(kept in places for kept in joined(texts))


@given(TEXTS)
def test_joining_again_changes_nothing(texts: list[str]) -> None:
    once = joined(texts)
    again = joined(
        ["\n".join(each.text for each in once if each.place == place) for place in range(len(texts))]
    )

    assert [each.text for each in again] == [each.text for each in once]


@given(TEXTS)
def test_every_sentence_that_is_gone_was_restated_or_repeated(texts: list[str]) -> None:
    """Each is said again, as it is or in the words of what stands in a later text."""
    kept = joined(texts)
    for place, text in enumerate(texts):
        for sentence in split(text, place):
            assert any(sentence.pairs & other.pairs for other in kept)


def test_sixty_paragraphs_take_no_quadratic_work() -> None:
    def texts(paragraphs: int) -> list[str]:
        lines = [f"第{place}园完成{chr(0x4E00 + place)}类专利导航" for place in range(paragraphs)]
        return ["\n".join(f"{line}{number}次。" for line in lines) for number in range(4)]

    few, many = (calls_made(lambda size=size: joined(texts(size))) for size in (60, 120))  # type: ignore[misc]

    assert many < 3.5 * few
