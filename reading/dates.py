"""Days and deadlines as documents print them."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from reading.late_pattern import LatePattern
from reading.numerals import compact, read_number
from reading.vocabulary import DOING, PURSUING, UNIT, one_of

_CN = "〇○零一二三四五六七八九十"
_DAY = LatePattern(
    rf"(?P<year>[0-9]{{4}}|[〇○零一二三四五六七八九OoＯ]{{4}})(?:年|[-./－](?=[0-9]))"
    rf"(?P<month>[0-9]{{1,2}}|[{_CN}]{{1,3}})(?:月|[-./－](?=[0-9]))(?P<day>[0-9]{{1,2}}|[{_CN}]{{1,3}})日?"
)
_UNTIL = r"(?:之前|以前|前|内)"
_UNTIL_MARK = LatePattern(_UNTIL)
_BEFORE = LatePattern("之前|以前|前")
_DEADLINE = LatePattern(
    r"(?P<yearly>每年)?(?:(?P<year>20[0-9]{2})年|(?P<relative>今年|本年度?|当年|明年|次年))?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[0-9]{1,2})日|[底末]|(?P<third>[上中下]旬)|份?(?P<bare>))"
    r"|第?(?P<quarter>[一二三四1-4])季度[底末]?|(?P<half>上半年|下半年)"
    r"|(?P<middle>年中(?![央国医华期小心等共学间])|(?<=年)中(?=之?以?前))|(?P<end>年[底末]|(?<=[年0-9])[底末]|年内|(?<=年)内))"
    r"|“?(?P<plan>十[三四五六]五)”?(?:规划)?期?末"
)
# What only a person can make a day of: 2025年前, 印发后30日内.
_VAGUE = LatePattern(
    r"20[0-9]{2}年(?:之前|以前|前(?!三|[0-9]|列|期))|(?:印发|发布|下发|通知|公布)(?:之日)?(?:起|后)(?:的?)[0-9一二三四五六七八九十]+个?(?:月|工作日|日|天)之?以?内"
)
_PLAN_ENDS = {"十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
# A day before which something was to be so that it counts: 12月31日前注册的企业.
_QUALIFIES = LatePattern(
    rf"(?:之前|以前|前)[^，。；、]{{0,12}}的(?:企业|项目|{UNIT}|人员|个人|房屋|车辆|产品|机构|案件|贷款|合同)"
)
_ANY_MONTH = LatePattern(r"(?P<year>20[0-9]{2})年(?P<month>1[0-2]|0?[1-9])月")
_POINTED = LatePattern(r"(20[0-9]{2})[./](1[0-2]|0?[1-9])(?![0-9])(?:[./]([0-9]{1,2}))?")
_YEAR_ALONE = LatePattern(
    r"(?P<alone>20[0-9]{2})(?:年(?:度|全年)?(?![0-9]|之前|以前|前)|(?=[-—－–~～至到]+20))"
)
_PLAN_PERIOD = LatePattern(r"(?<=五)”?(?:规划)?(?:期间|时期|期内)")
_TIME = LatePattern(rf"{_DEADLINE.pattern}|{_YEAR_ALONE.pattern}")
_RANGE_END = LatePattern(r"[-—－–~～至到]+$")
_NEVER = LatePattern(
    r"长期|持续|常年|常态|全年|长效|每[年月季周日半]|按|适时|随时|根据|即时|实时|及时|动态|分年度|逐年"
)
_DONE = LatePattern(
    r"[，、]?(?:全部|基本|力争|全面|率先)?(?:完成|办结|建成|出台|印发|制定|达到|实现|形成|建立|取得)"
)
_SO_FAR = LatePattern(r"(?:截[至止]到?|自|从|于|以来)$")
_TIME_WORDS = LatePattern(r"^(?:均|并|须|应|要|需|力争|确保|原则上|于|在|到|至|其中|计划)+")
_RECURRING = LatePattern(rf"(?:持续|长期|常年|分年度|逐年){one_of(PURSUING)}?|每年")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: its last day, as printed, and whether it comes again every year.

    It is doubtful where the words leave open whether the month or quarter itself is over then: 6月前.
    """

    due_on: dt.date
    printed: str
    is_yearly: bool
    is_doubtful: bool = False


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
            is_yearly = found["yearly"] is not None
            deadlines.append(Deadline(due_on, found.group() + "前", is_yearly, _is_doubtful(plain, found)))
    return deadlines


def vague_times(text: str) -> list[str]:
    """What in ``text``, of no white space, sets a time that is no day: 2025年前, 印发后30日内."""
    return [found.group() for found in _VAGUE.finditer(text)]


def _is_doubtful(text: str, found: re.Match[str]) -> bool:
    """Whether it is a whole month, quarter or half-year before which something is due."""
    is_whole = found["bare"] is not None or (
        (found["quarter"] or found["half"]) and found.group()[-1] not in "底末"
    )
    return bool(is_whole and _BEFORE.match(text, found.end()))


def _sets_limit(text: str, found: re.Match[str]) -> bool:
    """Whether something is due then: 前 follows, or a deed (11月上旬完成), or 到 stands before 年底."""
    before = text[max(0, found.start() - 3) : found.start()]
    if _QUALIFIES.match(text, found.end()):
        return False
    if _UNTIL_MARK.match(text, found.end()) or found.group().endswith("年内"):
        return found["bare"] is None or bool(_BEFORE.match(text, found.end()))
    if _SO_FAR.search(before):
        return False
    done = _DONE.match(text, found.end())
    if done:
        return text[done.end() : done.end() + 1] not in ("的", "了", "过")
    return before.endswith(("到", "至")) and found.group()[-1] in "底末"


def read_time_label(value: str, *, year: int | None, issued_on: dt.date | None) -> dt.date | None:
    """The last day of what stands behind 完成时限：, where 前 may be missing; ``None`` for 持续推进.

    Of several deadlines the latest counts.
    """
    plain = re.sub("(?:年内)?持续推进", "", compact(value))
    plain = _PLAN_PERIOD.sub("期末", _POINTED.sub(_spelled, plain))
    days: list[dt.date] = []
    for found in _TIME.finditer(plain):
        if found["alone"] is not None:
            year = int(found["alone"])
        due_on = _date(year, 12, 31) if found["alone"] else _due_on(found, year, issued_on)
        if (
            due_on
            and days
            and due_on < days[-1]
            and not found["year"]
            and _RANGE_END.search(plain[: found.start()])
        ):
            due_on = _in_year(found, due_on.year + 1)
        year = int(found["year"]) if found["year"] else year
        days += [due_on] if due_on else []
    return max(days, default=None)


def is_unread_time(value: str) -> bool:
    """Whether what stands behind 完成时限： seems to name an end; 长期 and 每季度 name none."""
    plain = compact(value)
    return bool(re.search(r"[0-9年月季旬]", plain)) and not _NEVER.search(plain)


def _spelled(found: re.Match[str]) -> str:
    """2021.6 and 2021/6/30 as 2021年6月 and 2021年6月30日."""
    day = f"{found[3]}日" if found[3] else ""
    return f"{found[1]}年{int(found[2])}月{day}"


def is_time_phrase(text: str) -> bool:
    """Whether ``text`` says when, and no more than what by then: 2021年底前出台政策, 持续推进."""
    text = _TIME_WORDS.sub("", text)
    opening = _DEADLINE.match(text)
    if opening and (opening.group().endswith("内") or _UNTIL_MARK.match(text, opening.end())):
        return True
    rest = _RECURRING.sub("", _ANY_MONTH.sub("", _DEADLINE.sub("", text)))
    return rest != text and not re.sub(
        rf"{_UNTIL}|完成|推进|{one_of(DOING)}|到位|取得|启动|[，、；。并于在]", "", rest
    )


def _due_on(found: re.Match[str], year: int | None, issued_on: dt.date | None) -> dt.date | None:
    if found["plan"]:
        return _in_year(found, 0)
    if found["year"]:
        year = int(found["year"])
    elif found["relative"] in {"明年", "次年"} and year:
        year += 1
    if found["yearly"] and issued_on:
        due_on = _in_year(found, issued_on.year)
        return due_on if due_on and due_on >= issued_on else _in_year(found, issued_on.year + 1)
    return _in_year(found, year) if year else None


def _in_year(found: re.Match[str], year: int) -> dt.date | None:
    if found["plan"]:
        return _date(_PLAN_ENDS.get(found["plan"]), 12, 31)
    if found["month"]:
        month = int(found["month"])
        if found["day"]:
            return _date(year, month, int(found["day"]))
        days = {"上旬": 10, "中旬": 20}
        third = days.get(found["third"] or "")
        return _date(year, month, third) if third else _month_end(year, month)
    if found["quarter"]:
        return _month_end(year, 3 * (read_number(found["quarter"]) or 4))
    return _month_end(year, 6 if found["half"] == "上半年" or found["middle"] else 12)


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
