"""What a responsibility note says: who leads, supports and guides, which persons, by when."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from reading.dates import is_time_phrase
from reading.late_pattern import LatePattern
from reading.owners.groups import PLACED, Groups, has_verb, names_in, read_clause, read_piece
from reading.owners.labels import (
    CONTACT,
    GUIDE,
    LEAD,
    OTHER,
    PEOPLE,
    PLAIN,
    SUPPORT,
    TIME,
    UNKNOWN,
    kind_of,
    label_of,
    unmarked_label,
)
from reading.owners.names import is_collective, is_organization, restore
from reading.owners.normal import normal
from reading.owners.people import is_person
from reading.owners.prefixes import carry_prefixes
from reading.owners.rules import Rule, part_reach, part_rules
from reading.vocabulary import BARE_END, DEEDS, DOING, NO_DUTIES, PACES, PURSUING, one_of

_NO_NOTE = LatePattern(
    rf"^(?:不?含|不?包括|包含|除|详?见|参见)|以下简称|下称|代章|暂定名|试行(?!办)|公开(?![办处科股室局]|中心)|{one_of(NO_DUTIES)}"
)
_BARE_NAME = LatePattern(
    r"(?!不?含|不?包括|除|以|如|见|详|由|限|指|即|据|摘|来源)[^\d《》“”]{0,30}"
    rf"{BARE_END}"
)
_SPAN = LatePattern(
    r"(?=.*[0-9季旬节])(?:[0-9年月日底末前后起至到—–~－.．/、-]|[上中下]旬|第?[一二三四]季度|[上下]半年|全年|年度|春节|国庆节?|元旦)+"
    rf"{one_of((*DOING, *PURSUING, '完成', '启动', '办结', '完工'))}?"
)
_LEADING_TIME = LatePattern(
    r"(?=[0-9每第上下今明一二三四]{0,6}[年月季半])[0-9年月日底末初上中下旬第一二三四季度半每今明]+(?:之前|以前|前|内)?[，：]?"
)
_PACE = LatePattern(
    rf"(?:并)?(?:地|{one_of(PACES)})+{one_of((*PURSUING, *DEEDS, '完成', '启动', '进行', '整改'))}?"
)
_ROLES = (LEAD, PLAIN, SUPPORT, GUIDE)


@dataclass(frozen=True, slots=True)
class Owners:
    """One note as read.

    ``doubtful`` are names that do not look like organizations, ``carried`` those that got a prefix printed
    once, ``unverbed`` those no verb speaks of, ``unread`` words that neither name nor say what is done,
    ``unknown`` labels nobody knows, behind which owners stand, ``doubtful_people`` persons that no label and
    no place tells as such. ``rule`` is whom all that follows concerns, ``covers_above`` tells whether the
    note is for what stands above (以上由).
    """

    lead: tuple[str, ...]
    support: tuple[str, ...]
    collective: tuple[str, ...]
    and_others: bool
    time: str
    doubtful: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    unverbed: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    doubtful_people: tuple[str, ...] = ()
    is_led: bool = False
    covers_above: bool = False
    rule: "Owners | None" = None
    rule_printed: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether the note says no more than who does what: every name is surely one, none explains."""
        names = self.lead + self.support + self.guide
        is_sure = not (self.doubtful or self.unverbed or self.unread)
        return is_sure and all(_BARE_NAME.fullmatch(name) for name in names)

    @property
    def is_sure(self) -> bool:
        """Whether nothing in the note is open to doubt."""
        return not (self.doubtful or self.unverbed or self.unread or self.unknown or self.doubtful_people)


@lru_cache(maxsize=16384)
def read_owners(text: str, *, first_leads: bool = False, bare: bool = False) -> Owners | None:
    """The owners that a note (without its brackets) names; ``None`` when it is no such note.

    With ``first_leads`` the first of several owners leads and the others support, unless the note itself
    says who leads (design §5). With ``bare`` names alone will do, if all of them are surely organizations.
    """
    groups = Groups()
    content, rule = part_rules(normal(text, groups.people))
    content, covers_above = part_reach(content)
    if not content and rule and rule.clause:
        content = rule.clause
    if not content or _NO_NOTE.search(content):
        return None
    _read_segments(content, groups)
    if groups.pending and not _settle_pending(groups, bare=bare):
        return None
    if not (groups.has_owners or groups.people):
        return None
    return _owners(groups, rule, first_leads=first_leads, covers_above=covers_above)


def _settle_pending(groups: Groups, *, bare: bool) -> bool:
    """What becomes of names that no verb speaks of; whether the note is one all the same.

    Beside others they support, unless these support themselves; alone they are owners only where ``bare``
    names will do.
    """
    if not groups.has_owners:
        if not bare or not all(
            _BARE_NAME.fullmatch(name) and is_organization(name) for name in groups.pending
        ):
            return False
        groups.put(PLAIN, groups.pending)
        return True
    named = [name for name in groups.pending if is_organization(name)]
    groups.unread += [name for name in groups.pending if name not in named]
    if groups.lead or groups.plain or groups.guide:
        groups.unverbed = named
        groups.put(SUPPORT, named)
    else:
        groups.put(PLAIN, named)
    return True


def _read_segments(content: str, groups: Groups) -> None:
    """The segments between ， and ；, with labels or verbs. One without a label goes on with the label
    before it."""
    kind = printed = ""
    for segment in re.split("[，；。]", content):
        label = label_of(segment)
        if not segment:
            continue
        if label and (label[1] or not is_organization(label[0])):
            printed, kind, value = label
            kind = _kind_of_unknown(printed, value, groups) if kind in {"", UNKNOWN} else kind
        elif label := _bare_label(segment):
            printed, kind, value = label
        else:
            value = segment
        if kind == PEOPLE:
            _read_people(value, printed, groups)
        else:
            _read_segment(value, kind, groups)
        kind = PLAIN if kind == TIME and not is_time_phrase(value) and is_organization(value) else kind


def _bare_label(segment: str) -> tuple[str, str, str] | None:
    """A label without a colon, its kind and its value, where a name follows it: 牵头单位甲局."""
    found = unmarked_label(segment)
    if found and all(is_organization(name) for name in names_in(found[1], Groups())):
        return found[0], kind_of(found[0]), found[1]
    return None


def _kind_of_unknown(label: str, value: str, groups: Groups) -> str:
    """What stands behind a label that nobody knows: owners, which is told, or what concerns none."""
    if any(is_organization(name) for name in names_in(value, Groups())):
        groups.unknown.append(label)
        return PLAIN
    return OTHER


def _read_segment(value: str, kind: str, groups: Groups) -> None:
    timed = _LEADING_TIME.match(value)
    if timed and _names_who(value[timed.end() :]):
        groups.times.append(timed.group())
        value = value[timed.end() :]
    if not value:
        return
    if (
        is_time_phrase(value)
        or _PACE.fullmatch(value)
        or _SPAN.fullmatch(value)
        or (kind == TIME and not is_organization(value))
    ):
        groups.times.append(value)
    elif kind == CONTACT:
        names = (name.lstrip(PLACED) for name in value.split("、"))
        groups.contacts += [name for name in names if name and not name.isdigit()]
    elif kind == OTHER:
        if has_verb(value):
            groups.unread.append(value)
    elif not kind:
        read_clause(value, groups)
    elif has_verb(value):
        read_clause(value, groups)
        groups.put(kind if kind in _ROLES else PLAIN, groups.pending)
        groups.pending = []
    else:
        groups.put(kind if kind in _ROLES else PLAIN, names_in(value, groups))


def _names_who(clause: str) -> bool:
    """Whether ``clause`` begins with a name and has a verb: (6月底前)由甲局负责."""
    first = read_piece(clause.partition("、")[0])[0]
    return has_verb(clause) and any(map(is_organization, first.names))


def _read_people(value: str, label: str, groups: Groups) -> None:
    """Persons behind a label of theirs; an organization there owns the task, which is told."""
    for printed in re.split("[、\\s]", value):
        name = restore(printed.lstrip(PLACED))
        if is_organization(name) and not is_person(name):
            groups.put(PLAIN, [name])
            groups.unknown.append(label)
        elif name:
            groups.people.append(name)


def _owners(groups: Groups, rule: Rule | None, *, first_leads: bool, covers_above: bool) -> Owners | None:
    lead, support = groups.lead, groups.plain + groups.support
    if not lead:
        lead, support = groups.plain, groups.support
        if first_leads:
            lead, support = lead[:1], lead[1:] + support
    names = lead + support + groups.guide
    if not any(map(is_organization, names)) and not (groups.people and not groups.doubtful_people):
        return None
    carried = carry_prefixes([name for chunk in groups.chunks for name in chunk if not is_collective(name)])
    if carried:
        lead, support, guide = (
            [carried.get(name, name) for name in role] for role in (lead, support, groups.guide)
        )
    else:
        guide = groups.guide
    leading = tuple(dict.fromkeys(lead))
    owners = Owners(
        lead=leading,
        support=tuple(dict.fromkeys(name for name in support if name not in leading)),
        collective=tuple(dict.fromkeys(name for name in lead + support + guide if is_collective(name))),
        and_others=groups.and_others,
        time=restore("，".join(groups.times)),
        doubtful=tuple(name for name in lead + support + guide if not is_organization(name)),
        carried=tuple(carried.values()),
        unverbed=tuple(carried.get(name, name) for name in groups.unverbed),
        guide=tuple(dict.fromkeys(guide)),
        people=tuple(dict.fromkeys(map(restore, groups.people + groups.contacts))),
        unread=tuple(map(restore, groups.unread)),
        unknown=tuple(map(restore, groups.unknown)),
        doubtful_people=tuple(groups.doubtful_people),
        is_led=bool(groups.lead),
        covers_above=covers_above,
    )
    return owners if rule is None else _with_rule(owners, rule)


def _with_rule(owners: Owners, rule: Rule) -> Owners:
    """``owners`` with those whom all that follows concerns: whom the rule names, else all but who guides."""
    below = read_owners(rule.clause) if rule.clause else replace(owners, guide=())
    return replace(owners, rule=below, rule_printed=restore(rule.printed))
