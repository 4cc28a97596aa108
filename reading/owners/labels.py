"""The labels of owner notes: 牵头单位：, 【责任部门】, 完成时限：, 责任人：."""

import re
from functools import lru_cache

from reading.late_pattern import EitherPattern, LatePattern
from reading.vocabulary import (
    CONTACT_LABEL,
    DIVISIONS,
    DUTY,
    GUIDE_LABELS,
    LEAD_LABELS,
    LEVELS,
    OTHER_LABEL,
    PEOPLE_LABEL,
    PLAIN_LABELS,
    QUALIFIERS,
    SHORT_LABELS,
    SUPPORT_LABELS,
    TIME_LABEL,
    UNITS,
    one_of,
)

LEAD, PLAIN, SUPPORT, GUIDE = "lead", "plain", "support", "guide"
PEOPLE, CONTACT, TIME, OTHER, UNKNOWN = "people", "contact", "time", "other", "unknown"
_UNIT = one_of(UNITS)
_QUALIFIED_UNIT = rf"{one_of(QUALIFIERS)}?(?:[（(]{one_of(QUALIFIERS)}[）)])?{_UNIT}(?:[（(]{_UNIT}[）)])?"
_LEVEL = rf"(?:{one_of(LEVELS)})?"
_JOINT = r"(?:和|及|与|暨|、|/)?"
_LEAD = rf"{_LEVEL}{one_of(LEAD_LABELS)}{_QUALIFIED_UNIT}{_JOINT}(?:{DUTY}{_UNIT})?"
_PLAIN = rf"{_LEVEL}(?:主要|具体|共同)?{one_of(PLAIN_LABELS)}{_QUALIFIED_UNIT}|{one_of(DIVISIONS)}"
_SUPPORT = rf"{_LEVEL}{one_of(SUPPORT_LABELS)}{_QUALIFIED_UNIT}"
_GUIDE = rf"{_LEVEL}{one_of(GUIDE_LABELS)}{_QUALIFIED_UNIT}"
_PERSONS = rf"(?:{PEOPLE_LABEL}|{CONTACT_LABEL})"
_OTHERS = rf"(?:{_PERSONS}|{TIME_LABEL}|分工|{_UNIT})"
_KINDS = tuple(
    (kind, LatePattern(rf"(?:{words})(?:{_JOINT}{_OTHERS})?"))
    for kind, words in (
        (LEAD, _LEAD),
        (PLAIN, _PLAIN),
        (SUPPORT, _SUPPORT),
        (GUIDE, _GUIDE),
        (PEOPLE, PEOPLE_LABEL),
        (CONTACT, CONTACT_LABEL),
        (TIME, TIME_LABEL),
        (OTHER, OTHER_LABEL),
    )
)
_SHORT_KINDS = tuple(
    (kind, LatePattern(one_of(set(SHORT_LABELS) & set(words))))
    for kind, words in (
        (LEAD, LEAD_LABELS),
        (PLAIN, PLAIN_LABELS),
        (SUPPORT, SUPPORT_LABELS),
        (GUIDE, GUIDE_LABELS),
    )
)
_ENDINGS = (
    (PEOPLE, LatePattern(r".*(?:[任系头办责]人|人员|领导|同志|联络员|组长)")),
    (TIME, LatePattern(r".*(?:时限|时间|期限|节点|进度|日期|周期)")),
    (UNKNOWN, LatePattern(rf".*{_UNIT}")),
)
"""What a label that nobody knows holds, by its end: 包保单位, 帮扶领导."""
_LABEL = LatePattern(
    r"[（【\[［〖〔]?([\u4e00-\u9fff、/]{2,14}(?:（[\u4e00-\u9fff]{2,4}）[\u4e00-\u9fff]{0,4})?)"
    r"(?:：|[】\]］〗〕]：?|）：)"
)
_WORDS = (*LEAD_LABELS, *PLAIN_LABELS, *SUPPORT_LABELS, *GUIDE_LABELS)
FIRST_LETTERS = "".join(sorted({word[0] for word in (*_WORDS, *LEVELS, "主要", "共同", "具体")}))
_END = r"\s*(?:[：:﹕]|[】\]］〗〕]\s*[：:]?|[）)]\s*[：:])"


def _with_blanks(pattern: str) -> str:
    """``pattern`` with blanks allowed between its words: 责 任 单 位."""
    return re.sub(r"([\u4e00-\u9fff])(?![?\]]|[\u4e00-\u9fff]+\])", r"\1[ \\t\\u3000]*", pattern)


_SHORT = rf"(?<![\u4e00-\u9fff]){one_of(SHORT_LABELS)}"
_OWNER_LABEL = rf"(?:{_LEAD}|{_PLAIN}|{_SUPPORT}|{_GUIDE})(?:{_JOINT}{_OTHERS})?"
OWNER_LABEL_LINE = LatePattern(
    rf"\s*[（(【\[［〖〔]?\s*"
    rf"{_with_blanks(rf'(?:{_LEVEL}(?:主要|具体|共同)?{one_of(_WORDS)}{_QUALIFIED_UNIT}|{DIVISIONS[0]}|{one_of(SHORT_LABELS)})')}"
    rf"(?:{_with_blanks(_JOINT + _OTHERS)}){{0,2}}{_END}"
)
LABEL_LINE = EitherPattern(
    OWNER_LABEL_LINE,
    LatePattern(rf"\s*[（(【\[［〖〔]?{_with_blanks(rf'(?:{TIME_LABEL}|适用范围|{_PERSONS})')}\s*[：:】]"),
)
_ANY_LABEL = LatePattern(
    rf"[；，、。\s]*(?P<opening>[【\[［〖])?\s*"
    rf"(?P<label>{_with_blanks(rf'(?:{_OWNER_LABEL}|{_PERSONS}|{TIME_LABEL}|{OTHER_LABEL}|{_SHORT})')})"
    r"\s*(?(opening)[】\]］〗]\s*[：:﹕]?|[：:﹕])\s*"
)
_ENDING = one_of((*UNITS[:2], "领导"))
_BLANKS = LatePattern(r"\s+")
LABEL_BEFORE_COLON = LatePattern(
    rf"(?P<label>(?:[【\[［〖]\s*)?{_with_blanks(rf'(?:{_OWNER_LABEL}|{_PERSONS}|{TIME_LABEL}|{_SHORT})')})\s*(?:[】\]］〗]\s*)?[：:﹕】\]］〗]$"
)
UNKNOWN_LABEL_BEFORE_COLON = LatePattern(
    rf"(?:^|[^\u4e00-\u9fff])(?P<label>[【\[［〖]?[\u4e00-\u9fff]{{2,6}}{_ENDING})\s*[：:﹕】\]］〗]$"
)
_NEXT_LABEL = EitherPattern(
    LABEL_LINE,
    LatePattern(rf"\s*[（(【\[]?(?:{OTHER_LABEL}|[^\s。；：:，,]{{2,8}}{_ENDING})[：:】]"),
)


def part_labels(content: str) -> str:
    """``content`` with ； before each label that is known, however it is parted from what stands before it:
    甲局　配合单位：乙局; without blanks inside labels, and with a colon where a blank stands for it."""
    if " " in content:
        content = _BLANK_LABEL.sub(r"；\g<label>：", content)
    return _ANY_LABEL.sub(lambda found: f"；{_BLANKS.sub('', found['label'])}：", content)


@lru_cache(maxsize=4096)
def kind_of(label: str) -> str:
    """What stands behind ``label``: owners that lead, are responsible, support or guide (lead, plain,
    support, guide), persons who answer for the task or for questions (people, contact), a time, something
    else (other), or owners by a word that nobody knows (unknown)."""
    for kind, words in (*_KINDS, *_SHORT_KINDS, *_ENDINGS):
        if words.fullmatch(label):
            return kind
    return ""


_BLANK_LABEL = LatePattern(rf"(?:^|[；，、。 ])(?P<label>{_OWNER_LABEL}) (?=[\u4e00-\u9fff])")
BLANK_LABEL_LINE = LatePattern(
    rf"^[ \t\u3000]*(?P<label>{_OWNER_LABEL})[ \t\u3000]+(?=[\u4e00-\u9fff])", re.MULTILINE
)
_UNMARKED = LatePattern(rf"(?P<label>{_OWNER_LABEL})[为是]?(?=[\u4e00-\u9fff])(?![和及与、]|要|应|须|按)")


def unmarked_label(segment: str) -> tuple[str, str] | None:
    """The label that ``segment`` starts with where no colon follows (牵头单位甲局), and what follows it."""
    found = _UNMARKED.match(segment)
    return (found["label"], segment[found.end() :]) if found else None


def label_of(segment: str) -> tuple[str, str, str] | None:
    """The label that ``segment`` starts with, its kind, and what follows it; the kind is empty where the word
    before the colon says nothing of who or when."""
    found = _LABEL.match(segment) if "：" in segment or segment[:1] in "【[［〖" else None
    if not found:
        return None
    return found[1], kind_of(found[1]), segment[found.end() :]


def goes_on_with_label(text: str, at: int) -> bool:
    """Whether a label of a note stands at ``at``, so that the note before it goes on."""
    return bool(_NEXT_LABEL.match(text, at))
