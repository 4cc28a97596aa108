"""Titles broken by meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.composition.title_lines import CLOSING, LONGEST_LINE, OPENING, title_lines
from texts.sign_width import width_of

SIGNS = "推动知识产权高质量发展年度工作指引关于落实情况报告的之和与（2021）《》“”、A1 "


TITLE = "关于落实《推动知识产权高质量发展年度工作指引（2021）》情况的报告"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (TITLE, ("关于落实《推动知识产权高质量发展", "年度工作指引（2021）》情况的报告")),
        ("关于年度工作情况的报告", ("关于年度工作情况的报告",)),
        ("", ()),
    ],
)
def test_a_title_is_broken_where_words_end(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines


def test_a_long_title_takes_three_lines_alike_in_length() -> None:
    lines = title_lines(f"新疆维吾尔自治区知识产权局{TITLE}")

    assert len(lines) == 3
    assert max(map(width_of, lines)) <= LONGEST_LINE
    assert max(map(width_of, lines)) - min(map(width_of, lines)) <= 5


@given(st.text(alphabet=SIGNS, max_size=70))
def test_lines_fit_and_lose_nothing(title: str) -> None:
    lines = title_lines(title)

    assert "".join("".join(lines).split()) == "".join(title.split())


@given(st.integers(22, 90))
def test_no_line_is_a_single_sign_or_torn_at_a_mark(length: int) -> None:
    title = (f"{TITLE}及《地方规划》落实情况的总结" * 3)[:length].rstrip("《（")
    for line in title_lines(title):
        assert width_of(line) <= LONGEST_LINE
        assert len(line) > 1
        assert line[0] not in CLOSING - {"的", "之", "等"}
        assert line[-1] not in OPENING
