"""The labels of owner notes: 牵头单位：, 【责任部门】, 完成时限：."""

import re

from reading.vocabulary import (
    DIVISIONS,
    DUTY,
    LEAD_LABELS,
    OTHER_LABEL,
    PEOPLE_LABELS,
    PLAIN_LABELS,
    QUALIFIERS,
    SUPPORT_LABELS,
    TIME_LABEL,
    UNITS,
    one_of,
)

_UNIT = one_of(UNITS)
_QUALIFIED_UNIT = rf"{one_of(QUALIFIERS)}?{_UNIT}"
_KINDS = (
    ("lead", re.compile(rf"{one_of(LEAD_LABELS)}{_QUALIFIED_UNIT}(?:和|及)?(?:{DUTY}{_UNIT})?")),
    ("plain", re.compile(rf"{one_of(PLAIN_LABELS)}{_QUALIFIED_UNIT}|{one_of(DIVISIONS)}")),
    ("support", re.compile(rf"{one_of(SUPPORT_LABELS)}{_QUALIFIED_UNIT}")),
    ("time", re.compile(TIME_LABEL)),
    ("other", re.compile(OTHER_LABEL)),
)
_LABEL = re.compile(r"[（【\[［〖]?([\u4e00-\u9fff]{2,10})(?:：|[】\]］〗]：?|）：)")
_WORDS = (*LEAD_LABELS, *PLAIN_LABELS, *SUPPORT_LABELS)
FIRST_LETTERS = "".join(sorted({word[0] for word in _WORDS}))
OWNER_LABEL_LINE = re.compile(
    rf"\s*[（(【\[［〖〔]?\s*(?:{one_of(_WORDS)}{_QUALIFIED_UNIT}|{DIVISIONS[0]})(?:及分工)?"
    r"\s*(?:[：:]|[】\]］〗〕]\s*[：:]?|[）)]\s*[：:])"
)
LABEL_LINE = re.compile(
    rf"{OWNER_LABEL_LINE.pattern}|\s*[（(【\[［〖〔]?(?:{TIME_LABEL}|适用范围|{one_of(PEOPLE_LABELS)})[：:】]"
)


def label_of(segment: str) -> tuple[str, str] | None:
    """The kind of label that ``segment`` starts with (lead, plain, support, time or other), and what follows
    it."""
    found = _LABEL.match(segment)
    if not found:
        return None
    for kind, words in _KINDS:
        if words.fullmatch(found[1]):
            return kind, segment[found.end() :]
    return None
