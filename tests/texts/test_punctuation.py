"""Signs between pieces of text, in both languages."""

from django.utils import translation

from texts.punctuation import enumerated, first_of, in_brackets, labelled, listed, sentences, within_quotes


def all_of_them() -> list[str]:
    return [
        labelled("广东", "3"),
        in_brackets("广东", "省级局"),
        listed(["甲", "乙", "丙"]),
        enumerated(["一", "二"]),
        sentences(["甲。", "", "乙。", "丙。"]),
    ]


def test_chinese_has_signs_of_full_width_and_no_space_between_sentences() -> None:
    with translation.override("zh-hans"):
        assert all_of_them() == ["广东：3", "广东（省级局）", "甲、乙、丙", "一；二", "甲。乙。丙。"]


def test_english_has_its_own() -> None:
    assert all_of_them() == ["广东: 3", "广东 (省级局)", "甲, 乙, 丙", "一; 二", "甲。 乙。 丙。"]


def test_quotes_within_quotes_are_single() -> None:
    assert within_quotes("完善“十四五”指标") == "完善‘十四五’指标"


def test_of_many_names_the_first_are_said() -> None:
    assert [first_of(["甲", "乙", "丙"][:count], 2) for count in range(4)] == [
        *("", "甲", "甲, 乙"),
        "甲, 乙 and others",
    ]


def test_nothing_is_no_sentence() -> None:
    assert sentences([]) == ""
