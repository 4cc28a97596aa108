"""What a responsibility note says: who leads, who supports, by when."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from reading.dates import is_time_phrase
from reading.numerals import compact
from reading.owners.names import is_collective, is_organization, split_names
from reading.owners.prefixes import carry_prefixes

_LEAD_WORDS = "(?:牵头|主办|总牵头)"
_PLAIN_WORDS = "(?:主要责任|共同责任|责任|负责|实施|落实|承办|承担|主责|主管)"
_SUPPORT_WORDS = "(?:配合|参加|参与|协助|协同|协办|支持)"
_UNIT_WORDS = "(?:单位|部门|部委|机构|处室|科室|股室|司局|地区|主体|方)"
_LABELS = (
    (
        "lead",
        re.compile(rf"{_LEAD_WORDS}(?:责任|负责|落实|实施)?{_UNIT_WORDS}(?:和|及)?(?:责任{_UNIT_WORDS})?"),
    ),
    ("plain", re.compile(rf"{_PLAIN_WORDS}(?:落实|实施)?{_UNIT_WORDS}|责任分工|任务分工|分工")),
    ("support", re.compile(rf"{_SUPPORT_WORDS}(?:责任|落实|实施)?{_UNIT_WORDS}")),
    (
        "time",
        re.compile(
            r"(?:完成|办结|落实|实施)?(?:时限|时间|期限)(?:要求)?|进度安排|时间进度|完成时间节点|时间节点"
        ),
    ),
    (
        "other",
        re.compile(
            r"适用(?:范围|地区|区域)|责任人|(?:责任|牵头|分管|包联|挂点|联系)(?:市|县|区|省|局)?领导|联系人|联系电话|备注|实施范围|试点地区"
        ),
    ),
)
_OWNER_WORDS = rf"(?:{_LEAD_WORDS}|{_PLAIN_WORDS}|{_SUPPORT_WORDS})(?:责任|负责|落实|实施)?{_UNIT_WORDS}"
OWNER_LABEL_LINE = re.compile(
    rf"\s*[（(【\[［〖〔]?\s*(?:{_OWNER_WORDS}|责任分工)(?:及分工)?\s*(?:[：:]|[】\]］〗〕]\s*[：:]?|[）)]\s*[：:])"
)
LABEL_LINE = re.compile(
    rf"{OWNER_LABEL_LINE.pattern}|\s*[（(【\[［〖〔]?(?:(?:完成|办结)?(?:时限|时间|期限)|进度安排|时间进度|时间节点|适用范围|责任人|联系人)[：:】]"
)
_LABEL = re.compile(r"[（【\[［〖]?([\u4e00-\u9fff]{2,10})(?:：|[】\]］〗]：?|）：)")
_MANNER = (
    "(?:(?:按照?|根据|依据|依照?)?(?:各自|自身|其)?的?(?:职责|职能|职权|权限|任务|工作职责)(?:权限|任务|范围)?(?:分工)?|分工)?"
    "(?:分别|共同|具体|联合|分头|统筹|各自)?"
)
_DEED = (
    "(?:负责|落实|实施|组织实施|组织落实|推进|推动|组织|办理|抓好|抓总|推进落实|推动落实|组织推进|开展|"
    "指导|督导|协调|统筹|统筹协调|组织协调|汇总)"
)
_VERB = re.compile(
    rf"{_MANNER}(?:(?P<lead>(?:负责)?牵头(?:{_DEED})?)|(?P<support>(?:积极)?(?:配合|参加|参与|协助|协同|协办|支持|指导|督导)(?:{_DEED})?)"
    rf"|(?P<plain>负责(?:{_DEED})?|组织实施|组织落实|推进落实|抓好落实|贯彻落实|落实|实施|承担|主办|承办))"
    r"(?=$|[、，；]|会同|并由)"
)
_TOGETHER = re.compile(r"(?:并|，)?会同(?!署)")
_OTHERS = re.compile(
    r"(?<![高平同均优初中上下])等(?![级院学教离])(?:\d{1,2}|[两一二三四五六七八九十]{1,3})?(?:个|家)?"
    r"(?:(?:国务院|中央|省直|市直|区直|县直|省级|市级|省|市|区|县|其他|有关|相关|各|成员|责任|地方)*(?:部门|单位|部委|方面|机构|企业|委办局|地方|地区))?"
    r"(?:[和及、](?:单位|部门|地区|地方|机构|企业)(?=$|[、，；和及]))?"
)
_SPACED_NAMES = re.compile(r"([^\s、，；：:,;（()）]{3,20})[ \t\u3000]+(?=([^\s、，；：:,;（()）]{3,20}))")
_FIRST_LEADS = re.compile(
    r"(?:列|排|位|处)[^，。；：]{0,8}(?:第一|首位|首)[^，。；：]{0,10}牵头|牵头[^，。；：]{0,8}(?:第一|首位)"
    r"|(?:第一(?:个|家)?|首个|首位)[^，。；：]{0,8}(?:为|是)[^，。；：]{0,4}牵头"
)
_REPEATED_BELOW = re.compile(
    r"(?:以)?下同|以下(?:各项)?(?:同|均?不再(?:一一)?(?:列出|重复|赘述|列明|说明))|(?:以下)?各项(?:任务|工作|措施)均需.{2,30}落实"
)
_NO_NOTE = re.compile(
    r"以下简称|下称|代章|暂定名|试行|公开|各负其责|谁.{0,8}谁负责|负责制|负责人|尽职免责|失职追责"
)
_HINT = re.compile(
    r"负责|牵头|责任|配合|参加|参与|协助|协同|落实|实施|承担|主办|承办|协办|[局部委厅署][、，；,;]"
    r"|(?:[局部委厅署处办室院会司]|中心|政府|[支大总]队|部门|单位|地区)\s*[）)]?\s*$"
)
_ANY_HINT = re.compile(
    r"负责|牵头|责任|配合|参加|参与|协助|协同|落实|实施|承担|主办|承办|协办|[局部委厅署][、，；,;]"
    r"|(?:[局部委厅署处办室院会司]|中心|政府|[支大总]队|部门|单位|地区)\s*[）)】\]］〗〕]"
)
_BARE_NAME = re.compile(
    r"(?!不?含|不?包括|除|以|如|见|详|由|限|指|即|据|摘|来源)[^\d《》“”]{0,30}(?:[局部委厅署处办室院会司队组联]|中心|政府|部门|单位|机构|"
    r"集团|公司|[分支银]行|海关|各地|地区|（[^（）]*）)"
)
LONGEST_NOTE = 600


@dataclass(frozen=True, slots=True)
class Owners:
    """One note as read. ``doubtful`` are names that do not look like organizations, ``carried`` those that
    got a prefix printed once, ``unverbed`` those no verb speaks of."""

    lead: tuple[str, ...]
    support: tuple[str, ...]
    collective: tuple[str, ...]
    and_others: bool
    time: str
    doubtful: tuple[str, ...]
    carried: tuple[str, ...]
    unverbed: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether the note says no more than who does what: every name is surely one, none explains."""
        names = self.lead + self.support
        return not (self.doubtful or self.unverbed) and all(_BARE_NAME.fullmatch(name) for name in names)


@dataclass(slots=True)
class _Groups:
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


def says_first_leads(text: str) -> bool:
    """Whether ``text`` sets the rule that of several owners the first one leads (列第一位者为牵头单位)."""
    return bool(_FIRST_LEADS.search(compact(text)))


def may_be_note(text: str) -> bool:
    """A quick look: whether ``text`` has the words of a responsibility note and none that rule one out."""
    return len(text) <= LONGEST_NOTE and bool(_HINT.search(text))


def has_hint(text: str) -> bool:
    """A quicker look at a long text: whether a responsibility note can be anywhere in it."""
    return bool(_ANY_HINT.search(text))


@lru_cache(maxsize=4096)
def read_owners(text: str, *, first_leads: bool = False, bare: bool = False) -> Owners | None:
    """The owners that a note (without its brackets) names; ``None`` when it is no such note.

    With ``first_leads`` the first of several owners leads and the others support, unless the note itself
    says who leads (design §5). With ``bare`` names alone will do, if all of them are surely organizations.
    """
    content, inner = _mask(_normal(text.strip().replace("\n", "；")))
    rest = "，".join(part for part in re.split("[，。]", content) if not _states_rule(part))
    if _NO_NOTE.search(rest) or not rest:
        return None
    groups = _Groups()
    if not (_read_labelled(rest, groups) if _label_of(rest) else _read_verbal(rest, groups)):
        if not bare or not _are_bare_names([_unmask(name, inner) for name in groups.pending]):
            return None
        groups.put("plain", groups.pending)
    return _owners(groups, inner, first_leads=first_leads)


def _are_bare_names(names: list[str]) -> bool:
    return bool(names) and all(_BARE_NAME.fullmatch(name) and is_organization(name) for name in names)


def _normal(text: str) -> str:
    return (
        compact(_SPACED_NAMES.sub(_part_spaced, text))
        .translate(str.maketrans("(),:;", "（），：；"))
        .strip("，。；：")
    )


def _part_spaced(found: re.Match[str]) -> str:
    """A blank between two names parts them as 、 does: 责任单位：市科技局 市财政局."""
    return f"{found[1]}、" if is_organization(found[1]) and is_organization(found[2]) else found.group()


def _mask(content: str) -> tuple[str, list[str]]:
    """``content`` with each nested bracket replaced by one private character, and these brackets."""
    inner: list[str] = []

    def mask(found: re.Match[str]) -> str:
        inner.append(found.group())
        return chr(0xE000 + len(inner) - 1)

    return re.sub(r"（[^（）]{0,60}）(?!：)|〔[^〔〕]{0,60}〕(?!：)", mask, content), inner


def _states_rule(part: str) -> bool:
    return bool(_FIRST_LEADS.search(part) or _REPEATED_BELOW.fullmatch(part))


def _label_of(segment: str) -> tuple[str, str] | None:
    """The kind of label that ``segment`` starts with, and what follows it."""
    found = _LABEL.match(segment)
    if not found:
        return None
    for kind, words in _LABELS:
        if words.fullmatch(found[1]):
            return kind, segment[found.end() :]
    return None


def _read_labelled(content: str, groups: _Groups) -> bool:
    """责任单位：A、B；配合单位：C. A segment without a label goes on with the label before."""
    kind = "plain"
    for segment in re.split("[，；]", re.sub(r"(?<=[^，；])(?=【)", "；", content)):
        label = _label_of(segment)
        value = segment
        if label:
            kind, value = label
        if kind == "time" or is_time_phrase(value):
            groups.times.append(value)
        elif kind != "other" and value:
            _read_value(value, kind, groups)
    return bool(groups.lead or groups.plain or groups.support)


def _read_value(value: str, kind: str, groups: _Groups) -> None:
    """What stands behind a label: names, or a clause with verbs of its own."""
    if _VERB.search(value) or _TOGETHER.search(value):
        _read_clause(value, groups)
        groups.put(kind, groups.pending)
        groups.pending = []
    else:
        groups.put(kind, _names(value, groups))


def _read_verbal(content: str, groups: _Groups) -> bool:
    """A牵头，B、C按职责分工负责. Names without a verb share the next one."""
    for segment in re.split("[，；]", content):
        if is_time_phrase(segment):
            groups.times.append(segment)
        elif label := _label_of(segment):
            if label[0] == "time":
                groups.times.append(label[1])
            elif label[0] in {"lead", "plain", "support"}:
                groups.put(label[0], _names(label[1], groups))
        elif segment:
            _read_clause(segment, groups)
    named = bool(groups.lead or groups.plain or groups.support)
    if groups.pending and named:
        if not all(is_organization(name) for name in groups.pending):
            return False
        groups.unverbed = groups.pending
        groups.put("support", groups.pending)
    return named


def _read_clause(clause: str, groups: _Groups) -> None:
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


def _read_verbs(clause: str, groups: _Groups, role: str | None) -> None:
    at = 0
    for verb in _VERB.finditer(clause):
        names = groups.pending + _names(clause[at : verb.start()], groups)
        groups.pending = []
        groups.put(role or verb.lastgroup or "plain", names)
        at = verb.end()
    groups.pending.extend(_names(clause[at:], groups))


def _names(text: str, groups: _Groups) -> list[str]:
    """The names in ``text``; 等 adds no name but is remembered."""
    plain, count = _OTHERS.subn("、", text)
    groups.and_others = groups.and_others or count > 0
    return split_names(plain)


def _owners(groups: _Groups, inner: list[str], *, first_leads: bool) -> Owners | None:
    lead, support = groups.lead, groups.plain + groups.support
    if not lead:
        lead, support = groups.plain, groups.support
        if first_leads:
            lead, support = lead[:1], lead[1:] + support
    final = {name: _unmask(name, inner) for name in lead + support}
    if not any(is_organization(name) for name in final.values()):
        return None
    carried = carry_prefixes([[final[name] for name in chunk] for chunk in groups.chunks])
    final = {name: carried.get(printed, printed) for name, printed in final.items()}
    leading = tuple(dict.fromkeys(final[name] for name in lead))
    supporting = tuple(dict.fromkeys(final[name] for name in support if name not in lead))
    return Owners(
        lead=leading,
        support=supporting,
        collective=tuple(name for name in leading + supporting if is_collective(name)),
        and_others=groups.and_others,
        time="，".join(groups.times),
        doubtful=tuple(name for name in final.values() if not is_organization(name)),
        carried=tuple(carried.values()),
        unverbed=tuple(final[name] for name in groups.unverbed),
    )


def _unmask(name: str, inner: list[str]) -> str:
    return re.sub("[\ue000-\uf8ff]", lambda found: _inner(found.group(), inner), name)


def _inner(mask: str, inner: list[str]) -> str:
    place = ord(mask) - 0xE000
    return inner[place] if place < len(inner) else mask
