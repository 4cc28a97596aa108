"""Names and verbs of a clause in turn: who leads, supports or guides, and whom no verb speaks of."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from reading.late_pattern import LatePattern
from reading.owners.names import is_organization, split_names
from reading.owners.people import is_person, office_and_person
from reading.vocabulary import (
    ANSWERS,
    BODIES,
    DEEDS,
    DEPARTMENT,
    DOING,
    DUTY,
    EFFORTS,
    GUIDING,
    HELPING,
    IN_CHARGE,
    LEAD_VERBS,
    LEADS,
    MANNERS,
    OFFICES,
    SUPPORT_VERBS,
    SUPPORTING,
    TOGETHER,
    UNDERTAKING,
    UNIT,
    one_of,
)

_BY_DUTY = (
    "(?:按照?|根据|依据|依照?|结合|立足|围绕)?"
    rf"(?:各自|自身|其|本地区?|工作|本{one_of((UNIT, DEPARTMENT))})?的?"
    "(?:职责|职能|职权|权限|任务|工作职责|实际|工作实际)(?:权限|任务|范围)?(?:分工)?|分工"
)
_MANNER = rf"(?:{_BY_DUTY})?(?:{one_of(MANNERS)}){{0,2}}"
_DEED = rf"(?:并?{one_of(DEEDS)})"
_LEAD = rf"(?:{ANSWERS})?{one_of(LEAD_VERBS)}{_DEED}?"
_GUIDED = one_of(("业务", "监督", "督促", "跟踪", "统筹", "协调", "技术", HELPING))
_GUIDE = (
    rf"(?:{ANSWERS}|加强|做好)?{_GUIDED}{{0,2}}{one_of(GUIDING)}"
    rf"(?:{one_of((*GUIDING, '工作'))}|{_GUIDED}|{_DEED})?"
)
_SUPPORT = rf"(?:积极|做好)?(?:{one_of((*SUPPORT_VERBS, HELPING))}){{1,2}}(?:工作|{_DEED})?"
_PLAIN = rf"{ANSWERS}(?:制定|{_DEED})?|{one_of((*IN_CHARGE, *EFFORTS, *DOING, *UNDERTAKING))}"
_AT_END = LatePattern(
    rf"{_MANNER}(?:(?P<lead>{_LEAD})|(?P<guide>{_GUIDE})|(?P<support>{_SUPPORT})|(?P<plain>{_PLAIN}))$"
)
_MANNER_ALONE = LatePattern(rf"(?:按|根据|依|结合|立足)(?:{_BY_DUTY})$|职责分工$")
_VERB_ENDS = tuple(
    dict.fromkeys(
        (
            *(ANSWERS, LEADS, *IN_CHARGE, *DOING, *UNDERTAKING, *SUPPORTING, *GUIDING, HELPING),
            *(*EFFORTS, *DEEDS, "工作", "督促", "监督", "跟踪", "统筹", "制定"),
        )
    )
)
_INSIDE = LatePattern(
    rf"{_MANNER}(?:(?P<lead>{_LEAD})|(?P<guide>{_GUIDE})"
    rf"|(?P<support>(?:积极)?{one_of(SUPPORTING)})|(?P<plain>{one_of(IN_CHARGE)}))(?![人制]|同志|$)"
)
_ANY_VERB = LatePattern(one_of((*LEAD_VERBS, *IN_CHARGE, *SUPPORTING, *GUIDING)))
_TOGETHER = LatePattern(
    rf"(?:并|，)?(?:{TOGETHER}(?!署)|(?<=[{BODIES}{OFFICES}])(?:联合(?![会社办])|会?商(?![务会业事联])))"
)
_MAY_JOIN = LatePattern("[同商合]")
_MANY = (UNIT, DEPARTMENT, "地区", "地方", "机构", "企业")
_OTHERS = LatePattern(
    r"(?<![高平同均优初中上下])等(?![级院学教离])(?:\d{1,2}|[两一二三四五六七八九十]{1,3})?(?:个|家)?"
    rf"(?:(?:国务院|中央|省直|市直|区直|县直|省级|市级|省|市|区|县|其他|有关|相关|各|成员|{DUTY}|地方)*"
    rf"(?:{one_of(_MANY)}|部委|方面|委办局))?(?:[和及、]{one_of(_MANY)}(?=$|[、，；和及]))?"
)
PLACED = "\x10"
"""Stands before a person whose name a blank parts from the office before it."""


@dataclass(slots=True)
class Groups:
    """Names by what the note says of them, and what stands beside them."""

    lead: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    guide: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    unverbed: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    doubtful_people: list[str] = field(default_factory=list)
    chunks: list[list[str]] = field(default_factory=list)
    and_others: bool = False

    def put(self, role: str, names: list[str]) -> None:
        if names:
            groups = {"lead": self.lead, "plain": self.plain, "support": self.support, "guide": self.guide}
            groups[role].extend(names)
            self.chunks.append(names)

    @property
    def has_owners(self) -> bool:
        return bool(self.lead or self.plain or self.support or self.guide)


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a clause: names, the role that a verb behind them gives (none where no verb follows), the
    words of a verb that no name and no role came of, and whether 等 stood in it."""

    names: tuple[str, ...]
    role: str | None
    unread: str = ""
    and_others: bool = False


def has_verb(text: str) -> bool:
    """Whether a verb of owners stands in ``text``."""
    return bool(_TOGETHER.search(text)) or any(
        step.role or step.unread for piece in text.split("、") for step in read_piece(piece)
    )


def is_verb(text: str) -> bool:
    """Whether ``text`` is nothing but a verb of owners: 牵头."""
    steps = read_piece(text)
    return len(steps) == 1 and bool(steps[0].role) and not steps[0].names


def read_clause(clause: str, groups: Groups) -> None:
    """One clause: names and verbs in turn; 会同 makes those before it lead and those after it support."""
    together = _TOGETHER.search(clause) if _MAY_JOIN.search(clause) else None
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
    for piece in clause.replace("并由", "、").split("、"):
        for step in read_piece(piece):
            names = sort_out(step, groups)
            if step.role:
                groups.put(role or step.role, groups.pending + names)
                groups.pending = []
            else:
                groups.pending.extend(names)


def sort_out(step: Step, groups: Groups) -> list[str]:
    """The organizations of ``step``; persons among its names, 等 and what was not read are remembered."""
    groups.and_others = groups.and_others or step.and_others
    if step.unread:
        groups.unread.append(step.unread)
    names = []
    for name in step.names:
        if name[0] == PLACED:
            groups.people.append(name[1:])
        elif is_person(name):
            groups.people.append(name)
            groups.doubtful_people.append(name)
        elif not is_organization(name) and (halves := office_and_person(name)):
            names.append(halves[0])
            groups.people.append(halves[1])
            groups.doubtful_people.append(halves[1])
        else:
            names.append(name)
    return names


def names_in(text: str, groups: Groups) -> list[str]:
    """The organizations in ``text``, where no verb is looked for; 等 adds no name but is remembered."""
    plain, count = _OTHERS.subn("、", text)
    return sort_out(Step(tuple(split_names(plain)), None, "", count > 0), groups)


@lru_cache(maxsize=16384)
def read_piece(piece: str) -> tuple[Step, ...]:
    """What stands between two 、 of a clause: names, and the verbs behind them."""
    verb = _AT_END.search(piece) if piece.endswith(_VERB_ENDS) else None
    verb = verb or _MANNER_ALONE.search(piece)
    named = piece[: verb.start()] if verb else piece
    role = (verb.lastgroup or "plain") if verb else None
    steps = []
    if _ANY_VERB.search(named) and (inside := _verb_inside(named, is_followed=verb is not None)):
        steps.append(_step(named[: inside.start()], inside.lastgroup))
        named = named[inside.end() :]
        if not _names_only(named):
            return (*steps, Step((), None, piece[inside.start() :]))
    return (*steps, _step(named, role))


def _verb_inside(named: str, *, is_followed: bool) -> re.Match[str] | None:
    """A verb amid ``named``, behind what is a name: 甲局牵头乙局(配合). Where the whole is a name
    (省委督导组), there is none."""
    if not is_followed and is_organization(named):
        return None
    return next((found for found in _INSIDE.finditer(named) if is_organization(named[: found.start()])), None)


def _names_only(text: str) -> bool:
    return all(is_organization(name) for name in split_names(_OTHERS.sub("、", text)))


def _step(text: str, role: str | None) -> Step:
    plain, count = _OTHERS.subn("、", text) if "等" in text else (text, 0)
    return Step(tuple(split_names(plain)), role, "", count > 0)
