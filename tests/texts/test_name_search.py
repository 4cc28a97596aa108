"""Finding by name: what lists show, however it is typed, and its pinyin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.texts.strange import STRANGE
from texts.name_search import NameQuery, is_called
from texts.pinyin import initials, is_read

CENTRE = ("广东省知识产权保护中心", "广东保护中心", "Guangdong IP Protection Center", "广东知识产权保护中心")
BUREAUS = {
    "44-1": CENTRE,
    "44": ("广东省知识产权局", "广东", "Guangdong"),
    "50": ("重庆市知识产权局", "重庆", "Chongqing"),
    "54": ("西藏自治区知识产权局", "西藏", "Xizang"),
    "141100": ("吕梁市知识产权局", "吕梁", "吕梁市"),
    "150100": ("呼和浩特市知识产权局（版权局）", "呼和浩特", "Hohhot"),
}


def found(text: str) -> set[str]:
    query = NameQuery.of(text)
    return {code for code, names in BUREAUS.items() if query.finds(names, [code])}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "广东保护中心",
            "广东省知识产权保护中心",
            "广东知识产权保护中心",
            "保护中心",
            "guangdong ip protection",
        ),
        *("广东 保护中心", "中心　广东", "  广东\t中心  ", "广东（保护）", "“广东保护中心”", "广东·保护中心"),
        *("44-1", "４４－１", "ＩＰ 广东", "protection CENTER"),
        *(
            "gdbhzx",
            "GDBHZX",
            "bhzx",
            "guangdongbaohu",
            "guangdongbhzx",
            "guang'dong'bao'hu",
            "gd bhzx",
            "guangdongbaoh",
        ),
        *("广东\u200b保护中心", "\ufeff广东保护中心"),
    ],
)
def test_the_centre_is_found_alone(text: str) -> None:
    assert found(text) == {"44-1"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("广东", {"44", "44-1"}),
        ("gd", {"44", "44-1"}),
        ("44", {"44", "44-1"}),
        ("cq", {"50"}),
        ("chongqing", {"50"}),
        ("xz", {"54"}),
        ("lvliang", {"141100"}),
        ("lüliang", {"141100"}),
        ("luliang", {"141100"}),
        ("呼和浩特市知识产权局版权局", {"150100"}),
        ("版权局 hhht", {"150100"}),
        ("广东 重庆", set()),
        ("gdzzz", set()),
        ("", set(BUREAUS)),
        (" （） ", set(BUREAUS)),
    ],
)
def test_what_is_typed_finds_these(text: str, codes: set[str]) -> None:
    assert found(text) == codes


@given(STRANGE, st.sampled_from(sorted(BUREAUS)))
def test_any_text_may_be_typed_and_a_name_always_finds_itself(text: str, code: str) -> None:
    found(text)
    for name in BUREAUS[code]:
        assert code in found(name)
        assert code in found(f"　{name.upper()} {code}")


@given(st.text("ang", max_size=60), st.text("安昂阿长", max_size=60))
def test_reading_takes_no_time_that_grows_with_its_choices(word: str, name: str) -> None:
    if word:
        is_read(word, name)


def test_only_a_whole_name_is_what_something_is_called() -> None:
    assert is_called("广东 保护中心", *CENTRE)
    assert is_called("ＧＵＡＮＧＤＯＮＧ IP protection center", *CENTRE)
    assert not is_called("保护中心", *CENTRE)
    assert not is_called("gdbhzx", *CENTRE)


@pytest.mark.parametrize(
    ("name", "letters"), [("广东保护中心", "gdbhzx"), ("重庆", "cq"), ("厦门 A区", "xmaq")]
)
def test_initials_are_those_that_people_type(name: str, letters: str) -> None:
    assert initials(name) == letters
