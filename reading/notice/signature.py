"""The lines that sign and date a document, and its number."""

import datetime as dt
import re

from reading.dates import read_day
from reading.late_pattern import LatePattern
from reading.markers import read_marker
from reading.numerals import half_width
from reading.owners.names import is_organization
from reading.vocabulary import DUTY

NUMBER = LatePattern(
    r"(?:(?:发文字号|文号|文件编号)：)?[（(]?([\u4e00-\u9fff]{1,14})[〔\[［【（(﹝]([0-9]{4})[〕\]］】）)﹞]第?([0-9]{1,5})号[）)]?"
)
# What a web page prints around a document: 【字体：大 中 小】, 浏览次数：218, 首页>政务公开.
_WEB_PAGE = (
    r"[【\[](?:字[体号]|打印|关闭|收藏|分享|纠错|下载|返回|背景色|视力保护)[^。]{0,60}"
    r"|扫一扫.{0,60}|打印本页.{0,20}|关闭(?:窗口|本页|页面).{0,20}|分享(?:到|至)[:：]?.{0,40}|字[体号][:：].{0,40}"
    r"|(?:浏览|阅读|点击)(?:次数|量|数)[:：].{0,20}|[上下]一[篇条][:：].{0,60}|相关(?:链接|解读|文档|附件|文件)[:：]?"
    rf"|(?:{DUTY})?编辑[:：].{{0,40}}"
    r"|版权所有.{0,60}|(?:您?(?:现在|当前)?(?:的|所在)?位置)[:：].{0,80}"
    r"|首页[>＞»›].{0,60}"
)
AFTERWORDS = LatePattern(
    r"[（(](?:此件|本文|此文|联系人|联系方式|信息公开|公开属性|.{0,12}公开).{0,80}"
    r"|(?:抄送|抄报|主送|分送|联系人|联系电话|公开方式|信息公开选项|校对|印发)[:：].*"
    r"|此件(?:主动|依申请|不予)?公开.{0,20}|(?:主动公开|依申请公开|不予公开)"
    rf"|.{{2,30}}[0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日印发|{_WEB_PAGE}"
)
BRACKETED = LatePattern(r"[（(][^（）()]{1,30}[）)]")
_ISSUED_METADATA = LatePattern(r"(?:成文日期|发文日期|印发日期)[:：](.*)")
_CN = "一二三四五六七八九十"
_MONTH_DAY = LatePattern(rf"(?:[0-9]{{1,2}}|[{_CN}]{{1,3}})月(?:[0-9]{{1,2}}|[{_CN}]{{1,3}})日")
_YEAR_MONTH = LatePattern(rf"(?:20[0-9]{{2}}|[〇○零{_CN}]{{4}})年(?:[0-9]{{0,2}}|[{_CN}]{{0,3}})月日?")
_SIGNED_DAY = LatePattern(
    r"(?P<name>[\u4e00-\u9fff（）()、]{3,40}?)(?P<day>(?:20[0-9]{2}|二[〇○零]..)年.{2,6}日)"
)
_LONGEST_SIGNATURE = 12
_LONGEST_DATE = 50
_LEANS_BACK = frozenset("至到前起内以，。；、—－-～~")
_DAY_ENDS = frozenset("日月0123456789")


def is_dated(text: str) -> bool:
    """Whether the compact line is a date and nothing else, or a signature with its date."""
    return is_day(text) or _is_partial(text)


def is_day(text: str) -> bool:
    """Whether the line is a whole day, in brackets or with who signs before it."""
    return bool(text) and _may_be_date(text) and day_of(text) is not None


def _is_partial(text: str) -> bool:
    plain = text.strip("（）()")
    return text[-1] in "日月）)" and bool(_MONTH_DAY.fullmatch(plain) or _YEAR_MONTH.fullmatch(plain))


def _may_be_date(text: str) -> bool:
    """A look that costs nothing, as every line of a document is asked."""
    if len(text) >= _LONGEST_DATE:
        return False
    last = text[-1]
    if last in "）)":
        return text[0] in "（(" and text[-2:-1] in _DAY_ENDS
    return last in _DAY_ENDS or (last.isdigit() and text[0] in "12")


def day_of(text: str) -> dt.date | None:
    """The day that the line is, or that stands behind a signature on the same line."""
    if day := read_day(text.strip("（）()")):
        return day
    signed = _SIGNED_DAY.fullmatch(text) if text[-1:] == "日" else None
    return read_day(signed["day"]) if signed and is_signature(signed["name"]) else None


def month_and_day(text: str) -> str | None:
    """3月1日, where the line says a day without its year."""
    plain = text.strip("（）()")
    return plain if _MONTH_DAY.fullmatch(plain) else None


def dates_signature(texts: list[str], at: int, begin: int) -> bool:
    """Whether the line at ``at`` is the date below a signature. A whole day is one by itself; a date in
    brackets, without its year or without its day only where somebody signs above it."""
    text = texts[at]
    if not _may_be_date(text):
        return False
    if day_of(text) and text[0] not in "（(":
        return not _is_inside(texts, at)
    return at > begin + 1 and is_dated(text) and is_signed(texts, at - 1)


def _is_inside(texts: list[str], at: int) -> bool:
    """Whether a sentence or a label goes on over the day: 完成时限： above it, 至 or 前 below."""
    return (at > 0 and texts[at - 1][-1] in "：:，、") or (
        at + 1 < len(texts) and texts[at + 1][0] in _LEANS_BACK
    )


def signature_start(texts: list[str], date_at: int, begin: int) -> int:
    """The place where the signature begins that ends with the date at ``date_at``."""
    start = date_at
    while start > begin + 1 and date_at - start < _LONGEST_SIGNATURE and is_signed(texts, start - 1):
        start -= 1
    while start > begin + 1 and AFTERWORDS.fullmatch(texts[start - 1]):
        start -= 1
    return start


def is_signed(texts: list[str], at: int) -> bool:
    """Whether the line is a signature, or a bracket on a line of its own below one: （某局代章）."""
    if at > 0 and BRACKETED.fullmatch(texts[at]) and is_signature(texts[at - 1]):
        inner = texts[at][1:-1]
        return is_organization(inner) or inner.endswith(("代章", "代"))
    return is_signature(texts[at])


def is_signature(text: str) -> bool:
    """Whether the line is the name of who signs."""
    if len(text) > 72:
        return False
    plain = BRACKETED.sub("", text)
    return (
        2 <= len(plain) <= 40
        and not re.search(r"[。；：，！？:]", plain)
        and read_marker(text) is None
        and (is_organization(plain) or plain in {"国务院"})
    )


def signatories(raw: list[str], texts: list[str], date_at: int, begin: int) -> list[str]:
    """Who signs above the line ``date_at``, in order. ``raw`` are the lines with their blanks."""
    names: list[str] = []
    start = date_at
    if date_at < len(texts) and _SIGNED_DAY.fullmatch(texts[date_at]):
        names = _words(re.split(r"20[0-9]{2}|二[〇○零]", half_width(raw[date_at]))[0])
    while start > begin and date_at - start < _LONGEST_SIGNATURE and is_signed(texts, start - 1):
        start -= 1
        names[:0] = _words(raw[start])
    return names


def _words(line: str) -> list[str]:
    """The names that stand side by side on a line; blanks inside a name (国 务 院) part nothing."""
    words = BRACKETED.sub("", line).split()
    return words if not words or all(len(word) >= 3 for word in words) else ["".join(words)]


def document_number(texts: list[str], body_from: int, body_to: int) -> str | None:
    """The number of the document: before its sections, or below them."""
    for text in [*texts[: min(body_from, 40)], *texts[body_to : body_to + 40]]:
        found = NUMBER.fullmatch(text)
        if found:
            return f"{found[1]}〔{found[2]}〕{found[3]}号"
    return None


def metadata_day(texts: list[str]) -> dt.date | None:
    """The day that the head of a web page says: 成文日期：2021年3月3日."""
    for text in texts:
        found = _ISSUED_METADATA.match(text)
        if found:
            return read_day(found[1])
    return None
