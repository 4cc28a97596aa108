"""What several say in nearly the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.gathering.office.shared_statements import alike, shared, speakers_of
from reports.snapshot.year import Statement

SPEAKERS = {"1.4": "11", "2.4": "12", "3.4": "13", "2.3": "12"}
STAFF = "基层专业人员不足，部分县区由市场监管干部兼职，工作力量需要加强"


def statement(text: str, *sources: str, task: int = 1) -> Statement:
    return Statement(text, sources, task)


def test_what_more_organizations_say_comes_first_with_the_sources_of_all() -> None:
    told = shared(
        [
            statement("资金安排晚于预期。", "1.4"),
            statement(f"{STAFF}。", "1.4"),
            statement(f"{STAFF}；", "2.4", task=2),
            statement(STAFF.replace("需要", "亟需"), "3.4"),
        ],
        SPEAKERS,
    )

    assert [(each.text, each.sources, each.task) for each in told] == [
        (f"{STAFF}。", ("1.4", "2.4", "3.4"), None),
        ("资金安排晚于预期。", ("1.4",), 1),
    ]


def test_sentences_of_one_text_are_told_apart() -> None:
    told = shared([statement("人员不足。经费不足。\n系统不稳定。", "1.4")], SPEAKERS)

    assert [each.text for each in told] == ["人员不足。", "经费不足。", "系统不稳定。"]


def test_one_organization_that_says_it_twice_counts_once() -> None:
    (told,) = shared([statement(f"{STAFF}。", "2.3"), statement(f"{STAFF}。", "2.4")], SPEAKERS)

    assert speakers_of(told, SPEAKERS) == ["12"]


@pytest.mark.parametrize(
    ("pattern", "one", "other"),
    [
        ("全省有{}个县区没有专职人员，工作力量需要加强。", "12", "13"),
        ("全省有{}个县区没有专职人员，工作力量需要加强。", "三", "五"),
        ("全省有{}个县区没有专职人员，工作力量需要加强。", "一", "两"),
        ("部分企业融资缺口约{}元，风险补偿资金仍然不足，需要加大投入力度。", "3000万", "3000亿"),
        ("{}季度行政裁决案件办理进度滞后于年初计划，需要加强调度。", "第一", "第三"),
        ("Only {} districts have a full-time officer for IP protection work.", "three", "five"),
        ("Loans of {} are still missing for enterprises in the districts.", "3 million", "3 billion"),
    ],
)
def test_numbers_of_one_are_never_told_of_all(pattern: str, one: str, other: str) -> None:
    assert alike([pattern.format(one), pattern.format(other)]) == [[0], [1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全省有12个县区没有专职人员。", "全省有１２个县区没有专职人员。"),
        ("惠及企业3,000家的政策还没有落实到位。", "惠及企业3000家的政策还没有落实到位。"),
        (
            "数据口径需要统一，一些县区报送不够及时，需要加强培训。",
            "数据口径需要进一步统一，一些县区报送不够及时，需要加强培训。",
        ),
    ],
)
def test_the_same_numbers_are_the_same_however_they_are_written(one: str, other: str) -> None:
    assert alike([one, other]) == [[0, 1]]


def test_names_of_documents_keep_sentences_apart() -> None:
    texts = ["《专利条例》修订进度滞后于年初的计划安排。", "《商标条例》修订进度滞后于年初的计划安排。"]

    assert alike(texts) == [[0], [1]]


@given(st.lists(st.sampled_from([f"{STAFF}。", f"{STAFF}！", "人员不足。", "经费5万元。", "经费6万元。"])))
def test_every_text_is_in_one_group_and_equal_ones_together(texts: list[str]) -> None:
    groups = alike(texts)

    assert sorted(place for group in groups for place in group) == list(range(len(texts)))
    for group in groups:
        assert group == sorted(group)
    for text in texts:
        assert sum(text in [texts[place] for place in group] for group in groups) == 1
