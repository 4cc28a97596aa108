"""The frame of a document: title, notice, signature, and where the sections begin and end."""

import re

from django.utils.translation import gettext as _

from reading.brackets import count_unclosed
from reading.dates import read_day
from reading.document import DocumentError
from reading.markers import is_section_start
from reading.notice.attachments import (
    attachment_title,
    in_attachment_list,
    is_attachment,
    plan_in_attachment,
    without_attachment,
)
from reading.notice.signature import (
    AFTERWORDS,
    BRACKETED,
    NUMBER,
    read_signature,
    signature_start,
    title_issuer,
)
from reading.numerals import compact
from reading.owners.names import is_organization
from reading.structure.frame import Frame
from reading.structure.lines import Line, Measure

_METADATA = re.compile(
    r"(?:索引号|主题分类|发文机关|成文日期|发布日期|发布时间|发文字号|文号|标题|主题词|来源|公文种类|有效性|信息来源|废止日期|生成日期)[:：]"
)
_TITLE_END = re.compile(
    r"(?:通知|意见|方案|办法|规划|计划|纲要|要点|指引|决定|措施|规定|细则|行动|分工|清单|报告|批复|公告|通告|决议|条例|函|"
    r"部署|安排|任务|若干政策|政策|举措|工程|指南|规则|章程|制度|目标|蓝图|路线图)(?:[（(][^（）()]{1,24}[）)])*$"
)
_ISSUES = re.compile(r"(?:印发|发布|转发|下发|公布)《((?:[^《》]|《[^《》]{1,60}》){2,100})》")
_ISSUES_BARE = re.compile(r"关于(?:印发|发布|下发|公布)([^《》]{4,80}?)的通知")
_NOTICE_TITLE = re.compile(r".{2,60}关于(?:印发|发布|转发|下发|公布).{2,90}的?通知")
_SPACED = re.compile(r"(?:(?<!\S)\S[ \t\u3000]+){2}\S(?!\S)")
_LETTERHEAD = re.compile(r".{2,20}文件|(?:机密|秘密|绝密|特急|加急|平急|内部).{0,8}|[★☆].*")


def read_frame(lines: list[Line], measure: Measure) -> Frame:
    """The frame of a document with these content lines. Raises DocumentError without sections or title."""
    texts = [compact(line.text) if len(line.text) < 200 else line.text for line in lines]
    starts = [number for number, text in enumerate(texts) if is_section_start(text)]
    if not starts:
        raise DocumentError(
            _("The text has no numbered sections (一、 or （一） or 1.), so it is no such document.")
        )
    wanted = _announced_title(texts)
    place = _announced_place(texts, wanted, starts[-1]) or _top_place(lines, texts, starts)
    body_from = _first_section(texts, lines, place[1], measure)
    body_to = _body_end(texts, body_from)
    if plan_at := plan_in_attachment(texts, body_from, body_to):
        place, wanted = (plan_at, _title_end(texts, plan_at)), None
        body_from = _first_section(texts, lines, place[1], measure)
        body_to = _body_end(texts, body_from)
    if place[1] == place[0]:
        place = attachment_title(texts, body_from) or (place if wanted else _first_place(lines, texts))
    signed = read_signature(lines, texts, place, body_from, body_to)
    return Frame(
        title=_title(lines, place, wanted),
        title_from=place[0],
        title_to=place[1],
        preamble_from=_after_addressees(texts, place[1], body_from),
        body_from=body_from,
        body_to=body_to,
        document_number=signed.number,
        issuer=signed.issuer or title_issuer(texts, place[0]),
        issued_on=signed.on,
        dated=signed.year,
    )


def _top_place(lines: list[Line], texts: list[str], starts: list[int]) -> tuple[int, int]:
    """The title after the date of a notice, if it stands there and is no name."""
    begin = _after_signature(texts, starts)
    title_from = _skip_letterhead(lines, texts, begin)
    title_to = _title_end(texts, title_from)
    is_name = title_to > title_from and is_organization("".join(texts[title_from:title_to]))
    return _first_place(lines, texts) if begin and is_name else (title_from, title_to)


def _first_place(lines: list[Line], texts: list[str]) -> tuple[int, int]:
    """The title at the top, where the date below it is that of the document, not of a notice before it."""
    title_from = _skip_letterhead(lines, texts, 0)
    return title_from, _title_end(texts, title_from)


def _title(lines: list[Line], place: tuple[int, int], wanted: str | None) -> str:
    """The title printed at ``place``, else the one a notice announces."""
    title = "".join(line.text for line in lines[slice(*place)])
    if not title and not wanted:
        raise DocumentError(_("The text has no title before its first section, so it is no such document."))
    return (without_attachment(title) if title else wanted) or title


def _announced_title(texts: list[str]) -> str | None:
    """The title that a notice announces: 关于印发《…》的通知. Looks at the first lines only."""
    for begin in range(min(6, len(texts))):
        joined = "".join(texts[begin : begin + 4])[:300]
        found = _ISSUES.search(joined) or _ISSUES_BARE.search(joined)
        if found:
            return found[1]
    return None


def _announced_place(texts: list[str], wanted: str | None, before: int) -> tuple[int, int] | None:
    """The last place where the announced title stands by itself, over up to four lines."""
    if not wanted:
        return None
    full, bare = _one_bracket(wanted), _bare_title(wanted)
    for number in range(min(before, len(texts)) - 1, 0, -1):
        joined, found = "", None
        for end in range(number, min(number + 4, len(texts))):
            joined += _one_bracket(texts[end])
            if joined in {full, bare} or _bare_title(joined) == bare:
                found = end + 1
            if not full.startswith(joined):
                break
        if found:
            return number, _with_bracket(texts, found)
    return None


def _one_bracket(text: str) -> str:
    return text.replace("(", "（").replace(")", "）")


def _bare_title(title: str) -> str:
    """A title without a bracket at its end (（2021）, （试行）) and with one kind of brackets."""
    return re.sub(r"（[^（）]{1,24}）$", "", _one_bracket(title))


def _with_bracket(texts: list[str], at: int) -> int:
    """A bracket on a line of its own below a title belongs to it: （2021—2025年）."""
    is_title = at < len(texts) and BRACKETED.fullmatch(texts[at]) and not read_day(texts[at][1:-1])
    return at + 1 if is_title and not AFTERWORDS.fullmatch(texts[at]) else at


def _after_signature(texts: list[str], starts: list[int]) -> int:
    """Where the document begins: after the date of a notice that stands before it, else at the top."""
    begin = 0
    for number, text in enumerate(texts[: starts[-1]]):
        if not read_day(text):
            continue
        real = [start for start in starts if start < number and not in_attachment_list(texts, start)]
        if real:
            break
        begin = number + 1
    return begin


def _skip_letterhead(lines: list[Line], texts: list[str], begin: int) -> int:
    while begin < len(texts) and (
        _METADATA.match(texts[begin])
        or _LETTERHEAD.fullmatch(texts[begin])
        or AFTERWORDS.fullmatch(texts[begin])
        or NUMBER.fullmatch(texts[begin])
        or is_attachment(texts[begin])
        or (_SPACED.search(lines[begin].text) and is_organization(texts[begin]))
    ):
        begin += 1
    return begin


def _title_end(texts: list[str], begin: int) -> int:
    """The place after the title: its lines up to the one that ends as titles do, at most five."""
    end = begin
    ended_at = begin
    while end < len(texts) and end - begin < 5:
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
    return _with_bracket(texts, ended_at) if ended_at > begin else begin


def _may_be_title(text: str) -> bool:
    return (
        len(text) <= 60
        and text[-1] not in "。；：:，、"
        and "。" not in text
        and not is_section_start(text)
        and not NUMBER.fullmatch(text)
        and not read_day(text.strip("（）()"))
        and not _METADATA.match(text)
    )


def _first_section(texts: list[str], lines: list[Line], begin: int, measure: Measure) -> int:
    """The first numbered line after the title that is no attachment and not the inside of a sentence."""
    for number in range(begin, len(texts)):
        if not is_section_start(texts[number]) or in_attachment_list(texts, number):
            continue
        is_inside = (
            number > begin and measure.is_full(lines[number - 1]) and texts[number - 1][-1] not in "。：；:"
        )
        if not is_inside:
            return number
    raise DocumentError(_("The text has no numbered sections after its title, so it is no such document."))


def _after_addressees(texts: list[str], begin: int, end: int) -> int:
    """The place after document number, date and addressees (各省、…：), which may take several lines."""
    at = begin
    while at < end and (
        NUMBER.fullmatch(texts[at]) or _METADATA.match(texts[at]) or read_day(texts[at].strip("（）()"))
    ):
        at += 1
    for number in range(at, min(at + 10, end)):
        if "。" in texts[number]:
            break
        if texts[number][-1] in "：:":
            is_preamble = re.search("如下|以下|^为|现将|现就", "".join(texts[at : number + 1]))
            return at if is_preamble else number + 1
    return at


def _body_end(texts: list[str], begin: int) -> int:
    """The place after the last section: before the signature, an attachment or a notice that follows."""
    for number in range(begin + 1, len(texts)):
        text = texts[number]
        if read_day(text) and len(text) < 20:
            return signature_start(texts, number, begin)
        if _NOTICE_TITLE.fullmatch(text) or (is_attachment(text) and len(text) < 80):
            return number
    end = len(texts)
    while end > begin + 1 and AFTERWORDS.fullmatch(texts[end - 1]):
        end -= 1
    last = texts[end - 1]
    is_name = 3 <= len(last) <= 25 and is_organization(last) and not re.search("[：:]", last)
    is_signed = end > begin + 1 and is_name and texts[end - 2][-1] in "。）)"
    return end - 1 if is_signed and not is_section_start(last) else end
