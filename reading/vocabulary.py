"""The words of owner notes, each once: what owners do, what they are called, how names of organizations end.

Every pattern of the reader that speaks of owners is composed of these. A pattern that takes only some of the
verbs takes a part that has a name here, with a comment that says what the others would do to it.
"""

from collections.abc import Iterable


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, each once, the longest first."""
    return f"(?:{'|'.join(sorted(dict.fromkeys(words), key=len, reverse=True))})"


# --- Verbs ------------------------------------------------------------------------------------------

LEADS = "牵头"
ANSWERS = "负责"
REALISES = "落实"
CARRIES_OUT = "实施"
TOGETHER = "会同"
IN_CHARGE = (ANSWERS, "主责")
DOING = (REALISES, CARRIES_OUT)
UNDERTAKING = ("承担", "承办", "主办")
SUPPORTING = ("配合", "参加", "参与", "协助", "协同", "协办")
# What a ministry does for others; as a label 指导单位 names the patron of an event, so these are verbs only.
GUIDING = ("指导", "督导")
HELPING = "支持"

# Whatever may speak of an owner in a bracket. Without 支持, 指导 and 督导, which are all over a plan: what
# has nothing but these is hardly ever a note, and each would have to be read.
VERBS = (LEADS, *IN_CHARGE, *DOING, *UNDERTAKING, *SUPPORTING)
# What speaks of nothing but duties at the end of a paragraph or bracket. 实施, 承担, 承办 and 主办 end others
# as well: 本办法自印发之日起实施。
DUTY_VERBS = (LEADS, *IN_CHARGE, REALISES, *SUPPORTING)
# What tells a plan with owners from other texts at a glance. 落实 and 参加 stand in any text, and 承办单位 is
# the imprint of a notice.
PLAIN_VERBS = (LEADS, ANSWERS, "配合")

EFFORTS = ("组织实施", "组织落实", "推进落实", "抓好落实", "贯彻落实")
# What may stand behind 牵头, 配合 or 负责 and adds nothing.
DEEDS = (
    *(ANSWERS, *DOING, *GUIDING, "组织实施", "组织落实", "推进落实", "推动落实", "组织推进", "推进", "推动"),
    *("组织", "办理", "抓好", "抓总", "开展", "协调", "统筹", "统筹协调", "组织协调", "汇总"),
)
PURSUING = ("推进", "坚持", "开展", *DOING)
"""What goes on and on: 持续推进."""

# --- Labels -----------------------------------------------------------------------------------------

UNIT, DEPARTMENT = "单位", "部门"
UNITS = (UNIT, DEPARTMENT, "部委", "机构", "处室", "科室", "股室", "司局", "地区", "主体", "方")
DUTY = "责任"
# 全总 (the trade unions) leads at times, and is not 全.
LEAD_VERBS = (rf"(?<!全)总{LEADS}", LEADS)
# As a label 主办 says who leads; as a verb it says no more than 负责, beside which others may lead.
LEAD_LABELS = (f"总{LEADS}", LEADS, "主办")
# 主管 and 主要责任 are said of units only: 业务主管 is a person.
PLAIN_LABELS = ("主要责任", "共同责任", DUTY, "主管", *IN_CHARGE, *DOING, "承办", "承担")
SUPPORT_LABELS = (*SUPPORTING, HELPING)
QUALIFIERS = (DUTY, ANSWERS, *DOING)
"""What may stand between the word of a label and 单位: 牵头负责单位, 落实责任单位."""
DIVISIONS = (f"{DUTY}分工", "任务分工", "分工")
TIME_LABEL = (
    rf"(?:{one_of(('完成', '办结', *DOING))}?(?:时限|时间|期限)(?:要求)?|进度安排|时间进度|(?:完成)?时间节点)"
)
PEOPLE_LABELS = (f"{DUTY}人", "联系人")
OTHER_LABEL = (
    rf"(?:适用(?:范围|地区|区域)|{one_of(PEOPLE_LABELS)}|联系电话|备注|{CARRIES_OUT}范围|试点地区"
    rf"|(?:{DUTY}|{LEADS}|分管|包联|挂点|联系)(?:市|县|区|省|局)?领导)"
)

# What names owners in running text or in a heading: 责任单位, 配合部门.
OWNER_MENTION = rf"{one_of((DUTY, *PLAIN_VERBS))}{one_of((UNIT, DEPARTMENT, '处室'))}"

# What a bracket says that is no note, though the words are in it.
NO_DUTIES = ("各负其责", f"谁.{{0,8}}谁{ANSWERS}", f"{ANSWERS}制", f"{ANSWERS}人", "尽职免责", "失职追责")

# --- Ends of names ----------------------------------------------------------------------------------

# What an authority's name ends in and hardly a word of prose does.
BODIES = "局部委厅署"
# What ends other words as well (到处, 社会): the end of a name only where nothing follows it.
OFFICES = "处办室院会司"
WHOLES = ("中心", "政府", "[支大总]队", DEPARTMENT, UNIT, "地区")
NAME_END = rf"(?:[{BODIES}{OFFICES}]|{one_of(WHOLES)})"
# What the name of whoever is responsible ends in where it stands alone: also 军 and 集团, not 全部 or 社会.
OWNER_END = (
    r"(?:(?<![干全内外])部|委|局|厅|司|署|(?<!举)办|室|院|(?<!社)会|(?<=[银分支央农工人])行|社|组|处|(?<!学)科|(?<![参控入持])股|队|(?<!场)所|站|团|"
    r"盟|馆|(?<!平)台|校|县|市|省|区|州|旗|(?<!城)镇|(?<!城)乡|军|厂|兵团|中心|政府|公司|集团|海关|机构|企业|大学|组织|"
    rf"{DEPARTMENT}|{UNIT}|各地|属地|地方|方面|街道|专班|税务|文联|科协|侨联|妇联|残联|工商联|团中央|中央|全总|铁路|电网|医保|基金|口岸|港务|烟草)"
)
# What the offices of a province or city end in, whose names begin with 省 or 市.
LOCAL_ENDS = ("厅", "局", "委", "办", "部", "中心", "院")
# What takes over the prefix of the name before it: 省发展改革委、工业和信息化厅.
PREFIXED_ENDS = ("厅", "局", "委", "委员会", "办", "办公室")
# Who issues a document, in its own words: 我局.
OURSELVES = "我[局部委厅办省市]"
# Where a report goes: also to a section (科) or an accounting office (会), which owns nothing by itself.
RECEIVER_END = "(?:[司局厅委部处室办院署会股科]|中心|办公室|领导小组)"
