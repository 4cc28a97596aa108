"""A title broken into lines by meaning (GB/T 9704-2012: 词意完整, 排列对称, 长短适宜)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from texts.sign_width import width_of

# 2号 signs in the width of the type area, which is 156 mm.
LONGEST_LINE = 20.0
# Words of titles that stay whole. A longer one is meant where two begin at the same place.
WORDS = (
    "推动 推进 加强 实施 落实 贯彻 关于 全国 国家 地方 年度 工作 指引 要点 方案 计划 纲要 规划"
    " 意见 通知 报告 情况 完成 总结 知识产权 高质量 发展 质量 强国 建设 战略 保护 运用 促进"
    " 公共 服务 管理 创造 专利 商标 地理标志 国际 合作 体系 能力"
)
_TOKEN = re.compile(
    "|".join(sorted(map(re.escape, WORDS.split()), key=len, reverse=True))
    + r"|[（(〔\[][^（）()〔〕\[\]]{1,12}[）)〕\]]|[A-Za-z0-9.,:/%-]+|\s+|.",
    re.DOTALL,
)
OPENING = frozenset("《〈（(〔[“‘")
CLOSING = frozenset("》〉）)〕]”’、，。；：！？的之等,.;:!?")
# What it costs to break between two signs of which neither ends or begins a known word, or at a mark.
UNKNOWN = 6.0
LONE = 40.0


def title_lines(title: str, longest: float = LONGEST_LINE) -> tuple[str, ...]:
    """The title in as few lines as hold it, alike in length, each ending where a word ends.

    No line is a single sign, none begins with a mark that closes or ends with one that opens. A word that is
    longer than a line stands alone and is left to the program that sets it.
    """
    tokens = _TOKEN.findall(" ".join(title.split()))
    if not tokens:
        return ()
    fewest = max(1, -(-int(width_of(title) * 10) // int(longest * 10)))
    for count in range(fewest, len(tokens) + 1):
        ends = best_ends(tuple(tokens), count, longest)
        if ends is not None:
            return tuple(lines(tokens, ends))
    return (title,)


def lines(tokens: Sequence[str], ends: Sequence[int]) -> Iterator[str]:
    for start, end in zip((0, *ends), ends, strict=False):
        yield "".join(tokens[start:end]).strip()


def best_ends(tokens: tuple[str, ...], count: int, longest: float) -> tuple[int, ...] | None:
    """Where each of ``count`` lines ends, by the number of tokens before it; None where they do not fit."""
    wanted = width_of("".join(tokens)) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]] | None:
        found = None
        last = left == 1
        for end in [len(tokens)] if last else range(start + 1, len(tokens)):
            line = width_of("".join(tokens[start:end]).strip())
            if line > longest and end > start + 1:
                if last:
                    return None
                break
            rest = (0.0, ()) if last else best(end, left - 1)
            if rest is None:
                continue
            cost = rest[0] + abs(line - wanted) ** 1.5 + LONE * (line <= 1)
            cost += 0 if last else break_cost(tokens[end - 1], tokens[end])
            if found is None or cost < found[0]:
                found = cost, (end, *rest[1])
        return found

    answer = best(0, count)
    return None if answer is None or answer[0] >= FORBIDDEN else answer[1]


FORBIDDEN = 1000.0


def break_cost(before: str, after: str) -> float:
    """What it costs to break a line between two tokens."""
    if before[-1] in OPENING or after[0] in CLOSING or after[0] in "（(〔[":
        return FORBIDDEN
    if before[-1] in CLOSING or after[0] in OPENING or before.isspace() or after.isspace():
        return 0.0
    return 0.0 if len(before) > 1 and len(after) > 1 else UNKNOWN / 2 if len(before + after) > 2 else UNKNOWN
