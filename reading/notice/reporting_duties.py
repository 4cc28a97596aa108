"""By when a document wants to be reported on, and to whom."""

import datetime as dt
import re
from dataclasses import dataclass

from reading import cautions
from reading.dates import Deadline, read_deadlines
from reading.document import Caution
from reading.numerals import compact
from reading.vocabulary import OURSELVES, RECEIVER_END

_SENTENCE = re.compile(r"[^。\n]{0,400}")
_REPORTS = re.compile(
    r"报送|上报|向[^，。]{2,24}(?:书面)?报告|(?:反馈|报告|(?<![年月日季周公简快预情通汇申填专])报)(?=至|给|到|我|省|市|县|区|国|州)"
)
_SUBJECT = re.compile(
    r"情况|总结|报告|进展|材料|成效|结果|台账|报表|数据|汇总|清单|书面|电子|自评|经验|做法|信息|工作|报送至|报我"
)
_RECEIVER = re.compile(
    rf"(?:报送|上报|报告|反馈|报)(?:[^，。；]{{0,12}}?(?:至|给|到))?(?:{OURSELVES})?"
    rf"(?P<receiver>[\u4e00-\u9fff（）]{{2,30}}?{RECEIVER_END}(?:（[^（）]{{2,20}}）)?)"
    r"(?=[。，；、（(]|汇总|备案|$)|向(?P<told>[\u4e00-\u9fff（）]{2,24}?)(?:书面)?报告"
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
