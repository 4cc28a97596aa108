"""What a document brings along that is none of it: a web page's lines, contents, contacts, closing words."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.reading.plans.answers import Grid, Line

DRAFT_MARKS = ("（征求意见稿）", "（试行）", "（讨论稿）")
Parts = list[Line | Grid]
Surrounding = Callable[[Parts, random.Random], Parts]


def web_page(parts: Parts, rng: random.Random) -> Parts:
    """The lines that a web page prints above and below a document."""
    above = [
        "首页 > 政务公开 > 政策文件",
        "发布时间：2023-04-06 09:30　来源：市政府办公室　浏览次数：218",
        "【字体：大 中 小】",
    ]
    below = [
        "打印本页　关闭窗口",
        "扫一扫在手机打开当前页",
        "主办单位：示例网站管理中心　备案号：示例备00000001号",
    ]
    kept = above[rng.randint(0, 2) :], below[: rng.randint(1, 3)]
    first, last = ([Line(text, is_flush=True) for text in texts] for texts in kept)
    return [*first, *parts, *last]


def contents(parts: Parts, rng: random.Random) -> Parts:
    """A table of contents below the title of the plan, with dots and page numbers."""
    heads = [part.text for part in parts if isinstance(part, Line) and part.mark and part.depth == 0]
    heads = [head for head in heads if len(head) <= 24 and "。" not in head]
    titles = [place for place, part in enumerate(parts) if isinstance(part, Line) and part.is_centred]
    if len(heads) < 3 or not titles:
        return parts
    dots = rng.choice(("……", "…………", "............"))
    lines = [Line(f"{head}{dots}{page}", is_flush=True) for page, head in enumerate(heads, 1)]
    behind = titles[-1] + 1
    return [*parts[:behind], Line("目　录", is_centred=True), *lines, *parts[behind:]]


def draft_mark(parts: Parts, rng: random.Random) -> Parts:
    """（征求意见稿） below the title of the plan; it may count as part of the title."""
    titles = [place for place, part in enumerate(parts) if isinstance(part, Line) and part.is_centred]
    if not titles:
        return parts
    mark = rng.choice(DRAFT_MARKS)
    behind = titles[-1] + 1
    return [*parts[:behind], Line(mark, is_centred=True), *parts[behind:]]


def contact(parts: Parts, rng: random.Random) -> Parts:
    """A line with who answers questions, before the signature of a notice."""
    signed = next((place for place, part in enumerate(parts) if _is_right(part)), None)
    if signed is None:
        return parts
    line = Line(rng.choice(("（联系人：赵明远，联系电话：1234567）", "联系人：赵明远；电话：1234567")))
    return [*parts[:signed], line, *parts[signed:]]


def signed_on_one_line(parts: Parts, rng: random.Random) -> Parts:
    """Issuer and day on one line."""
    right = [place for place, part in enumerate(parts) if _is_right(part)]
    if len(right) != 2 or right[1] != right[0] + 1:
        return parts
    issuer, day = parts[right[0]], parts[right[1]]
    if not isinstance(issuer, Line) or not isinstance(day, Line):
        return parts
    joined = replace(issuer, text=f"{issuer.text}{rng.choice(('　　', '    '))}{day.text}")
    return [*parts[: right[0]], joined, *parts[right[1] + 1 :]]


def closed(parts: Parts, rng: random.Random) -> Parts:
    """特此通知。 before the signature."""
    right = next((place for place, part in enumerate(parts) if _is_right(part)), None)
    return parts if right is None else [*parts[:right], Line("特此通知。"), *parts[right:]]


SURROUNDINGS: Sequence[Surrounding] = (
    web_page,
    contents,
    draft_mark,
    contact,
    signed_on_one_line,
    closed,
)


def _is_right(part: Line | Grid) -> bool:
    return isinstance(part, Line) and part.is_right
