"""Titles: which lines are one, and where an announced one stands."""

import re

from reading.brackets import count_unclosed
from reading.dates import read_day
from reading.late_pattern import LatePattern
from reading.markers import is_section_start
from reading.notice.attachments import is_attachment
from reading.notice.signature import AFTERWORDS, BRACKETED, NUMBER, is_dated
from reading.owners.names import is_organization
from reading.vocabulary import OWNER_MENTION

METADATA = LatePattern(
    r"(?:索引号|主题分类|发文机关|成文日期|发布日期|发布时间|发文字号|文号|标题|主题词|来源|公文种类|有效性|信息来源|废止日期|生成日期|信息分类|体裁分类|文件编号|施行日期|生效日期|名称|状态|有效期|公开方式|公开范围|关键词|作者)[:：]"
    r"|20[0-9]{2}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}日?.{0,9}(?:来源|浏览|点击|发布|信息|作者)"
)
_TITLE_END = LatePattern(
    r"(?:通知|意见|方案|办法|规划|计划|纲要|要点|指引|决定|措施|规定|细则|行动|分工|清单|报告|批复|公告|通告|决议|条例|函|"
    r"部署|安排|任务|若干政策|政策|举措|工程|指南|规则|章程|制度|目标|蓝图|路线图|[任分]务分解|任务分解表|分工表|任务表|台账)(?:[（(][^（）()]{1,24}[）)])*$"
)
_LETTERHEAD = LatePattern(r".{2,20}文件|(?:机密|秘密|绝密|特急|加急|平急|内部).{0,8}|[★☆].*")
_SPACED = LatePattern(r"(?:(?<!\S)\S[ \t\u3000]+){2}\S(?!\S)")
_ISSUES = LatePattern(r"(?:印发|发布|转发|下发|公布)《((?:[^《》]|《[^《》]{1,60}》){2,100})》")
_ISSUES_BARE = LatePattern(r"关于(?:印发|发布|下发|公布)([^《》]{4,80}?)的通知")
_TABLE_HEAD = LatePattern(rf"(?:序号|编号|项次).{{0,40}}{OWNER_MENTION}|^序号")
_MOST_LINES = 5


def ends_title(text: str) -> bool:
    """Whether the compact line ends as titles do."""
    return bool(_TITLE_END.search(text)) and "。" not in text and not is_section_start(text)


def title_end(texts: list[str], begin: int, limit: int | None = None) -> int:
    """The place after the title at ``begin``: its lines up to one that ends as titles do, at most five."""
    end = ended_at = begin
    limit = len(texts) if limit is None else limit
    while end < limit and end - begin < _MOST_LINES:
        is_inside = count_unclosed("".join(texts[begin:end])) > 0 and len(texts[end]) <= 60
        if not is_inside and not _may_be_title(texts[end]):
            break
        end += 1
        if _TITLE_END.search("".join(texts[begin:end])):
            ended_at = end
        elif ended_at > begin:
            break
    if ended_at == begin and end > begin:
        ended_at = begin + 1
    return with_bracket(texts, ended_at) if ended_at > begin else begin


def _may_be_title(text: str) -> bool:
    return (
        len(text) <= 60
        and text[-1] not in "。；：:，、"
        and "。" not in text
        and not is_section_start(text)
        and not NUMBER.fullmatch(text)
        and not is_dated(text)
        and not METADATA.match(text)
        and not is_table_head(text)
    )


def is_table_head(text: str) -> bool:
    """Whether the line names the columns of a table of duties: 序号 任务 牵头单位."""
    return bool(_TABLE_HEAD.search(text))


def with_bracket(texts: list[str], at: int) -> int:
    """A bracket on a line of its own below a title belongs to it: （2021—2025年）."""
    is_title = at < len(texts) and BRACKETED.fullmatch(texts[at]) and not read_day(texts[at][1:-1])
    return at + 1 if is_title and not AFTERWORDS.fullmatch(texts[at]) else at


def skip_letterhead(raw: list[str], texts: list[str], begin: int) -> int:
    """The place after what stands above a title: the name of the paper, its grade, its number."""
    while begin < len(texts) and (
        METADATA.match(texts[begin])
        or _LETTERHEAD.fullmatch(texts[begin])
        or AFTERWORDS.fullmatch(texts[begin])
        or NUMBER.fullmatch(texts[begin])
        or is_attachment(texts[begin])
        or (_SPACED.search(raw[begin]) and is_organization(texts[begin]))
    ):
        begin += 1
    return begin


def announced_title(texts: list[str]) -> str | None:
    """The title that a notice announces: 关于印发《…》的通知. Looks at the first lines only."""
    for begin in range(min(6, len(texts))):
        joined = "".join(texts[begin : begin + 4])[:300]
        found = _ISSUES.search(joined) or _ISSUES_BARE.search(joined)
        if found:
            return found[1]
    return None


def announced_place(texts: list[str], wanted: str, before: int) -> tuple[int, int] | None:
    """The last place where the announced title stands by itself, over up to four lines."""
    full, bare = _one_bracket(wanted), _bare_title(wanted)
    opening = bare[:1]
    for number in range(min(before, len(texts)) - 1, 0, -1):
        if not texts[number].startswith(opening):
            continue
        joined, found = "", None
        for end in range(number, min(number + 4, len(texts))):
            joined += _one_bracket(texts[end])
            if joined in {full, bare} or _bare_title(joined) == bare:
                found = end + 1
            if not full.startswith(joined):
                break
        if found:
            return number, with_bracket(texts, found)
    return None


def _one_bracket(text: str) -> str:
    return text.replace("(", "（").replace(")", "）")


def _bare_title(title: str) -> str:
    """A title without a bracket at its end (（2021）, （试行）) and with one kind of brackets."""
    return re.sub(r"（[^（）]{1,24}）$", "", _one_bracket(title))
