"""What a clause speaks of: its indicator without adverbs, and the subject it leaves out."""

from reading.late_pattern import LatePattern
from reading.numerals import half_width

_LEAD_IN = LatePattern(
    r"^(?:(?:力争|争取|确保|预计)?(?:到|至)?(?:20\d{2}\s*年|“[^”]{2,8}”(?:期间|末|时期))(?:底|末|前)*(?:前)?[，,]?|其中[，：:]?|"
    r"(?:[^：，]{0,12}[：:])?[一二三四五六七八九十]是|在[^，]{1,16}?(?:前提下|基础上|情况下|条件下)|力争|争取|确保|基本|推动|促进|使|并且?|实现|同时|将(?![军领来])|把(?!关))+\s*"
)
_TRAILING = LatePattern(
    r"(?:力争|争取|确保|预计|有望|基本|稳步|累计|总计|合计|分别|双双|(?<![平人年户地日])均|都|已|要|进一步|"
    r"[由从]\s*[\d.]+\s*\S{0,4}|比?较?\s*\d{4}\s*年|年均)+$"
)
_VERB = (
    "达到|达至|达|超过|突破|不低于|不少于|不超过|增至|增加到|提高到|提高至|提升到|提升至|增长到|稳定在|保持在|控制在|降至|降低到|"
    "压减至|压缩至|缩短至"
)
_SUBJECTLESS = LatePattern(
    rf"(?:力争|争取|确保|并|且|进而)*(?:{_VERB})\s*(?:约|近)?\s*[\d百两一二三四五六七八九十]"
)
_SHARE = LatePattern(r"占[\u4e00-\u9fffA-Z]{2,20}")
_COMPARED = LatePattern(r"(?:(?:较|比)\s*(?:20\d{2}|上|去|“)|同比|年均(?=增|提|下|降))")
_PREDICATE = LatePattern(
    r"(?:翻[一两]番|实现(?:翻番|倍增)|再[上创]\S{1,6}|(?:大幅|稳步|持续|显著|明显|不断|进一步|快速|平稳)+\S{2,4})$"
)
_LONGEST = 30


def subject_in(before: str) -> str:
    """The indicator in what stands before the verb: lead-ins and adverbs go."""
    last = None
    text = before.strip(" \t　—-")
    while text != last:
        last = text
        text = _TRAILING.sub("", _LEAD_IN.sub("", text)).strip()
    return text.strip("：:、—")


def subject_of(clause: str) -> str:
    """The subject of a clause that states no number: 质押融资额 of 质押融资额翻一番, or nothing."""
    subject = subject_in(_PREDICATE.sub("", clause))
    return subject if subject != subject_in(clause) and len(subject) <= _LONGEST else ""


def complete(clause: str, subject: str) -> str:
    """``clause``, which leaves its subject out, with the ``subject`` of the clause before."""
    return subject + clause if len(subject) <= _LONGEST else clause


def leaves_out_subject(clause: str) -> bool:
    """Whether ``clause`` begins with what its subject does: 达到200亿元, 占比重13%, 较2020年提高."""
    plain = half_width(clause)
    return bool(_SUBJECTLESS.match(plain) or _SHARE.match(plain) or _COMPARED.match(plain))
