"""Goals that only words describe: 知识产权保护体系更加健全."""

from reading.document import Comparator
from reading.goals.clauses import Goal
from reading.goals.subjects import subject_in
from reading.late_pattern import LatePattern
from reading.vocabulary import REALISES

_LONGEST = 80
_MANNER = (
    "(?:取得|实现|达到|得到|保持|获得|更加|更为|较为|明显|显著|基本|初步|进一步|不断|持续|大幅|全面|稳步|有效|日益|总体|普遍|充分|切实|"
    "重大|新的?|积极|长足|阶段性|决定性|实质性|大|较|更)+"
)
_STATE = (
    rf"(?:{REALISES}|完善|健全|进展|成效|成果|实现|形成|建立|建成|提升|增强|优化|提高|改善|顺畅|凸显|明显|浓厚|合理|充分|激发|巩固|加强|强化|发展|突破|"
    "进步|平衡|水平|前列|领先|成熟|定型|扩大|深化|拓展|畅通|彰显|高效|便利|规范)"
)
_REACHED = LatePattern(rf"(?P<subject>[^，。；]{{4,60}}?){_MANNER}{_STATE}$")
_BUILT = LatePattern(r"(?:基本|初步|全面)(?:建成|形成|建立|构建)(?:了|起)?(?P<subject>[^，。；]{4,60})$")


def read_unmeasured(clause: str) -> list[Goal]:
    """The goal of a clause that says what is to be reached without a figure; judged, with a written basis."""
    if len(clause) > _LONGEST:
        return []
    found = _REACHED.search(clause) or _BUILT.search(clause)
    subject = subject_in(found["subject"]) if found else ""
    return [Goal(subject, Comparator.QUALITATIVE)] if len(subject) >= 4 else []
