"""What is attached to a notice, and whether the plan is in it."""

import re
from itertools import pairwise

from reading.dates import read_day
from reading.markers import is_section_start
from reading.vocabulary import OWNER_MENTION, PLAIN_VERBS, one_of

_ATTACHMENT = re.compile(r"附\s*件\s*(?:[\d一二三四五六七八九十]{1,3}\s*)?(?:[：:].*)?|附[：:].*")
_HEAD = re.compile(r"附件?[\d一二三四五六七八九十]{0,3}[：:]?")
_TITLED = re.compile(r"附件?[\d一二三四五六七八九十]{0,3}[：:](?:[\d一二三四五六七八九十]{1,2}[.．、])?")
_FEWEST_SECTIONS = 3
_DUTY = re.compile(
    rf"[（(【\[［〔][^（）()\n]{{2,200}}{one_of(PLAIN_VERBS)}|{OWNER_MENTION}|{one_of(PLAIN_VERBS)}[）)】\]］〕]"
)


def is_attachment(text: str) -> bool:
    return bool(_ATTACHMENT.fullmatch(text))


def in_attachment_list(texts: list[str], number: int) -> bool:
    """Whether the numbered line belongs to the list behind 附件：, which counts 1. 2. 3."""
    if not texts[number][:1].isdigit():
        return False
    for before in range(number - 1, max(-1, number - 12), -1):
        if is_attachment(texts[before]):
            return True
        if texts[before][-1:] in "。：" or read_day(texts[before]):
            return False
    return False


def plan_in_attachment(texts: list[str], body_from: int, body_to: int) -> int | None:
    """Where the attachment begins that holds the plan: it names who is responsible and the body before it
    does not. ``None`` when the body is the plan itself."""
    if any(_DUTY.search(text) for text in texts[body_from:body_to]):
        return None
    heads = [number for number in range(body_to, len(texts) - 1) if _HEAD.fullmatch(texts[number])]
    for begin, end in pairwise([*heads, len(texts)]):
        attached = texts[begin + 1 : end]
        sections = sum(1 for text in attached if is_section_start(text))
        if sections >= _FEWEST_SECTIONS and any(_DUTY.search(text) for text in attached):
            return begin + 1
    return None


def attachment_title(texts: list[str], body_from: int) -> tuple[int, int] | None:
    """The line above the body that calls itself an attachment and says its title: 附件1：某方案."""
    for number in range(body_from - 1, max(-1, body_from - 4), -1):
        if _TITLED.match(texts[number]) and without_attachment(texts[number]):
            return number, number + 1
    return None


def without_attachment(title: str) -> str:
    """``title`` without 附件1： before it."""
    return _TITLED.sub("", title, count=1)
