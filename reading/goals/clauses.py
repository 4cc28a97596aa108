"""What one clause of a goal says: indicator, comparator, value and unit."""

import re
from dataclasses import dataclass, replace

from reading.document import Comparator
from reading.goals.amounts import AMOUNT, APPROXIMATELY, NUMBER, SUFFIX, UNIT, Amount, amount_in
from reading.goals.subjects import subject_in
from reading.goals.vocabulary import ABOUT, COUNTED, DEEDS, LIMITS, MAKING_WORDS, VERBS, WHOLE
from reading.late_pattern import LatePattern
from reading.numerals import half_width

_ANY_VERB = "|".join(rf"(?P<{comparator}>{words})" for comparator, words in VERBS.items())
_STATED = LatePattern(rf"(?:{_ANY_VERB})\s*{APPROXIMATELY}\s*{AMOUNT}")
_CHANGE = LatePattern(
    rf"(?P<change>(?:年均)?(?:增长|增加|提高|提升|下降|降低|减少|上升|扩大|压减|压缩|缩短|缩减|精简|压降))\s*{APPROXIMATELY}\s*{AMOUNT}"
)
_PLAIN = LatePattern(AMOUNT)
_ENDS_IN_AMOUNT = LatePattern(rf"[\u4e00-\u9fff]{{2}}\s*{NUMBER}\s*{UNIT}{SUFFIX}\s*$")
_MAKING = LatePattern(rf"(?:{MAKING_WORDS})$")
_CHANGES_FIRST = LatePattern(r"^(?:压减|压缩|缩短|降低|减少|精简|提高|提升|增加)")
_MAKING_ANYWHERE = LatePattern(MAKING_WORDS)
_DEEDS = LatePattern(DEEDS)
_MAKES = LatePattern(rf"{MAKING_WORDS}|{DEEDS}")
_DONE = LatePattern(rf"(?P<deed>{DEEDS})\s*(?:约|近)?\s*{AMOUNT}")
_NUMBERED = LatePattern(r"[0-9百千十]")
_ALL = LatePattern(
    r"全部(?:实现|完成|建成|达到|纳入|达标|办结|接入)|全面(?:实现|覆盖)|(?:实现)?全覆盖|应\w{1,3}尽\w{1,3}"
)
_INCREASE = LatePattern(
    r"(?:平稳|稳步|持续|稳定|较快|快速|大幅|显著|明显|不断|逐年|逐步|进一步|稳中有|有所|保持)*(?:增长|增加|扩大|上升|攀升)$"
)
_QUALITY = LatePattern(
    r"(?:平稳|稳步|持续|稳定|较快|快速|大幅|显著|明显|不断|逐年|逐步|进一步|有效|全面|大力|有所)*"
    r"(?:提升|提高|改善|优化|增强|下降|降低|缩短|减少|加快|(?:达到|保持)较高水平|达到\S{0,6}水平|位居\S{0,8}前列|处于\S{0,8}水平)$"
)
_COUNTABLE = LatePattern(
    r"(?:(?<![制角力速])度|(?<!效)率|指数|(?<!价)值|(?<![质力能])量|额|占比|比重|规模|周期|时限|时长|收入|产值|价值|投入|覆盖面|成本|数)$"
)
_RISES = LatePattern(r"(?:提升|提高|上升)$")
_FIGURE = LatePattern(r"(?:比重|占比|比例|(?<!价)值|额|规模|收入|(?<![质力能])量|(?<!效)率)$")
_OBJECT_END = LatePattern(r"(?:首期|一期|首批)?(?:建设|创建)?(?:目标|任务)$")
LONGEST_CLAUSE = 300
_MODIFIER = LatePattern(r"^(?:具有|有|带动|富有|拥有|能够)[^，]{2,30}的(?=[\u4e00-\u9fff]{2})")


type _Stated = tuple[re.Match[str], Amount | None]


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal: the indicator as the text calls it; value, of a range its upper end, unit as printed.

    ``words`` are those that make the number a goal: a verb before it, or what stands behind it (以上).
    """

    indicator: str
    comparator: Comparator
    value: str | None = None
    unit: str | None = None
    upper_value: str | None = None
    is_shared: bool = False
    is_range: bool = False
    words: str = ""


def read_clause(clause: str) -> list[Goal]:
    """The goals in one clause; none when it sets nothing that could be judged.

    In 由5个月压缩至4个月以内 only the new value counts. Two indicators with one number (均) are two goals.
    """
    text = half_width(clause)
    if len(text) > LONGEST_CLAUSE:
        return []
    if _NUMBERED.search(text):
        stated = [
            (found, amount)
            for found in _STATED.finditer(text)
            if (amount := amount_in(found)) is None or not (amount.is_year or _lacks_range(found, amount))
        ]
        if stated:
            return _stated_goals(text, stated)
        if change := _CHANGE.search(text):
            return _changed(text, change)
        if plain := _done(text) or _suffixed(text):
            return plain
    if goal := _all_goal(text) or _directional(text):
        return [goal]
    return []


def _stated_goals(text: str, stated: list[_Stated]) -> list[Goal]:
    goals: list[Goal] = []
    begin = 0
    ends = [*(found.start() for found, _amount in stated[1:]), len(text)]
    for (found, amount), end in zip(stated, ends, strict=True):
        if amount is not None:
            goals += _goals_of(text[begin : found.start()], found, amount, text[found.end() : end])
        begin = found.end()
    return goals


def _goals_of(before: str, found: re.Match[str], amount: Amount, after: str) -> list[Goal]:
    verb, comparator = _verb(found)
    subject = subject_in(before)
    making = bool(_MAKING.search(verb))
    if (making or not subject or _MAKING.search(subject)) and amount.unit and after.strip():
        subject = _object(after)
    elif making and subject and not after.strip():
        subject = f"{verb}{subject}" if len(subject) < 2 else subject
    goal = replace(_goal(subject, comparator, amount, verb), words=verb)
    return _shared(before, goal, after) if subject else []


def _verb(found: re.Match[str]) -> tuple[str, Comparator]:
    """The verb of a statement, and what it means."""
    return next((found[comparator], comparator) for comparator in VERBS if found[comparator])


def _lacks_range(found: re.Match[str], amount: Amount) -> bool:
    """Whether a verb that only ranges have stands before something else: 在3家企业试点."""
    verb, comparator = _verb(found)
    return comparator is Comparator.BETWEEN and not amount.is_wanted_between(verb)


def _goal(subject: str, comparator: Comparator, amount: Amount, verb: str = "") -> Goal:
    """以内, 以上 and 之间 say more than the verb does; 100 % is all of it."""
    if amount.is_wanted_between(verb):
        return Goal(subject, Comparator.BETWEEN, amount.value, amount.unit, amount.upper)
    limit = next((limit for limit, words in LIMITS.items() if amount.suffix.endswith(words)), None)
    if limit is None and comparator in WHOLE and (amount.value, amount.unit) == ("100", "%"):
        limit = Comparator.ALL
    return Goal(subject, limit or comparator, amount.value, amount.unit, is_range=amount.is_range)


def _object(after: str) -> str:
    """The indicator in what stands behind the number: 100 家技术与创新支持中心（TISC）首期建设目标."""
    text = _OBJECT_END.sub("", re.split("[，；。：]", after.strip(), maxsplit=1)[0])
    return _MODIFIER.sub("", re.sub(r"^(?:以上|左右|的)", "", text)).strip()


def _shared(before: str, goal: Goal, after: str) -> list[Goal]:
    """Two indicators with one number (…均达到90%), or with as many numbers (分别达到15个月和6个月)."""
    joint = re.search(r"((?<![平人年户地日])均|都|双双|分别)(?:力争|可|要|能)?$", before.strip())
    if not joint:
        return [goal]
    names = _together(goal.indicator)
    if joint[1] == "分别":
        others = [amount_in(found) for found in _PLAIN.finditer(after)]
        if len(others) + 1 != len(names):
            return [replace(goal, is_shared=True)]
        return _respectively(names, goal, others)
    return [replace(goal, indicator=name, is_shared=True) for name in names]


def _respectively(names: list[str], first: Goal, others: list[Amount | None]) -> list[Goal]:
    """A goal for each name; what stands behind the last number goes for all."""
    last = others[-1].suffix if others and others[-1] else ""
    at_most = last.endswith(LIMITS[Comparator.AT_MOST])
    comparator = Comparator.AT_MOST if at_most else first.comparator
    stated = [(amount.value, amount.unit) if amount else (None, None) for amount in others]
    values = [(first.value, first.unit), *stated]
    return [
        replace(first, indicator=name, comparator=comparator, value=value, unit=unit or first.unit)
        for name, (value, unit) in zip(names, values, strict=True)
    ]


def _together(subject: str) -> list[str]:
    """The names that 、 和 or 与 join: each an indicator by itself, or all with the noun of the last one.

    发明专利和实用新型审查周期 is 发明专利审查周期 and 实用新型审查周期.
    """
    names = [name for name in re.split("[、和与及]", subject) if name]
    if len(names) < 2 or not _COUNTABLE.search(names[-1]):
        return [subject]
    if all(_COUNTABLE.search(name) and len(name) >= 3 for name in names):
        return names
    noun = names[-1][len(names[0]) :]
    if len({len(name) for name in names[:-1]}) > 1 or len(noun) < 2 or not _COUNTABLE.search(noun):
        return [subject]
    return [name + noun for name in names[:-1]] + names[-1:]


def _changed(text: str, found: re.Match[str]) -> list[Goal]:
    """单位能耗下降 13.5% : how much it changes is what is measured."""
    amount = amount_in(found)
    subject = subject_in(text[: found.start()])
    if not subject or amount is None or amount.unit is None:
        return []
    wanted = _unless_about(amount)
    goal = _goal(subject, wanted, amount)
    if goal.comparator is Comparator.ALL:  # it doubles, which is no share of a whole
        goal = replace(goal, comparator=wanted)
    goals = _shared(text[: found.start()], goal, text[found.end() :])
    words = found["change"]
    return [replace(goal, indicator=goal.indicator + words, words=words) for goal in goals]


def _suffixed(text: str, *, is_listed: bool = False) -> list[Goal]:
    """A number without a verb: 网上可办率 90% 以上, 失业率 6% 左右, 新增项目 50 个; else only what ends the
    clause. Several in a row are a goal each: 国际标准 100 项、国家标准 1000 项; so is what ``is_listed``
    behind another goal."""
    pieces = text.split("、")
    if len(pieces) > 1 and all(_ENDS_IN_AMOUNT.search(piece) for piece in pieces):
        first = _suffixed(pieces[0])
        return first + [goal for piece in pieces[1:] for goal in _suffixed(piece, is_listed=bool(first))]
    is_listed = is_listed or text.startswith("其中")
    for found in _PLAIN.finditer(text):
        amount = amount_in(found)
        subject = subject_in(text[: found.start()])
        if amount is None or amount.is_year:
            continue
        is_made = is_listed or (len(subject) > 3 and _is_made(subject, amount))
        if not amount.suffix and (found.end() < len(text) or not (_COUNTABLE.search(subject) or is_made)):
            continue
        subject = subject or _object(text[found.end() :])
        if subject and amount.unit is not None and not subject[-1].isdigit():
            words = amount.suffix or (verbs[0] if (verbs := _MAKES.search(subject)) else "")
            return [replace(_goal(subject, _unless_about(amount), amount), words=words)]
    return []


def _is_made(subject: str, amount: Amount) -> bool:
    """Whether ``subject`` says what is made, or done to things that are counted: 查处侵权案件 20 件."""
    if _MAKING_ANYWHERE.search(subject) or (amount.unit == "%" and _CHANGES_FIRST.match(subject)):
        return True
    return bool(_DEEDS.search(subject) and amount.unit and COUNTED.fullmatch(amount.unit))


def _done(text: str) -> list[Goal]:
    """What is done so many times: 启动 35 个老旧小区改造."""
    for found in _DONE.finditer(text):
        amount = amount_in(found)
        if amount is None or amount.unit is None or not COUNTED.fullmatch(amount.unit):
            continue
        subject = _object(text[found.end() :]) or subject_in(text[: found.end("deed")])
        return (
            [replace(_goal(subject, _unless_about(amount), amount), words=found["deed"])] if subject else []
        )
    return []


def _unless_about(amount: Amount) -> Comparator:
    """What a number without a verb means: at least that much, unless it is only about what is wanted."""
    return Comparator.HOLD_AT if amount.suffix == ABOUT else Comparator.AT_LEAST


def _all_goal(text: str) -> Goal | None:
    found = _ALL.search(text)
    if not found:
        return None
    subject = subject_in(text[: found.start()])
    subject = re.sub("实现(?=[^，]{0,12}$)", "", subject)
    if found.group().endswith("覆盖") and subject:
        subject += "全覆盖" if "全覆盖" in found.group() else ""
    indicator = subject or subject_in(text[found.end() :])
    return Goal(indicator, Comparator.ALL) if indicator else None


def _directional(text: str) -> Goal | None:
    """A direction without a number, for what can be measured: 增加值平稳增长, 满意度达到较高水平.

    A figure that rises is to lie above that of the year before; a degree is judged (design R11).
    """
    for pattern, comparator in ((_INCREASE, Comparator.INCREASE), (_QUALITY, Comparator.QUALITATIVE)):
        found = pattern.search(text)
        subject = subject_in(text[: found.start()]) if found else ""
        if found and _COUNTABLE.search(subject):
            rises = _RISES.search(found.group()) and _FIGURE.search(subject)
            return Goal(subject, Comparator.INCREASE if rises else comparator)
    return None
