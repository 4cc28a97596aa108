"""What a note says beyond its own text: that the first one leads, whom all below concerns, that it is for
what stands above."""

import re
from dataclasses import dataclass

from reading.late_pattern import LatePattern
from reading.numerals import compact
from reading.vocabulary import DUTY_VERBS, LEADS, REALISES, one_of

_FIRST_LEADS = LatePattern(
    rf"(?:列|排|位|处)[^，。；：]{{0,8}}(?:第一|首位|首)[^，。；：]{{0,10}}{LEADS}|{LEADS}[^，。；：]{{0,8}}(?:第一|首位)"
    rf"|(?:第一(?:个|家)?|首个|首位)[^，。；：]{{0,8}}(?:为|是)[^，。；：]{{0,4}}{LEADS}"
)
_ITEMS = r"(?:各项|各条|全部|所有|其他|相关)*(?:任务|工作|措施|举措|事项|内容|条款|项目|各项)*"
_NOT_AGAIN = (
    r"(?:均|都|皆)?(?:不再|不)(?:一一|逐一|逐项)?(?:列出|重复(?:列出|标注)?|赘述|列明|说明|标注|注明|列示)"
)
_REPEATED = LatePattern(
    rf"(?:以)?下同|(?:以下|下文|后续){_ITEMS}(?:均)?同(?:此|上)?|(?:(?:以下|下文|后文|后续){_ITEMS})?{_NOT_AGAIN}"
)
_CONCERNS_BELOW = LatePattern(
    rf"(?:以下|下述|下列|后续){_ITEMS}(?:均|都|皆)?(?:需|须|应|要)?(?:均)?由?(?P<who>.{{2,60}}?{one_of(DUTY_VERBS)})"
    rf"|各项(?:任务|工作|措施)均需(?P<whom>.{{2,30}}{REALISES})"
)
_ABOVE = LatePattern(
    r"(?:以上|上述)(?:第?[0-9一二三四五六七八九十]{1,3}(?:[—–－\-~至到、][0-9一二三四五六七八九十]{1,3})*)?(?:项|条|款)?"
    rf"{_ITEMS}(?:均|都)?(?:由|，由?)?"
)
_THIS = LatePattern(r"(?:此项|该项|本项|这项|上述|本条|该|此|本)(?:任务|工作|措施|事项|举措)由?")
_MAY_RULE = LatePattern("[下首第同不]|各项")


@dataclass(frozen=True, slots=True)
class Rule:
    """Whom all that follows concerns: ``clause`` says who and what, empty where it is who the note names;
    ``printed`` are the words that say so."""

    clause: str
    printed: str


def says_first_leads(text: str) -> bool:
    """Whether ``text`` sets the rule that of several owners the first one leads (列第一位者为牵头单位)."""
    return LEADS in text and bool(_FIRST_LEADS.search(compact(text)))


def part_rules(content: str) -> tuple[str, Rule | None]:
    """The note without the parts that set a rule, and the rule for what follows, if there is one."""
    if not _MAY_RULE.search(content):
        return content, None
    kept, clause, printed, is_set = [], "", [], False
    for part in re.split("[，。]", content):
        if _FIRST_LEADS.search(part):
            continue
        if found := _CONCERNS_BELOW.fullmatch(part):
            clause, is_set = found["who"] or found["whom"], True
            printed.append(part)
        elif _REPEATED.fullmatch(part):
            is_set = is_set or "不" in part
            printed.append(part)
        else:
            kept.append(part)
    return "，".join(kept), Rule(clause, "，".join(printed)) if is_set else None


def part_reach(content: str) -> tuple[str, bool]:
    """The note without the words that say what it is about (此项工作由), and whether it is for what stands
    above (以上由)."""
    if found := _ABOVE.match(content):
        return content[found.end() :], True
    if found := _THIS.match(content):
        return content[found.end() :], False
    return content, False
