"""By when and how often a document wants to be reported on, and to whom."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from reading import cautions
from reading.dates import Deadline, read_deadlines
from reading.document import Caution, ReportDuty, Section
from reading.late_pattern import LatePattern
from reading.notice.receivers import contact_in, is_contact, receiver_in
from reading.notice.rhythms import When, times_in
from reading.numerals import compact
from reading.structure.flow import Places
from reading.vocabulary import OURSELVES, RECEIVER_END

_LONGEST, _LONGEST_CONTACT = 600, 200
_SENTENCE = LatePattern(r"[^。\n]{0,400}")
_REPORTS = LatePattern(
    r"报送|上报|向[^，。]{2,24}(?:书面)?报告|(?:反馈|报告|(?<![年月日季周公简快预情通汇申填专])报)(?=至|给|到|我|省|市|县|区|国|州)"
)
# What is reported, or to whom, which tells a report from 上报审批.
_SUBJECT = LatePattern(
    rf"报送(?:至|给|到)?[\u4e00-\u9fff]{{1,20}}?{RECEIVER_END}(?=[（(。；，]|$)"
    r"|情况|总结|报告|进展|材料|成效|结果|台账|报表|数据|汇总|清单|书面|电子|自评|经验|做法|信息|工作|报送至|报我"
)
_RECEIVER = LatePattern(
    rf"(?:报送|上报|报告|反馈|报(?![送告]))(?:[^，。；]{{0,12}}?(?:至|给|到))?(?:{OURSELVES})?"
    rf"(?P<receiver>[\u4e00-\u9fff（）]{{1,30}}?{RECEIVER_END}(?:（[^（）：:]{{2,20}}）)?)"
    r"(?=[。，；、（(]|汇总|备案|$)|向(?P<told>[\u4e00-\u9fff（）]{2,24}?)(?:书面)?报告"
)
_DUTY_SENTENCE = LatePattern(r"[^。！？\n]+")
_SENDS = LatePattern(
    rf"{_REPORTS.pattern}|反馈|填报|(?<![年月日季周公简快预情通汇申填专海])报[\u4e00-\u9fff（）]{{1,24}}?{RECEIVER_END}"
)


@dataclass(frozen=True, slots=True)
class Report:
    """The report the document asks for; ``None`` where it asks for none."""

    due_on: dt.date | None = None
    receiving_department: str | None = None


def read_report(
    texts: list[str], year: int | None, issued_on: dt.date | None
) -> tuple[Report, list[Caution]]:
    """The report asked for in ``texts``: the last sentence that sets a day and says 报送."""
    for text in reversed(texts):
        for sentence in reversed(_SENTENCE.findall(compact(text.replace("\n", "。")))):
            found = _REPORTS.search(sentence) if "报" in sentence else None
            if not found or not _SUBJECT.search(sentence):
                continue
            deadlines = read_deadlines(sentence, year=year, issued_on=issued_on)
            if deadlines:
                return _report(sentence, deadlines[-1])
    return Report(), []


def _report(sentence: str, deadline: Deadline) -> tuple[Report, list[Caution]]:
    receiver = _RECEIVER.search(sentence, sentence.index("前") if "前" in sentence else 0)
    name = (receiver["told"] or receiver["receiver"]) if receiver else None
    yearly = [cautions.caution(cautions.REPORT_YEARLY, deadline=deadline.printed)]
    return Report(deadline.due_on, name), yearly if deadline.is_yearly else []


@dataclass(frozen=True, slots=True)
class _Asked:
    """A report that a sentence asks for, with its words as offsets into it."""

    starts_at: int
    ends_at: int
    text: str
    when: When
    receiver: str | None
    contact: str | None

    @property
    def is_kept(self) -> bool:
        """Whether it is known at least how often it is due."""
        return self.when.is_known or self.when.rhythm is not None


def read_reports(
    texts: Iterable[Section], year: int | None, issued_on: dt.date | None
) -> tuple[list[ReportDuty], list[Caution]]:
    """Every report that ``texts`` ask for: a sentence that says when, and 报送 or the like.

    Each time has a duty of its own: 每季度末月25日前报送进展，12月10日前报送总结 are two. A rhythm that there
    are no periods for (每周), or whose day cannot be told, is doubted.
    """
    duties: list[ReportDuty] = []
    warnings: list[Caution] = []
    for text in texts:
        for asked, at, following in _asked_by(text, year, issued_on):
            if not asked.when.is_known:
                said = {"section": text.path or cautions.PREAMBLE, "text": asked.text}
                warnings.append(cautions.caution(cautions.REPORT_RHYTHM, at=at, **said))
            if asked.is_kept:
                contact = (contact_in(following) if following else None) or asked.contact
                when = asked.when
                duties.append(ReportDuty(asked.text, when.due_on, when.rhythm, asked.receiver, contact, *at))
    return duties, warnings


def _asked_by(
    text: Section, year: int | None, issued_on: dt.date | None
) -> Iterator[tuple[_Asked, tuple[int, int], str]]:
    """The reports that a text asks for, each with its place in the source, and with what stands behind its
    sentence where that says whom to ask."""
    if "报" not in text.text and "反馈" not in text.text:
        return
    places = Places(text.runs, text.starts_at)
    for found in _DUTY_SENTENCE.finditer(text.text):
        for asked in _asked_in(found.group(), year, issued_on):
            begin, end = found.start() + asked.starts_at, found.start() + asked.ends_at
            is_asked = is_contact(text.text, found.end())
            following = text.text[found.end() : found.end() + _LONGEST_CONTACT] if is_asked else ""
            yield asked, (places.offset(begin), places.offset(end - 1) + 1), following


@lru_cache(maxsize=1024)
def _asked_in(sentence: str, year: int | None, issued_on: dt.date | None) -> tuple[_Asked, ...]:
    """The reports that a sentence asks for; remembered, since a draft is read more than once."""
    plain = compact(sentence) if len(sentence) <= _LONGEST else ""
    if not _SENDS.search(plain) or not _SUBJECT.search(plain):
        return ()
    whens = times_in(plain, year, issued_on)
    ends = [*(when.starts_at for when in whens[1:]), len(plain)]
    return tuple(
        _asked(sentence, plain, when, end, is_first=when is whens[0])
        for when, end in zip(whens, ends, strict=False)
        if _SENDS.search(plain, when.ends_at, end)
    )


def _asked(sentence: str, plain: str, when: When, end: int, *, is_first: bool) -> _Asked:
    """What is asked for by a time: from its clause, or from where it stands, to ``end``, where the next time
    begins. ``plain`` is the sentence without white space."""
    begin = max(plain.rfind(mark, 0, when.starts_at) for mark in "，；") + 1 if is_first else when.starts_at
    is_collected = "汇总" in plain[: when.starts_at]
    stretches = [plain] if is_collected else [plain[when.ends_at : end], plain[when.ends_at :]]
    receiver = next(filter(None, map(receiver_in, stretches)), None)
    places = [place for place, character in enumerate(sentence) if compact(character)]
    starts_at, ends_at = places[begin], places[end - 1] + 1
    text = sentence[starts_at:ends_at].rstrip("，；、于在请 ").lstrip("，；、 ")
    return _Asked(starts_at, ends_at, text, when, receiver, contact_in(sentence))
