"""What is attached to a notice: the lines that open an attachment, and the lists that only name them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reading.late_pattern import LatePattern
from reading.markers import read_marker
from reading.notice.signature import AFTERWORDS, is_dated, is_signature, is_signed
from reading.owners.labels import LABEL_LINE
from reading.vocabulary import DUTY_VERBS, one_of

_KIND = r"附(?:\s*[件表录])?"
_NUMBER = r"[\s\d一二三四五六七八九十]"
_HEAD = LatePattern(rf"{_KIND}{_NUMBER}{{0,3}}[：:]?")
_TITLED = LatePattern(rf"{_KIND}{_NUMBER}{{0,4}}[：:]\s*(?:{_NUMBER}{{1,2}}[.．、]\s*)?(?=\S)")
# A title behind the number with nothing but a blank between: 附件1 某方案, 附件1 2024年某方案.
_RUN_ON = LatePattern(
    rf"附\s*[件表]\s*(?:{_NUMBER}{{1,3}}(?![\d一二三四五六七八九十（(，。、中的所为和及第规与])|[1-9](?=20\d\d年))"
)
_FIRST_NUMBER = LatePattern(r"[：:](\d{1,2})[.．、]")
_ENTRY = LatePattern(r"[（(]?\d{1,2}[）)]?[.．、]?(?=20\d\d年|[^\d.．、，）)年月日])")
_ENTITLES = LatePattern(
    r"(?:方案|办法|规划|计划|纲要|要点|指引|措施|规定|细则|行动|分工|清单|指南|规则|制度|政策|任务|意见|目录|名单|名册|[表书图册函单]"
    r"|模板|样式|格式|范本|样本|样张|回执|安排|标准|说明|流程|材料|情况|信息|汇总|通知|报告|总结|要求|分解|台账)"
    r"(?:[（(][^（）()]{1,24}[）)])*[；;。]?$"
)
_NO_ENTRY = LatePattern(rf"[。；](?=.)|{one_of(DUTY_VERBS)}[）)】\]]?[。；]?$")
_LONGEST_ENTRY = 80
_LONGEST_LINE = 80
_LONGEST_LIST = 60


@dataclass(frozen=True, slots=True)
class Attachments:
    """``heads`` are the lines that open an attachment; ``listed`` those of lists that name attachments."""

    heads: frozenset[int]
    listed: frozenset[int]


def find_attachments(texts: list[str]) -> Attachments:
    """Which of the compact lines ``texts`` open an attachment, and which only say what is attached.

    附件：1.… in a notice is a list, and goes on over its entries; 附件 or 附件1：… above what is attached is
    a head. A numbered line behind a head is no entry: it opens the first section of the attachment.
    """
    heads: set[int] = set()
    listed: set[int] = set()
    for number, text in enumerate(texts):
        if text[0] != "附" or number in listed or not is_attachment(text):
            continue
        end = _list_end(texts, number)
        if end is None:
            heads.add(number)
        else:
            listed.update(range(number, end))
    return Attachments(frozenset(heads), frozenset(listed))


def is_attachment(text: str) -> bool:
    """Whether the compact line ``text`` is 附件, 附件1, 附：, or has a title behind it: 附件1：某方案."""
    return text[:1] == "附" and len(text) < _LONGEST_LINE and _is_attachment(text)


def _is_attachment(text: str) -> bool:
    if "。" in text[:-1]:
        return False
    return bool(_HEAD.fullmatch(text) or _TITLED.match(text)) or (
        bool(_RUN_ON.match(text)) and bool(_ENTITLES.search(text))
    )


def has_title(text: str) -> bool:
    """Whether the title stands on the same line: 附件1：某方案."""
    return _HEAD.fullmatch(text) is None and is_attachment(text)


def without_attachment(title: str) -> str:
    """``title`` without 附件1： before it."""
    return _TITLED.sub("", title, count=1) if _TITLED.match(title) else _RUN_ON.sub("", title, count=1)


def _list_end(texts: list[str], at: int) -> int | None:
    """The place after the list that begins at the attachment line ``at``; ``None`` where it is a head."""
    is_bare = not has_title(texts[at])
    first = None if is_bare else _FIRST_NUMBER.search(texts[at])
    if not is_bare and not _may_be_entry(without_attachment(texts[at])):
        return None
    entries = list(_entries(texts, at, int(first[1]) + 1 if first else 1)) if is_bare or first else []
    if is_bare and not entries:
        return None
    end = entries[-1] + 1 if entries else at + 1
    is_entitled = not is_bare or any(_ENTITLES.search(texts[entry]) for entry in entries)
    if _closes_notice(texts, end):
        return end if is_entitled or texts[at][-1] in "：:" else None
    is_list = bool(entries) and is_entitled and (not is_bare or texts[at][-1] in "：:")
    return end if is_list and not _goes_on_below(texts, end) else None


def _entries(texts: list[str], at: int, wanted: int) -> Iterator[int]:
    """The places of the entries below an attachment line, and of lines that an entry breaks off in."""
    number = at + 1
    while number < min(at + _LONGEST_LIST, len(texts)):
        if _entry_number(texts[number]) == wanted:
            wanted += 1
        elif wanted == 1 or not _breaks_off(texts, number, wanted):
            return
        yield number
        number += 1


def _entry_number(text: str) -> int | None:
    found = _ENTRY.match(text) if text[0].isdigit() or text[0] in "（(" else None
    if not found or not _may_be_entry(text):
        return None
    return int(re.sub(r"\D", "", found.group()))


def _may_be_entry(text: str) -> bool:
    return len(text) <= _LONGEST_ENTRY and not _NO_ENTRY.search(text) and not LABEL_LINE.match(text)


def _breaks_off(texts: list[str], number: int, wanted: int) -> bool:
    """Whether the line ends an entry that broke off in the line before: the next entry follows it."""
    text = texts[number]
    follows = number + 1 < len(texts) and _entry_number(texts[number + 1]) == wanted
    is_text = len(text) <= 30 and read_marker(text) is None and not is_signature(text)
    return follows and is_text and _may_be_entry(text)


def _closes_notice(texts: list[str], at: int) -> bool:
    """Whether nothing but a signature, a date or another attachment follows, as behind a notice's list."""
    if at >= len(texts):
        return True
    text = texts[at]
    if is_attachment(text) or is_dated(text) or AFTERWORDS.fullmatch(text):
        return True
    number = at
    while number < min(at + 12, len(texts)) and is_signed(texts, number):
        number += 1
    return number > at and (
        number == len(texts)
        or is_dated(texts[number])
        or is_attachment(texts[number])
        or bool(AFTERWORDS.fullmatch(texts[number]))
    )


def _goes_on_below(texts: list[str], at: int) -> bool:
    """Whether the text of an item stands at ``at``, so that the lines before are no entries but headings."""
    return bool(LABEL_LINE.match(texts[at])) or "。" in texts[at] or read_marker(texts[at]) is not None
