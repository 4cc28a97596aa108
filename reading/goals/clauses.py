"""What one clause of a goal says: indicator, comparator, value and unit."""

import re
from dataclasses import dataclass, replace

from reading.document import Comparator
from reading.goals.subjects import subject_in
from reading.numerals import half_width, read_number

_UNITS = (
    "亿吨标准煤|万吨标准煤|吨标准煤|个百分点|个工作日|个自然日|平方公里|平方千米|平方米|立方米|亿千瓦时|万千瓦|亿千瓦|千瓦时|千瓦|公里|公顷|"
    "人民币|美元|欧元|人次|人年|件次|床位|个月|小时|分钟|工作日|标箱|毫克|微克|公斤|市斤|斤|吨|亩|元|人|家|户|个|项|件|种|所|座|处|台|套|辆|艘|条|"
    "篇|部|名|位|岁|天|日|年|月|周|倍|次|级|位次|分|场|期|届|村|县|字|册|张|枚|支|只|头|株|宗|起|例|%|‰|％"
)
_CHINESE_NUMBER = (
    r"(?<![一二三四五六七八九十百千])[一二三四五六七八九十百千两]*[十百千][一二三四五六七八九十百]*"
)
_NUMBER = rf"(?P<value>[0-9]{{1,3}}(?:[,，][0-9]{{3}})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|{_CHINESE_NUMBER})"
_RANGE = r"(?P<range>\s*(?:[-—~～－–至到]|——)\s*[0-9]+(?:\.[0-9]+)?)?"
_SCALE = "(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)?"
_UNIT = rf"(?P<unit>\s*{_SCALE}\s*(?:{_UNITS})(?:/[\u4e00-\u9fff]{{1,4}})?)"
_PERCENT_WORDS = r"百分之(?P<percent>[一二三四五六七八九十百零点0-9.]+)"
_SUFFIX = r"(?P<suffix>\s*(?:及?以上|及?以内|及?以下|左右|之内|之间)?)"
_AMOUNT = rf"(?:{_PERCENT_WORDS}|{_NUMBER}{_RANGE}\s*{_UNIT}?){_SUFFIX}"
_APPROXIMATELY = r"(?:大约|约为|约|近|为|在|至|到)?"
_MAKING_WORDS = (
    "完成|建成|建设|建立|打造|培育|推出|新增|新建|引进|形成|认定|培养|设立|布局|发展|遴选|支持|开展|举办|制定|制修订|研制|创建|"
    "改造|孵化|扶持|选树|推广|拥有"
)
_AT_MOST = (
    "不超过|不高于|不多于|不大于|不突破|低于|少于|小于|控制在|压减至|压减到|压缩至|压缩到|压缩为|缩短至|缩短到|缩短为|缩减至|"
    "缩减到|降低至|降低到|降至|降到|下降到|下降至|减少到|减少至|减至|减到|压降至|压降到"
)
_AT_LEAST = (
    "不低于|不少于|不小于|不下于|达到|达至|达|提高到|提高至|提升到|提升至|增加到|增加至|增至|增长到|增长至|扩大到|扩大至|扩展到|"
    f"上升到|上升至|实现|{_MAKING_WORDS}|至|到|为"
)
_VERBS = (
    (Comparator.AT_MOST, _AT_MOST),
    (Comparator.HOLD_AT, "稳定在|保持在|维持在|稳定于|保持为|保持|稳定"),
    (Comparator.MORE_THAN, "超过|突破|高于|大于|多于|超出|超"),
    (Comparator.AT_LEAST, _AT_LEAST),
)
_ANY_VERB = "|".join(rf"(?P<{comparator}>{words})" for comparator, words in _VERBS)
_STATED = re.compile(rf"(?:{_ANY_VERB})\s*{_APPROXIMATELY}\s*{_AMOUNT}")
_CHANGE = re.compile(
    rf"(?P<change>(?:年均)?(?:增长|增加|提高|提升|下降|降低|减少|上升|扩大|压减|压缩|缩短|缩减|精简|压降))\s*{_APPROXIMATELY}\s*{_AMOUNT}"
)
_PLAIN = re.compile(_AMOUNT)
_ENDS_IN_AMOUNT = re.compile(rf"[\u4e00-\u9fff]{{2}}\s*{_NUMBER}\s*{_UNIT}{_SUFFIX}\s*$")
_MAKING = re.compile(rf"(?:{_MAKING_WORDS})$")
_MAKES = re.compile(rf"{_MAKING_WORDS}")
_ALL = re.compile(
    r"全部(?:实现|完成|建成|达到|纳入|达标|办结|接入)|全面(?:实现|覆盖)|(?:实现)?全覆盖|应\w{1,3}尽\w{1,3}"
)
_INCREASE = re.compile(
    r"(?:平稳|稳步|持续|稳定|较快|快速|大幅|显著|明显|不断|逐年|逐步|进一步|稳中有|有所|保持)*(?:增长|增加|扩大|上升|攀升)$"
)
_QUALITY = re.compile(
    r"(?:平稳|稳步|持续|稳定|较快|快速|大幅|显著|明显|不断|逐年|逐步|进一步|有效|全面|大力|有所)*"
    r"(?:提升|提高|改善|优化|增强|下降|降低|缩短|减少|加快|(?:达到|保持)较高水平|达到\S{0,6}水平|位居\S{0,8}前列|处于\S{0,8}水平)$"
)
_COUNTABLE = re.compile(
    r"(?:(?<![制角力速])度|(?<!效)率|指数|(?<!价)值|(?<![质力能])量|额|占比|比重|规模|周期|时限|时长|收入|产值|价值|投入|覆盖面|成本|数)$"
)
_RISES = re.compile(r"(?:提升|提高|上升)$")
_FIGURE = re.compile(r"(?:比重|占比|比例|(?<!价)值|额|规模|收入|(?<![质力能])量|(?<!效)率)$")
_OBJECT_END = re.compile(r"(?:首期|一期|首批)?(?:建设|创建)?(?:目标|任务)$")
LONGEST_CLAUSE = 300
_MODIFIER = re.compile(r"^(?:具有|有|带动|富有|拥有|能够)[^，]{2,30}的(?=[\u4e00-\u9fff]{2})")


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal: the indicator as the text calls it; value and unit as printed."""

    indicator: str
    comparator: Comparator
    value: str | None = None
    unit: str | None = None
    is_shared: bool = False
    is_range: bool = False


def read_clause(clause: str) -> list[Goal]:
    """The goals in one clause; none when it sets nothing that could be judged.

    In 由5个月压缩至4个月以内 only the new value counts. Two indicators with one number (均) are two goals.
    """
    text = half_width(clause)
    if len(text) > LONGEST_CLAUSE:
        return []
    stated = [found for found in _STATED.finditer(text) if not _is_year(found)]
    if stated:
        return _stated_goals(text, stated)
    if change := _CHANGE.search(text):
        return _changed(text, change)
    if plain := _suffixed(text):
        return plain
    if goal := _all_goal(text) or _directional(text):
        return [goal]
    return []


def _is_year(found: re.Match[str]) -> bool:
    """Whether the number only says when: 到2025年."""
    return (
        bool(re.fullmatch(r"(?:19|20)[0-9]{2}", found["value"] or ""))
        and (found["unit"] or "").strip() == "年"
    )


def _stated_goals(text: str, stated: list[re.Match[str]]) -> list[Goal]:
    goals: list[Goal] = []
    begin = 0
    for found, following in zip(stated, [*stated[1:], None], strict=True):
        end = following.start() if following else len(text)
        goals += _goals_of(text[begin : found.start()], found, text[found.end() : end])
        begin = found.end()
    return goals


def _goals_of(before: str, found: re.Match[str], after: str) -> list[Goal]:
    comparator = _comparator(found)
    value, unit = _amount(found)
    if value is None:
        return []
    verb = next(group for group in Comparator if group in found.re.groupindex and found[group])
    subject = subject_in(before)
    making = bool(_MAKING.search(found[verb]))
    if (making or not subject or _MAKING.search(subject)) and unit and after.strip():
        subject = _object(after)
    elif making and subject and not after.strip():
        subject = f"{found[verb]}{subject}" if len(subject) < 2 else subject
    if not subject:
        return []
    goal = Goal(
        subject, _adjusted(comparator, found, value, unit), value, unit, is_range=bool(_group(found, "range"))
    )
    return _shared(before, goal, after)


def _comparator(found: re.Match[str]) -> Comparator:
    for comparator, _ in _VERBS:
        if found[comparator]:
            return comparator
    return Comparator.AT_LEAST


def _adjusted(comparator: Comparator, found: re.Match[str], value: str, unit: str | None) -> Comparator:
    """以内 and 以上 say more than the verb does; 100 % is all of it."""
    suffix = found["suffix"].strip()
    if suffix.endswith(("以内", "以下", "之内")):
        return Comparator.AT_MOST
    if suffix.endswith("以上"):
        return Comparator.AT_LEAST
    if unit == "%" and value == "100" and comparator in {Comparator.AT_LEAST, Comparator.HOLD_AT}:
        return Comparator.ALL
    return comparator


def _amount(found: re.Match[str]) -> tuple[str | None, str | None]:
    """Value as a decimal string and unit; 百分之九十 is 90 %."""
    if words := _group(found, "percent"):
        number = words if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", words) else _plain_number(words)
        return number, "%"
    printed = found["value"].replace(",", "").replace("，", "")
    value = printed if printed[0].isdigit() else _plain_number(printed)
    unit = re.sub(r"\s", "", found["unit"] or "").replace("％", "%")
    return value, unit or None


def _plain_number(words: str) -> str | None:
    number = read_number(words)
    return None if number is None else str(number)


def _group(found: re.Match[str], name: str) -> str | None:
    return found[name] if name in found.re.groupindex else None


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
        values = [(goal.value, goal.unit), *(_amount(found) for found in _PLAIN.finditer(after))]
        if len(values) != len(names):
            return [replace(goal, is_shared=True)]
        last = [found["suffix"].strip() for found in _PLAIN.finditer(after)]
        comparator = Comparator.AT_MOST if last[-1].endswith(("以内", "以下", "之内")) else goal.comparator
        return [
            replace(goal, indicator=name, comparator=comparator, value=value, unit=unit or goal.unit)
            for name, (value, unit) in zip(names, values, strict=True)
        ]
    return [replace(goal, indicator=name, is_shared=True) for name in names]


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
    value, unit = _amount(found)
    subject = subject_in(text[: found.start()])
    if not subject or value is None or unit is None:
        return []
    about = Comparator.HOLD_AT if found["suffix"].strip() == "左右" else Comparator.AT_LEAST
    comparator = _adjusted(about, found, value, "" if unit == "%" else unit)
    goal = Goal(subject, comparator, value, unit, is_range=bool(_group(found, "range")))
    goals = _shared(text[: found.start()], goal, text[found.end() :])
    return [replace(goal, indicator=goal.indicator + found["change"]) for goal in goals]


def _suffixed(text: str) -> list[Goal]:
    """A number without a verb: 网上可办率 90% 以上, 失业率 6% 左右, 新增项目 50 个; else only what ends the
    clause. Several in a row are a goal each: 国际标准 100 项、国家标准 1000 项."""
    pieces = text.split("、")
    if len(pieces) > 1 and all(_ENDS_IN_AMOUNT.search(piece) for piece in pieces):
        return [goal for piece in pieces for goal in _suffixed(piece)]
    for found in _PLAIN.finditer(text):
        suffix = found["suffix"].strip()
        value, unit = _amount(found)
        subject = subject_in(text[: found.start()])
        is_made = bool(_MAKES.search(subject)) and len(subject) > 3
        if not suffix and (found.end() < len(text) or not (_COUNTABLE.search(subject) or is_made)):
            continue
        subject = subject or _object(text[found.end() :])
        if subject and value is not None and unit is not None and not subject[-1].isdigit():
            comparator = Comparator.HOLD_AT if suffix == "左右" else Comparator.AT_LEAST
            return [Goal(subject, _adjusted(comparator, found, value, unit), value, unit)]
    return []


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
