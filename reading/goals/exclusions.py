"""Figures that set no goal: days, names, money that is given, ages, ranks, conditions."""

import re
from dataclasses import dataclass

from reading.goals import reasons
from reading.goals.vocabulary import MAKING_WORDS
from reading.late_pattern import LatePattern
from reading.numerals import half_width
from reading.vocabulary import OWNER_MENTION, TIME_LABEL, VERBS, one_of

_N = r"(?:[0-9]+(?:[.,，][0-9]+)*|[一二三四五六七八九十百千两]+)(?:余|多)?"
_MONEY = rf"{_N}\s*[十百千万亿]*\s*(?:元|美元)"
_OPENERS, _CLOSERS = "（(【[", "）)】]"
_DIGITS = "0123456789一二三四五六七八九十百千两"
_HIDDEN = "".join(chr(0xE000 + place) for place in range(len(_DIGITS)))
_HIDE, _SHOW = str.maketrans(_DIGITS, _HIDDEN), str.maketrans(_HIDDEN, _DIGITS)
_ANY_HIDDEN = LatePattern(f"[{_HIDDEN}]")

_DAY = (
    r"(?:20|19)[0-9]{2}\s*(?:年?\s*(?:[-—－–~～至到]+|以?来?至)\s*(?:20|19)[0-9]{2}\s*)?年(?:度|代)?"
    r"(?:\s*[0-9]{1,2}\s*月(?:份|\s*[0-9]{1,2}\s*[日号]|[上中下]旬)?|\s*第?[一二三四1-4]季度|[上下]半年)?"
    r"|(?<![0-9.])[0-9]{1,2}\s*月(?:份|\s*[0-9]{1,2}\s*[日号]|[上中下]旬)?|第?[一二三四1-4]季度"
    r"|(?<![0-9.])[0-9]{1,2}\s*[日号](?=[前至到之以])|(?:20|19)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}"
    r"|(?:今|明|当|本|次)年(?:度)?|[一二三四五六七八九十两0-9]{1,2}\s*年内|(?<![0-9一二三四五六七八九十两])年(?=[底末内中]前?)|[上下]半年"
)
_UNTIL = r"[底末初中内]*(?:之前|以前|前|起|以来)?"
_DAYS = LatePattern(rf"(?:{_DAY}){_UNTIL}(?:(?:\s*[-—－–~～至到]+\s*)(?:{_DAY}){_UNTIL})*[，,]?")
_DATED = LatePattern(r"[年月日号季]|[0-9][-./][0-9]")
_BEFORE_DAY = LatePattern(r"(?:力争|争取|确保|预计|计划)?(?:截至|到|至|在|于)?\s*$")
_COMPARING = ("较", "比", "以")
_MARKS_OF_PLACES = LatePattern(
    r"^\s*[0-9]{1,3}[.、．)）](?![0-9])|[（(][0-9一二三四五六七八九十]{1,3}[）)]|《[^》]{0,80}》"
    r"|[〔\[［（(](?:20|19)[0-9]{2}[〕\]］）)]\s*(?:第?\s*[0-9]+\s*号)?"
    rf"|第\s*{_N}\s*(?:[条章节款项届批期号轮个次类]|部分|阶段|产业|方)|(?<![0-9])[0-9]+\s*号"
    r"|“?十[一二三四五六]五”?(?:期间|规划|时期|末)?"
)
_LABEL = LatePattern(rf"[\s【\[（(]*(?:{OWNER_MENTION}|{TIME_LABEL})\s*[】\]]?\s*[：:】\]]")
_OWNED = LatePattern(rf"{one_of(VERBS)}|{OWNER_MENTION}|{TIME_LABEL}")
FIGURE = LatePattern(
    r"[0-9]|百分之|[一二三四五六七八九十]分之|"
    r"(?<![一二三四五六七八九十百千])[一二三四五六七八九两]?[十百千][一二三四五六七八九十百千]*[余多]?[万亿]?"
    r"(?:个|家|项|件|名|人|户|条|所|场|次|座|公里|亩|台|套|篇|只|辆|平方)"
)
# A digit that begins a number which is no day; the first digit is read before what stands around it.
_NUMBER = LatePattern(
    r"[0-9](?<![0-9.].)(?<!月.)(?![09][0-9]{2}\s*年|[0-9]?\s*月|[0-9]?\s*[日号][前至到之]"
    r"|[09][0-9]{2}\s*[-—－–~～至到]|[0-9]{0,3}[.、．)）](?![0-9])|(?:(?<=\n.)|(?<=\A.))[0-9]{0,2}[.、．)）])"
)
_IN_WORDS = LatePattern(
    r"[十百千](?=[一二三四五六七八九十百千余多万亿]*[个家项件名人户条所场次座公亩台套篇只辆平])|分之"
)
_MARKED = LatePattern(r"[）)《〔号第十]|^[0-9]")

_MADE = rf"(?:{MAKING_WORDS}|不少于|不低于|超过|达到|达)"


@dataclass(frozen=True, slots=True)
class _Exclusion:
    """What a figure is that sets no goal; of ``marks``, characters, one stands in each such clause."""

    reason: str
    pattern: LatePattern
    marks: frozenset[str]


def _exclusion(reason: str, pattern: str, marks: str) -> _Exclusion:
    return _Exclusion(reason, LatePattern(pattern), frozenset(marks))


_GIVING = "给予|奖励|奖补|奖|补助|补贴|补偿|资助|贴息|贴补|扶持|罚款|处罚|赔偿|退还|缴纳|收取|支付"
_REST = r"[^，。；]{0,14}?"
_EXCLUSIONS = (
    _exclusion(
        reasons.NAMED,
        r"[A-Za-z][A-Za-z&+./]*\s*[/-]?\s*[A-Za-z]*\s*[-—–－]?\s*[0-9]+(?:[.．—–-][0-9]+)*(?![0-9]*%)"
        r"|[0-9]+(?:\.[0-9]+)?(?:[A-Za-z]{1,3}(?![A-Za-z])|\s*版(?!权)|强(?![大化度]))|(?<=[业链网商])[0-9]\.[0-9](?![0-9%])"
        r"|[0-9.]+\s*[十百千万亿]*(?:吨|千瓦|伏|米|层|兆瓦)级|“[^”]*[0-9+][^”%]*”|[0-9]\s*[·•+/×xX]\s*[0-9N]+(?!\s*[年%])|[0-9]{3,4}-[0-9]{7,8}"
        r"|(?:电话|手机|传真|邮编|热线|邮箱|账号|QQ|网址)[^，。；]{0,6}?[0-9][0-9-]*|(?<![0-9.])[0-9]{5,}(?=[^0-9\s.,，万亿千百余多%％个家件项元人户名条次宗台套亩吨篇]|$)",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz级版强“·•+/×业链网商-话机真编线箱号址",
    ),
    _exclusion(
        reasons.PROGRESS,
        rf"(?<![已未])完成(?:[^，。；0-9]{{0,12}}(?:的|任务|进度|总量|程量|投资|总数|计划|建设|目标))?\s*(?:约|近|超过|不少于|不低于|达到)?\s*{_N}\s*(?:%|成)(?:以上|左右)?"
        rf"(?:的?[^，。；]{{0,12}}(?:任务|进度|作量|程量|投资|改造|建设|整改|目标|工作|总量|计划))?$"
        rf"|(?:形象进度|工程进度|任务进度|完成进度|投资进度)(?:达到|达|完成|过|超过)?\s*{_N}\s*%(?:以上)?",
        "%成",
    ),
    _exclusion(
        reasons.RATE,
        rf"(?:按照?|以|依){_REST}{_N}\s*[%‰]{_REST}(?:{_GIVING}|补|计提|计算|安排|减|缴|标准|比例)"
        rf"|{_N}\s*[%‰](?:以内|以下)?(?:的(?:比例)?)?(?:{_GIVING})|(?:{_GIVING}){_REST}{_N}\s*[%‰](?!以上的?(?:企业|项目))",
        "%‰",
    ),
    _exclusion(
        reasons.MONEY_GIVEN,
        rf"每[^，。；0-9]{{0,4}}{_N}[^，。；]{{0,16}}?(?:{_GIVING})[^，。；]{{0,6}}?{_MONEY}|(?:{_GIVING})[^，。；]{{0,20}}?{_MONEY}|{_MONEY}[^，。；]{{0,10}}?(?:{_GIVING}|奖金|支持)"
        rf"|最高(?:可|不超过|限额)?(?:为|达)?\s*{_MONEY}|每(?:家|户|人|项|个|件|月|亩|所|名|条|次|篇|台|辆|平方米)[^，。；]{{0,10}}?{_MONEY}",
        "元",
    ),
    _exclusion(
        reasons.MONEY_SPENT,
        rf"(?:总投资|计划投资|投资额|概算|预算|安排[^，。；0-9]{{0,8}}|拨付|列支|出资|筹措[^，。；0-9]{{0,4}}|下达[^，。；0-9]{{0,4}}|资金|经费|注册资本|总规模|票价|单价|价格)"
        rf"(?:共计|共|约|近|为|不少于|不低于|超过|达)?\s*{_MONEY}|投入(?:资金|经费)?(?:共|约|近)?\s*{_MONEY}"
        rf"|{_MONEY}(?:左右|以上)?的?[^，。；]{{0,6}}?(?:资金|经费|基金|投资|预算)",
        "元",
    ),
    _exclusion(
        reasons.AGE, rf"(?<![到为至达在过于0-9.])(?:年满)?{_N}\s*周?岁(?:及?以[上下])?|满{_N}周?岁", "岁"
    ),
    _exclusion(
        reasons.RANK,
        rf"前\s*{_N}(?!\s*[年月日天]|个月)\s*(?:名|位|强|列|家|%)?|第\s*{_N}\s*[名位]|进位\s*{_N}\s*[位名]",
        "前第进",
    ),
    _exclusion(
        reasons.EXAMPLE,
        rf"(?:例如|比如|譬如|(?<![不有比例假诸])如(?![期果下何此]))[^，。；]*?{_N}[^，。；]*",
        "如",
    ),
    _exclusion(
        reasons.FREQUENCY,
        rf"每(?:半年|季度?|个?季度|月|个月|周|两周|双月|半月|旬|日|天)[^，。；]{{0,16}}?{_N}\s*(?:次|场|期|轮|回|篇|条|天|小时|期次|场次)(?:以上)?",
        "每",
    ),
    _exclusion(
        reasons.TERM,
        rf"(?:自|从)[^，。；]{{0,24}}?起\s*{_N}\s*个?(?:工作日|自然日|日|天|月|年|小时)(?:以|之)?内?"
        rf"|(?<![至到为过于])(?<![制持定]在)(?<![压缩短]减)\s*(?<![0-9.]){_N}\s*个?(?:工作日|自然日|日|天|小时|分钟|月|年)(?:以|之)?内(?=[\u4e00-\u9fff])"
        rf"|(?:有效期|为期|任期|聘期|有效期限|保存期|保存|建设期|服务期|质保期|过渡期)(?:为|不少于)?\s*{_N}\s*个?(?:年|月|天|日)",
        "起内期存",
    ),
    _exclusion(
        reasons.PLACE,
        rf"^\s*(?:在|从|对|向|面向|针对)[^，。；0-9]{{0,8}}{_N}\s*(?:个|家|所|条|名|项|户|位|座)",
        "在从对向",
    ),
    _exclusion(
        reasons.CONDITION,
        rf"(?:{_MADE})?(?<!建)(?:大于|超过|不低于|不少于|达到|达|满|在)?\s*{_N}\s*[万亿]*\s*(?:元|%|平方米|吨|千瓦|年|人|户|家|个|项|件|亩|名|分|级|公里)(?:及?以[上下内])?的(?=[\u4e00-\u9fff])(?!目标|水平|任务)"
        rf"|(?<![\u4e00-\u9fff]){_MONEY}及?以[上下](?=[\u4e00-\u9fff])|(?:规模|收入|产值|面积|销售额|资产)\s*(?:在|达|达到|超过)?\s*{_N}\s*[万亿]*(?:元|平方米|人)及?以[上下](?=[\u4e00-\u9fff])"
        rf"|{_N}\s*(?:平方米|吨|千瓦|年|人|蒸吨)及?以[上下](?:的)?(?=[\u4e00-\u9fff])",
        "上下的",
    ),
    _exclusion(
        reasons.REACHED,
        rf"(?:已|目前|现有|累计已|原有|共有|现已|已经)[^，。；0-9]{{0,16}}?{_N}\s*[万亿]*[^，。；0-9]{{0,2}}",
        "已目现原共",
    ),
)
_MAKES_FEW = LatePattern(rf"(?:{MAKING_WORDS}|至少|不少于|不低于)\s*(?:{_N})\s*[个家项件名条所座户场]")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A clause as it is read for goals: without its days and note, the figures that set none hidden.

    ``reason`` says why the first of them was set aside; None where none was. ``has_figure`` tells whether a
    figure is left that may set a goal.
    """

    text: str
    reason: str | None
    has_figure: bool


def may_have_figure(text: str) -> bool:
    """Whether a figure may stand in ``text`` that is no day: a look that costs little."""
    return _NUMBER.search(half_width(text)) is not None or _IN_WORDS.search(text) is not None


def plain(text: str) -> str:
    """``text``, of half width, without days; numbers of sections and documents are hidden."""
    if _DATED.search(text):
        text = _without_days(text)
    return _MARKS_OF_PLACES.sub(_hidden, text) if _MARKED.search(text) else text


def _without_days(text: str) -> str:
    pieces, at = [], 0
    for found in _DAYS.finditer(text):
        before = text[at : found.start()]
        if not before.rstrip().endswith(_COMPARING):
            pieces.append(before[:-6] + _BEFORE_DAY.sub("", before[-6:]))
            at = found.end()
    return "".join(pieces) + text[at:]


def prepare(clause: str) -> Prepared:
    """``clause``, without its note, with everything out of the way that looks like a goal and is none."""
    text = plain(half_width(clause))
    if not FIGURE.search(text):
        return Prepared(text, None, has_figure=False)
    reason = None
    marks = set(text)
    for exclusion in _EXCLUSIONS:
        if exclusion.marks.isdisjoint(marks):
            continue
        kept = exclusion.pattern.sub(_excluded, text)
        if kept != text:
            reason, text = reason or exclusion.reason, kept
    return Prepared(text, reason, has_figure=reason is None or FIGURE.search(text) is not None)


def without_note(clause: str) -> str:
    """``clause`` without the note on owners behind it."""
    if "：" in clause or ":" in clause or "】" in clause:
        clause = _LABEL.split(clause, maxsplit=1)[0]
    if clause[-1:] in _CLOSERS:
        begin = max(map(clause.rfind, _OPENERS))
        if begin > 0 and _OWNED.search(clause, begin):
            clause = clause[:begin]
    return clause.rstrip()


def shown(text: str) -> str:
    """``text`` with the figures again that ``prepare`` has hidden."""
    return text.translate(_SHOW) if _ANY_HIDDEN.search(text) else text


def _hidden(found: re.Match[str]) -> str:
    return found.group().translate(_HIDE)


def _excluded(found: re.Match[str]) -> str:
    """The match hidden, unless it says how many are to be made: 培育50家以上的企业."""
    return found.group() if _MAKES_FEW.match(found.group()) else found.group().translate(_HIDE)
