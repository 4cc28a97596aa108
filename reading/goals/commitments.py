"""Whether a number in running text is one that somebody is to reach, and by which words."""

from functools import lru_cache

from reading.document import Comparator
from reading.goals import reasons
from reading.goals.clauses import Goal
from reading.goals.vocabulary import DEEDS, MAKING_WORDS
from reading.late_pattern import LatePattern

_MAKING = LatePattern(rf"{MAKING_WORDS}|{DEEDS}")
_CHANGING = LatePattern(r"增|提|升|扩|压|缩|降|减|精简")
# Words that stand before any number: only with something that is measured do they set a goal.
_WEAK = ("为", "至", "到", "在", "实现", "发展", "布局", "支持", "稳定", "保持")
_MEASURED = LatePattern(
    r"(?:(?<![制角力速])度|率|指数|值|量|额|占比|比重|比例|规模|周期|时限|时长|时间|期限|天数|收入|产值|成本|覆盖面|数|能耗|强度|浓度|涨幅|"
    r"增速|增长|次数|人次|面积|里程|寿命|水平|缺口|差距|贷款|余额|总和|速度|年限|距离|频次|环节|材料|事项|跑动)(?:（[^（）]{1,16}）)?$"
)
_ONLY_DEEDS = LatePattern(rf"(?:每年|年均|累计|全年|新|{MAKING_WORDS})+")
_UNSUITED = LatePattern(r"^(?:对|按|每[家户人项个件]|给予|其中|以|或|及|和|的)|^[0-9.\W]*$")
_STATES = LatePattern(
    rf"(?:{MAKING_WORDS}|达到|不少于|不低于|超过|提高到|增加到|压缩至|压减至|降至|力争)[^，。；]{{0,4}}[0-9一二三四五六七八九十百千]"
)


def reason_against(goal: Goal) -> str | None:
    """Why a number outside the passages on goals is none; None where it is one."""
    is_measured = bool(_MEASURED.search(goal.indicator))
    if goal.comparator is Comparator.AT_MOST and not (is_measured or _CHANGING.search(goal.words)):
        return reasons.LIMIT
    if _UNSUITED.match(goal.indicator) or _ONLY_DEEDS.fullmatch(goal.indicator):
        return reasons.NO_SUBJECT
    if goal.words in _WEAK and not is_measured:
        return reasons.NOT_SAID
    return None


def reason_for(goal: Goal) -> str:
    """By which kind of words it is a goal."""
    if goal.comparator is Comparator.AT_LEAST:
        if goal.indicator.endswith(goal.words) and _changes(goal.words):
            return reasons.CHANGES
        if _makes(goal.words):
            return reasons.MAKES
    return reasons.BY_COMPARATOR[goal.comparator]


@lru_cache(maxsize=256)
def _changes(words: str) -> bool:
    return _CHANGING.search(words) is not None


@lru_cache(maxsize=256)
def _makes(words: str) -> bool:
    return _MAKING.search(words) is not None


def seems_to_state(clause: str) -> bool:
    """Whether a clause has the words of a goal before a number, though none could be read."""
    return _STATES.search(clause) is not None
