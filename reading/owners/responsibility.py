"""What a responsibility note says: who leads, who supports, by when."""

import re
from dataclasses import dataclass
from functools import lru_cache

from reading.dates import is_time_phrase
from reading.numerals import compact
from reading.owners.groups import Groups, has_verb, names_in, read_clause
from reading.owners.labels import label_of
from reading.owners.names import is_collective, is_organization
from reading.owners.prefixes import carry_prefixes
from reading.vocabulary import LEADS, NAME_END, NO_DUTIES, REALISES, one_of

_SPACED_NAMES = re.compile(r"([^\s、，；：:,;（()）]{3,20})[ \t\u3000]+(?=([^\s、，；：:,;（()）]{3,20}))")
_FIRST_LEADS = re.compile(
    rf"(?:列|排|位|处)[^，。；：]{{0,8}}(?:第一|首位|首)[^，。；：]{{0,10}}{LEADS}|{LEADS}[^，。；：]{{0,8}}(?:第一|首位)"
    rf"|(?:第一(?:个|家)?|首个|首位)[^，。；：]{{0,8}}(?:为|是)[^，。；：]{{0,4}}{LEADS}"
)
_REPEATED_BELOW = re.compile(
    r"(?:以)?下同|以下(?:各项)?(?:同|均?不再(?:一一)?(?:列出|重复|赘述|列明|说明))"
    rf"|(?:以下)?各项(?:任务|工作|措施)均需.{{2,30}}{REALISES}"
)
_NO_NOTE = re.compile(rf"以下简称|下称|代章|暂定名|试行|公开|{one_of(NO_DUTIES)}")
_BARE_NAME = re.compile(
    r"(?!不?含|不?包括|除|以|如|见|详|由|限|指|即|据|摘|来源)[^\d《》“”]{0,30}"
    rf"(?:{NAME_END}|[队组联]|机构|集团|公司|[分支银]行|海关|各地|（[^（）]*）)"
)


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


def says_first_leads(text: str) -> bool:
    """Whether ``text`` sets the rule that of several owners the first one leads (列第一位者为牵头单位)."""
    return bool(_FIRST_LEADS.search(compact(text)))


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
    groups = Groups()
    if not (_read_labelled(rest, groups) if label_of(rest) else _read_verbal(rest, groups)):
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


def _read_labelled(content: str, groups: Groups) -> bool:
    """责任单位：A、B；配合单位：C. A segment without a label goes on with the label before."""
    kind = "plain"
    for segment in re.split("[，；]", re.sub(r"(?<=[^，；])(?=【)", "；", content)):
        label = label_of(segment)
        value = segment
        if label:
            kind, value = label
        if kind == "time" or is_time_phrase(value):
            groups.times.append(value)
        elif kind != "other" and value:
            _read_value(value, kind, groups)
    return bool(groups.lead or groups.plain or groups.support)


def _read_value(value: str, kind: str, groups: Groups) -> None:
    """What stands behind a label: names, or a clause with verbs of its own."""
    if has_verb(value):
        read_clause(value, groups)
        groups.put(kind, groups.pending)
        groups.pending = []
    else:
        groups.put(kind, names_in(value, groups))


def _read_verbal(content: str, groups: Groups) -> bool:
    """A牵头，B、C按职责分工负责. Names without a verb share the next one."""
    for segment in re.split("[，；]", content):
        if is_time_phrase(segment):
            groups.times.append(segment)
        elif label := label_of(segment):
            if label[0] == "time":
                groups.times.append(label[1])
            elif label[0] in {"lead", "plain", "support"}:
                groups.put(label[0], names_in(label[1], groups))
        elif segment:
            read_clause(segment, groups)
    named = bool(groups.lead or groups.plain or groups.support)
    if groups.pending and named:
        if not all(is_organization(name) for name in groups.pending):
            return False
        groups.unverbed = groups.pending
        groups.put("support", groups.pending)
    return named


def _owners(groups: Groups, inner: list[str], *, first_leads: bool) -> Owners | None:
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
