"""When reports are due: on days that are named, or again and again."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from reading.document import Rhythm
from reading.late_pattern import LatePattern
from reading.numerals import read_number

_UNTIL = r"(?:之前|以前|前|内)"
_YEAR = r"(?:20[0-9]{2}年|今年|本年度?|当年|明年|次年)"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_TOKEN = (
    rf"(?:{_YEAR}?{_MONTH}月份?(?:[0-9]{{1,2}}[日号]|[底末初]|[上中下]旬)?|{_YEAR}?年(?:[底末终中]|中)"
    rf"|(?<=[、和及与])[0-9]{{1,2}}[日号])"
)
_JOINT = rf"{_UNTIL}?(?:、|，?和|，?及|与|以及|，(?={_TOKEN}{_UNTIL}))(?:每年)?(?:于)?"
_NAMED = LatePattern(
    rf"(?P<yearly>每年度?的?)?(?P<days>{_TOKEN}(?:{_JOINT}{_TOKEN})*)(?P<until>{_UNTIL})?(?P<each>各)?"
)
_PART = LatePattern(
    rf"(?:(?P<year>20[0-9]{{2}})年|(?P<relative>今年|本年度?|当年|明年|次年))?"
    rf"(?:(?P<month>{_MONTH})月份?(?:(?P<day>[0-9]{{1,2}})[日号]|(?P<end>[底末])|(?P<third>[上中下]旬)|(?P<start>初))?"
    rf"|(?P<close>年[底末终]|(?<=年)[底末终])|(?P<middle>年中)|(?P<alone>[0-9]{{1,2}})[日号])"
)
_AFTER = (
    r"(?:结束|终了|过)?后(?:的?第?)?(?P<{name}>[0-9一二三四五六七八九十]{{1,3}})"
    r"个?(?:工作日|日|天)之?(?:内|前)?"
)
_WITHIN = "[0-9]{1,2}"
_RECURRING = LatePattern(
    r"(?P<other>(?:每|按)(?:两周|双周|周|旬|双月|两个?月|半个?月|日|天)|双月|双周|每隔)"
    rf"|(?P<half>(?:每|按)(?:个)?半年度?|半年度?(?:和|及|、|与|以及)(?:年终|年底|年末|全年|年度))(?P<half_end>[底末])?(?:{_AFTER.format(name='half_after')})?"
    r"|(?P<quarter>(?:每|按|各)个?季度?|(?:下(?:一)?|次)个?季度?(?=首月|第一)|季度?末(?=月|[前底]))"
    rf"(?:(?:的?(?P<which>末月|首月|最后一?个?月|第[一二三123]个?月)|(?P<quarter_end>[末底]))的?)?(?:(?P<quarter_day>{_WITHIN})[日号]|(?P<which_end>[底末]))?(?:{_AFTER.format(name='quarter_after')})?"
    rf"|(?P<month>(?:每|按)个?月|次月)(?:的?(?:(?P<month_day>{_WITHIN})[日号]|(?P<month_end>月?[底末])|(?P<month_third>[上中下]旬)))?"
    r"|(?P<year>每年度?|按年度?)(?:[底末](?=前))?"
)
_THIRDS = {"上旬": 10, "中旬": 20, "下旬": 31}


@dataclass(frozen=True, slots=True)
class When:
    """A time at which reports are due, as offsets into a sentence without white space.

    ``is_known`` is false for rhythms that the portal has no periods for, and for words that no day follows
    from though they seem to name one.
    """

    starts_at: int
    ends_at: int
    due_on: tuple[dt.date, ...]
    rhythm: Rhythm | None
    is_known: bool = True


def times_in(sentence: str, year: int | None, issued_on: dt.date | None) -> list[When]:
    """The times that a sentence of a document for ``year`` names; days joined by 、 are one time."""
    found = [_recurring(match, year, issued_on) for match in _RECURRING.finditer(sentence)]
    whens = [when for when in found if when is not None]
    taken = [(when.starts_at, when.ends_at) for when in whens]
    for match in _NAMED.finditer(sentence):
        when = _named(match, sentence, year, issued_on)
        if when is None:
            continue
        covered = [span for span in taken if span[0] < when.ends_at and when.starts_at < span[1]]
        if not covered:
            whens.append(when)
        elif match["yearly"]:
            whens = [other for other in whens if (other.starts_at, other.ends_at) not in covered] + [when]
    return sorted(whens, key=lambda when: when.starts_at)


def _named(found: re.Match[str], sentence: str, year: int | None, issued_on: dt.date | None) -> When | None:
    """Days that are named, with 前 behind them or 于 before; None where nothing is due on them."""
    before = sentence[max(0, found.start() - 4) : found.start()]
    is_due = found["until"] or before.endswith(("于", "在", "分别", "每年")) or found["yearly"]
    if not is_due or before.endswith(("截至", "截止", "自", "从", "印发")):
        return None
    days = _days(found["days"], year, issued_on if found["yearly"] else None)
    rhythm = Rhythm.YEARLY if found["yearly"] else None
    return When(found.start(), found.end(), days, rhythm, is_known=bool(days) or year is None)


def _days(printed: str, year: int | None, yearly_after: dt.date | None) -> tuple[dt.date, ...]:
    """The days of 6月30日、12月31日; a month without a day has that of the next one (3月、6月25日)."""
    parts = list(_PART.finditer(printed))
    days: list[dt.date] = []
    month: int | None = None
    for place, part in enumerate(parts):
        if part["year"]:
            year = int(part["year"])
        this_year = year + 1 if year and part["relative"] in ("明年", "次年") else year
        month = int(part["month"]) if part["month"] else month
        model = part if _has_day(part) else next((one for one in parts[place:] if _has_day(one)), part)
        day = _day(part, model, this_year, month)
        if day and yearly_after and day < yearly_after and day.year == yearly_after.year:
            day = _on(day.year + 1, day.month, day.day)
        days += [day] if day else []
    return tuple(sorted(dict.fromkeys(days)))


def _has_day(part: re.Match[str]) -> bool:
    return any(part[name] for name in ("day", "end", "third", "start", "close", "middle", "alone"))


def _day(part: re.Match[str], model: re.Match[str], year: int | None, month: int | None) -> dt.date | None:
    if year is None:
        return None
    if part["close"]:
        return dt.date(year, 12, 31)
    if part["middle"]:
        return dt.date(year, 6, 30)
    if month is None:
        return None
    printed = model["day"] or model["alone"]
    if model["start"]:
        return None
    return _on(
        year,
        month,
        int(printed) if printed else _THIRDS.get(model["third"] or "", 31),
        is_exact=bool(printed),
    )


def _recurring(found: re.Match[str], year: int | None, issued_on: dt.date | None) -> When | None:
    """A time that comes again; its days in the plan's year, without those before the issue."""
    at = found.span()
    if found["other"]:
        return When(*at, (), None, is_known=False)
    if found["half"]:
        return When(*at, _half_years(found, year, issued_on), Rhythm.HALF_YEARLY)
    if found["quarter"]:
        days = _quarters(found, year, issued_on)
        is_known = days is not None
        return When(*at, days or (), Rhythm.QUARTERLY, is_known=is_known)
    if found["month"]:
        return When(*at, _months(found, year, issued_on), Rhythm.MONTHLY)
    return When(*at, (), Rhythm.YEARLY)


def _half_years(found: re.Match[str], year: int | None, issued_on: dt.date | None) -> tuple[dt.date, ...]:
    if found["half_after"]:
        return _after([6, 12], found["half_after"], year, issued_on)
    return _on_days([6, 12], 31, year, issued_on) if found["half_end"] else ()


def _quarters(
    found: re.Match[str], year: int | None, issued_on: dt.date | None
) -> tuple[dt.date, ...] | None:
    """The days of a quarterly report; None where a day is named, but not of which month."""
    if found["quarter_after"]:
        return _after([3, 6, 9, 12], found["quarter_after"], year, issued_on)
    which = found["which"] or ("首月" if found["quarter"][0] in "下次" else "")
    is_end = bool(found["quarter_end"]) or found["quarter"].endswith("末")
    day = int(found["quarter_day"]) if found["quarter_day"] else 31 if found["which_end"] or is_end else None
    if found["quarter_day"] and not (which or is_end):
        return None
    if day is None:
        return ()
    first = {"首": 1, "一": 1, "1": 1, "二": 2, "2": 2}.get(which.removeprefix("第")[:1], 3)
    return _on_days(range(first, 13, 3), day, year, issued_on)


def _months(found: re.Match[str], year: int | None, issued_on: dt.date | None) -> tuple[dt.date, ...]:
    if not (found["month_day"] or found["month_end"] or found["month_third"]):
        return ()
    day = int(found["month_day"]) if found["month_day"] else _THIRDS.get(found["month_third"] or "", 31)
    return _on_days(range(1, 13), day, year, issued_on)


def _on_days(
    months: "range | list[int]", day: int, year: int | None, issued_on: dt.date | None
) -> tuple[dt.date, ...]:
    """One day of each of the months, the last of a short one."""
    if year is None or not 1 <= day <= 31:
        return ()
    days = [_on(year, month, day) for month in months]
    return tuple(day for day in days if day and (issued_on is None or day >= issued_on))


def _after(
    months: list[int], printed: str, year: int | None, issued_on: dt.date | None
) -> tuple[dt.date, ...]:
    """So many days after the end of each of the months, as far as that is in the plan's year."""
    count = read_number(printed)
    if year is None or count is None:
        return ()
    ends = [dt.date(year, month, calendar.monthrange(year, month)[1]) for month in months]
    days = [end + dt.timedelta(days=count) for end in ends]
    return tuple(day for day in days if day.year == year and (issued_on is None or day >= issued_on))


def _on(year: int, month: int, day: int, *, is_exact: bool = False) -> dt.date | None:
    """A day of a month; the last one of a shorter month, unless the day itself is printed."""
    last = calendar.monthrange(year, month)[1]
    if not 1 <= month <= 12 or day < 1 or (is_exact and day > last):
        return None
    return dt.date(year, month, min(day, last))
