"""Names and verbs of a clause in turn: who leads, who supports, and whom no verb speaks of."""

import re
from dataclasses import dataclass, field

from reading.owners.names import split_names
from reading.vocabulary import (
    ANSWERS,
    DEEDS,
    DEPARTMENT,
    DOING,
    DUTY,
    EFFORTS,
    GUIDING,
    HELPING,
    IN_CHARGE,
    LEAD_VERBS,
    SUPPORTING,
    TOGETHER,
    UNDERTAKING,
    UNIT,
    one_of,
)

_MANNER = (
    "(?:(?:按照?|根据|依据|依照?)?(?:各自|自身|其)?的?(?:职责|职能|职权|权限|任务|工作职责)(?:权限|任务|范围)?(?:分工)?|分工)?"
    "(?:分别|共同|具体|联合|分头|统筹|各自)?"
)
_DEED = one_of(DEEDS)
_LEAD = rf"(?:{ANSWERS})?{one_of(LEAD_VERBS)}{_DEED}?"
_SUPPORT = rf"(?:积极)?{one_of((*SUPPORTING, HELPING, *GUIDING))}{_DEED}?"
_PLAIN = rf"{ANSWERS}{_DEED}?|{one_of((*IN_CHARGE, *EFFORTS, *DOING, *UNDERTAKING))}"
_VERB = re.compile(
    rf"{_MANNER}(?:(?P<lead>{_LEAD})|(?P<support>{_SUPPORT})|(?P<plain>{_PLAIN}))(?=$|[、，；]|{TOGETHER}|并由)"
)
_TOGETHER = re.compile(rf"(?:并|，)?{TOGETHER}(?!署)")
_MANY = (UNIT, DEPARTMENT, "地区", "地方", "机构", "企业")
_OTHERS = re.compile(
    r"(?<![高平同均优初中上下])等(?![级院学教离])(?:\d{1,2}|[两一二三四五六七八九十]{1,3})?(?:个|家)?"
    rf"(?:(?:国务院|中央|省直|市直|区直|县直|省级|市级|省|市|区|县|其他|有关|相关|各|成员|{DUTY}|地方)*"
    rf"(?:{one_of(_MANY)}|部委|方面|委办局))?(?:[和及、]{one_of(_MANY)}(?=$|[、，；和及]))?"
)


@dataclass(slots=True)
class Groups:
    """Names by what the note says of them, and what stands beside them."""

    lead: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    unverbed: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    chunks: list[list[str]] = field(default_factory=list)
    and_others: bool = False

    def put(self, role: str, names: list[str]) -> None:
        groups = {"lead": self.lead, "plain": self.plain, "support": self.support}
        groups[role].extend(names)
        self.chunks.append(names)


def has_verb(text: str) -> bool:
    """Whether a verb of owners stands in ``text``."""
    return bool(_VERB.search(text) or _TOGETHER.search(text))


def read_clause(clause: str, groups: Groups) -> None:
    """One clause: names and verbs in turn; 会同 makes those before it lead and those after it support."""
    together = _TOGETHER.search(clause)
    if together:
        _read_verbs(clause[: together.start()], groups, role=None)
        groups.put("lead", groups.pending)
        groups.pending = []
        _read_verbs(clause[together.end() :], groups, role="support")
        groups.put("support", groups.pending)
        groups.pending = []
    else:
        _read_verbs(clause, groups, role=None)


def _read_verbs(clause: str, groups: Groups, role: str | None) -> None:
    at = 0
    for verb in _VERB.finditer(clause):
        names = groups.pending + names_in(clause[at : verb.start()], groups)
        groups.pending = []
        groups.put(role or verb.lastgroup or "plain", names)
        at = verb.end()
    groups.pending.extend(names_in(clause[at:], groups))


def names_in(text: str, groups: Groups) -> list[str]:
    """The names in ``text``; 等 adds no name but is remembered."""
    plain, count = _OTHERS.subn("、", text)
    groups.and_others = groups.and_others or count > 0
    return split_names(plain)
