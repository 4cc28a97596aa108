"""Which figures a text has, and which of them differ from those of another text."""

from collections import Counter
from decimal import Decimal
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text_comparison.chinese_numerals import chinese_value
from reports.text_comparison.numbers import changed_numbers, numbers_in

FIGURES = (
    ("完成12件", [("12", "12", "件")]),
    ("质押融资12.5亿元", [("12.5", "12.5", "亿元")]),
    ("增长5.3%，提高0.5个百分点", [("5.3", "5.3", "%"), ("0.5", "0.5", "个百分点")]),
    ("下降-5%", [("-5", "-5", "%")]),
    ("共１，２３４件，增长５．５％", [("１，２３４", "1234", "件"), ("５．５", "5.5", "%")]),
    ("1,234 件和 1 234 件", [("1,234", "1234", "件"), ("1", "1", ""), ("234", "234", "件")]),
    ("分别为12，345家", [("12", "12", ""), ("345", "345", "家")]),
    ("3亿5000万元", [("3亿5000", "35000", "万元")]),
    ("1万2345件", [("1万2345", "12345", "件")]),
    ("50余家、三十多家", [("50", "50", "家"), ("三十", "30", "家")]),
    ("三亿五千万元", [("三亿五千万", "350000000", "元")]),
    ("三四家", [("三四", "3.5", "家")]),
    ("千分之三", [("千分之三", "0.3", "%")]),
    ("占三分之一", [("三分之一", str(Decimal(1) / 3), "")]),
    ("覆盖率12/34", [("12", "12", ""), ("34", "34", "")]),
    ("用时3个月、5天和2年", [("3", "3", "个月"), ("5", "5", "天"), ("2", "2", "年")]),
    ("发表3篇，PCT12件", [("3", "3", "篇"), ("12", "12", "件")]),
    ("CNY 240 billion, up 5 percent", [("240", "240", "billion"), ("5", "5", "percent")]),
    ("12 of 34 filings", [("12", "12", ""), ("34", "34", "")]),
    ("1.在1个市；（2）在2个市", [("1", "1", "个"), ("2", "2", "个")]),
    ("受理（12）", [("12", "12", "")]),
    ("15日内答复", [("15", "15", "")]),
    ("建成一个中心", [("一", "1", "个")]),
)
NO_FIGURES = (
    "截至2021年12月15日，2021—2025年，2021-12-15，12月，十二月，二〇二一年，第三季度",
    "第一，第12届，一是推进，二是落实，（一）总体，其一",
    "国知发〔2021〕12号、粤知（2021）3号、12号文",
    "《2021年12项措施（3次会议）》",
    "进一步，统一，同一个，一批，一方面，一次性，千家万户，万一，“十四五”期间，数十家，十几家",
    "A4 纸、ISO9001、GB/T 9704-2012、5.3.2",
    "见附件1、表3、图2，（案例4）",
    "1. 总体情况",
    "（1）扩大覆盖面",
    "by 15 December 2021 and in 2021, the 3rd time, Annex 2, No. 7",
)
SAME = (
    ("1,234件", "1234.0件"),
    ("3项", "三项"),
    ("３项", "3项"),
    ("1.2亿元", "12000万元"),
    ("1.2亿元", "一亿二千万元"),
    ("3亿5000万元", "3.5亿元"),
    ("百分之五", "5%"),
    ("5％", "5 %"),
    ("5个百分点", "五个百分点"),
    ("5 percent", "5%"),
    ("3‰", "0.3%"),
    ("三成", "30%"),
    ("两家", "2家"),
    ("2021年", "2022年"),
    ("甲3件，乙4件", "乙4件，甲3件"),
)


@pytest.mark.parametrize(("text", "figures"), FIGURES)
def test_figures_are_read_with_their_unit(text: str, figures: list[tuple[str, str, str]]) -> None:
    found = [(number.written, str(number.value), number.unit) for number in numbers_in(text)]
    assert found == figures
    assert all(text[each.start :].startswith(each.written) for each in numbers_in(text))


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert numbers_in(text) == ()


def test_a_figure_ends_behind_its_unit() -> None:
    text = "约 12.5 亿元左右"
    (number,) = numbers_in(text)
    assert text[number.start : number.end] == "12.5 亿元"
    assert not number.is_chinese
    assert [each.is_chinese for each in numbers_in("三项和百分之五")] == [True, True]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_the_same_amount_in_other_signs_is_no_change(before: str, after: str) -> None:
    assert changed_numbers(before, after) == ()
    assert changed_numbers(after, before) == ()


def told(before: str, after: str) -> list[tuple[str | None, str | None]]:
    return [
        (each.before and each.before.written, each.after and each.after.written)
        for each in changed_numbers(before, after)
    ]


def test_a_figure_that_changed_stands_beside_the_one_it_replaces() -> None:
    assert told("质押融资12.5亿元，惠及3家", "质押融资12.6亿元，惠及3家") == [("12.5", "12.6")]


def test_of_several_the_one_in_the_same_words_is_replaced() -> None:
    before = "受理专利申请120件，商标注册80件。"
    after = "商标注册81件，受理专利申请125件。"
    assert told(before, after) == [("80", "81"), ("120", "125")]


def test_another_unit_is_another_figure() -> None:
    assert told("受理3件", "受理3家") == [(None, "3"), ("3", None)]


def test_other_words_around_it_are_no_replacement() -> None:
    assert told("举办培训班12场次。", "印发宣传材料若干，走访了园区企业共计35场次") == [
        (None, "35"),
        ("12", None),
    ]


def test_the_second_of_equal_figures_counts() -> None:
    assert told("3件", "3件，另有3件") == [(None, "3")]
    assert told("甲县3件，乙县3件", "乙县3件") == [("3", None)]


numbers = st.decimals(min_value=0, max_value=10**9, places=2).map(lambda value: f"{value.normalize():f}")
units = st.sampled_from(["件", "家", "亿元", "%", "个百分点", "项", ""])
words = st.sampled_from(["专利", "商标，", "惠及企业", "共", "。", "增长到", "（含）", "；其中"])
parts = st.tuples(words, numbers, units)
texts = st.lists(parts, max_size=12)


def text_of(drawn: list[tuple[str, str, str]]) -> str:
    return "".join("".join(part) for part in drawn)


def amounts(text: str) -> Counter[tuple[Decimal, str]]:
    return Counter(number.amount for number in numbers_in(text))


@given(texts)
def test_every_figure_is_read(drawn: list[tuple[str, str, str]]) -> None:
    found = [(number.value, number.unit) for number in numbers_in(text_of(drawn))]
    assert found == [(Decimal(value), unit) for _word, value, unit in drawn]


@given(texts)
def test_equal_texts_have_no_changed_figure(drawn: list[tuple[str, str, str]]) -> None:
    text = text_of(drawn)
    assert changed_numbers(text, f"{text} ") == ()


@given(texts, texts)
def test_no_figure_that_differs_goes_unmarked(
    before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]
) -> None:
    old, new = text_of(before), text_of(after)
    changes = changed_numbers(old, new)
    gone = Counter(each.before.amount for each in changes if each.before)
    come = Counter(each.after.amount for each in changes if each.after)
    assert gone == amounts(old) - amounts(new)
    assert come == amounts(new) - amounts(old)


@given(texts, texts)
def test_the_other_way_round_the_changes_are_as_many(
    before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]
) -> None:
    old, new = text_of(before), text_of(after)
    there, back = changed_numbers(old, new), changed_numbers(new, old)
    assert len(there) == len(back)
    assert sum(1 for each in there if each.before and each.after) == sum(
        1 for each in back if each.before and each.after
    )


@given(texts, st.data())
def test_one_figure_changed_is_the_one_marked(drawn: list[tuple[str, str, str]], data: st.DataObject) -> None:
    if not drawn:
        return
    place = data.draw(st.integers(0, len(drawn) - 1))
    word, value, unit = drawn[place]
    other = [*drawn[:place], (word, str(Decimal(value) + 1), unit), *drawn[place + 1 :]]
    changes = changed_numbers(text_of(drawn), text_of(other))
    assert [each.before and each.before.value for each in changes] == [Decimal(value)]
    assert [each.after and each.after.value for each in changes] == [Decimal(value) + 1]


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    for number in numbers_in(text):
        assert text[number.start : number.end].startswith(number.written)
        assert number.written


@pytest.mark.parametrize(
    "piece", ["一", "十万", "1", "1,234", "（1", "（一", "\n", "《", "A1", "1.", "第", "， 1、", "百分之"]
)
def test_no_text_takes_long(piece: str) -> None:
    began = monotonic()
    changed_numbers(piece * 20_000, f"{piece * 20_000}x")
    assert monotonic() - began < 10


SPELLED = (("五十三", 53), ("十", 10), ("二十", 20), ("一百零五", 105), ("三百五", 350), ("三千五", 3500))
LARGE = (("三万五", 35_000), ("一万零三百", 10_300), ("二〇三", 203), ("三万亿", 3 * 10**12), ("两千", 2_000))


@pytest.mark.parametrize(("numeral", "value"), SPELLED + LARGE)
def test_a_chinese_numeral_has_its_value(numeral: str, value: int) -> None:
    assert chinese_value(numeral) == value


@pytest.mark.parametrize("numeral", ["十四五", "百十", "万", "三百三百", ""])
def test_what_only_looks_like_a_numeral_has_none(numeral: str) -> None:
    assert chinese_value(numeral) is None
