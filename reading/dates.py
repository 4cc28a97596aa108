"""Days and deadlines as documents print them."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from reading.numerals import compact, read_number
from reading.vocabulary import DOING, PURSUING, one_of

_CN = "〇○零一二三四五六七八九十"
_DAY = re.compile(
    rf"(?P<year>[0-9]{{4}}|[〇○零一二三四五六七八九OoＯ]{{4}})(?:年|[-./－](?=[0-9]))"
    rf"(?P<month>[0-9]{{1,2}}|[{_CN}]{{1,3}})(?:月|[-./－](?=[0-9]))(?P<day>[0-9]{{1,2}}|[{_CN}]{{1,3}})日?"
)
_UNTIL = r"(?:之前|以前|前|内)"
_UNTIL_MARK = re.compile(_UNTIL)
_DEADLINE = re.compile(
    r"(?P<yearly>每年)?(?:(?P<year>20[0-9]{2})年|(?P<relative>今年|本年度?|当年|明年|次年))?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[0-9]{1,2})日|[底末]|(?P<third>[上中下]旬))"
    r"|第?(?P<quarter>[一二三四1-4])季度[底末]?|(?P<half>上半年|下半年)|(?P<end>年[底末]|(?<=[年0-9])[底末]|年内))"
)
_ANY_MONTH = re.compile(r"(?P<year>20[0-9]{2})年(?P<month>1[0-2]|0?[1-9])月")
_DONE = re.compile(
    r"[，、]?(?:全部|基本|力争|全面|率先)?(?:完成|办结|建成|出台|印发|制定|达到|实现|形成|建立|取得)"
)
_SO_FAR = re.compile(r"(?:截[至止]到?|自|从|于|以来)$")
_TIME_WORDS = re.compile(r"^(?:均|并|须|应|要|需|力争|确保|原则上|于|在|到|至|其中|计划)+")
_RECURRING = re.compile(rf"(?:持续|长期|常年|分年度|逐年){one_of(PURSUING)}?|每年")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: its last day, as printed, and whether it comes again every year."""

    due_on: dt.date
    printed: str
    is_yearly: bool


def read_day(text: str) -> dt.date | None:
    """The day that is the whole of ``text``: 2021 年 3 月 3 日, 二〇二一年三月三日, 2021-03-03."""
    found = _DAY.fullmatch(compact(text)) if len(text) < 40 else None
    if not found:
        return None
    year = read_number(re.sub("[OoＯ零]", "〇", found["year"]))
    return _date(year, read_number(found["month"]), read_number(found["day"]))


def read_deadlines(text: str, *, year: int | None, issued_on: dt.date | None) -> list[Deadline]:
    """The deadlines in ``text``: 2021 年 12 月 15 日前, 6 月底前, 年底前, 每年 2 月底前.

    A missing year is ``year``, that of the document; a yearly one is the first such day after the issue.
    """
    plain = compact(text)
    deadlines = []
    for found in _DEADLINE.finditer(plain):
        if not _sets_limit(plain, found):
            continue
        due_on = _due_on(found, year, issued_on)
        if due_on:
            deadlines.append(Deadline(due_on, found.group() + "前", found["yearly"] is not None))
    return deadlines


def _sets_limit(text: str, found: re.Match[str]) -> bool:
    """Whether something is due then: 前 follows, or a deed (11月上旬完成), or 到 stands before 年底."""
    before = text[max(0, found.start() - 3) : found.start()]
    if _UNTIL_MARK.match(text, found.end()) or found.group().endswith("年内"):
        return True
    if _SO_FAR.search(before):
        return False
    return bool(_DONE.match(text, found.end())) or (
        before.endswith(("到", "至")) and found.group()[-1] in "底末"
    )


def read_time_label(value: str, *, year: int | None, issued_on: dt.date | None) -> dt.date | None:
    """The last day of what stands behind 完成时限：, where 前 may be missing; ``None`` for 持续推进.

    Of several deadlines the latest counts.
    """
    plain = re.sub("(?:年内)?持续推进", "", compact(value))
    if found := _DAY.search(plain):
        return read_day(found.group())
    if found := _DEADLINE.search(plain):
        named = [deadline.due_on for deadline in read_deadlines(plain, year=year, issued_on=issued_on)]
        return max(named) if len(named) > 1 else _due_on(found, year, issued_on)
    if found := _ANY_MONTH.search(plain):
        return _month_end(int(found["year"]), int(found["month"]))
    return None


def is_time_phrase(text: str) -> bool:
    """Whether ``text`` says when, and no more than what by then: 2021年底前出台政策, 持续推进."""
    text = _TIME_WORDS.sub("", text)
    opening = _DEADLINE.match(text)
    if opening and (opening.group().endswith("内") or _UNTIL_MARK.match(text, opening.end())):
        return True
    rest = _RECURRING.sub("", _DEADLINE.sub("", _ANY_MONTH.sub("", text)))
    return rest != text and not re.sub(
        rf"{_UNTIL}|完成|推进|{one_of(DOING)}|到位|取得|启动|[，、；。并于在]", "", rest
    )


def _due_on(found: re.Match[str], year: int | None, issued_on: dt.date | None) -> dt.date | None:
    if found["year"]:
        year = int(found["year"])
    elif found["relative"] in {"明年", "次年"} and year:
        year += 1
    if found["yearly"] and issued_on:
        due_on = _in_year(found, issued_on.year)
        return due_on if due_on and due_on >= issued_on else _in_year(found, issued_on.year + 1)
    return _in_year(found, year) if year else None


def _in_year(found: re.Match[str], year: int) -> dt.date | None:
    if found["month"]:
        month = int(found["month"])
        if found["day"]:
            return _date(year, month, int(found["day"]))
        days = {"上旬": 10, "中旬": 20}
        third = days.get(found["third"] or "")
        return _date(year, month, third) if third else _month_end(year, month)
    if found["quarter"]:
        return _month_end(year, 3 * (read_number(found["quarter"]) or 4))
    return _month_end(year, 6 if found["half"] == "上半年" else 12)


def _month_end(year: int, month: int) -> dt.date | None:
    if not 1 <= month <= 12:
        return None
    return _date(year, month, calendar.monthrange(year, month)[1])


def _date(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    if year is None or month is None or day is None or not 1949 <= year <= 2999:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
