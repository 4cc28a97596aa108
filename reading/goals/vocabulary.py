"""The words in which documents set goals: units, dashes and verbs, the verbs by the comparator they mean."""

from collections.abc import Mapping

from reading.document import Comparator
from reading.late_pattern import LatePattern
from reading.vocabulary import CARRIES_OUT, one_of

UNITS = (
    "亿吨标准煤|万吨标准煤|吨标准煤|个百分点|个工作日|个自然日|平方公里|平方千米|平方米|立方米|亿千瓦时|万千瓦|亿千瓦|千瓦时|千瓦|公里|公顷|"
    "人民币|美元|欧元|人次|人年|件次|床位|个月|小时|分钟|工作日|标箱|毫克|微克|公斤|市斤|斤|吨|亩|元|人|家次|户次|家|户|个|项|件|种|所|座|处|台|套|辆|艘|条|"
    "篇|部|名|位次|位|岁|天|日|年|月|周|倍|次|级|分|场次|场|期|届|批|村|县|字|册|学时|课时|批次|张|枚|支|只|头|株|宗|起|例|%|‰|％"
)
# By the power of ten each stands for, the longer words first.
POWERS = {
    "万亿": 12,
    "千亿": 11,
    "百亿": 10,
    "十亿": 9,
    "亿": 8,
    "千万": 7,
    "百万": 6,
    "十万": 5,
    "万": 4,
    "千": 3,
    "百": 2,
}
SCALES = "|".join(POWERS)
DASHES = "——|[-‐‑‒–—―−－~～∼〜至到]"
MAKING_WORDS = (
    "完成|建成|建设|建立|打造|培育|推出|新增|新建|引进|形成|认定|培养|设立|布局|发展|遴选|支持|开展|举办|制定|制修订|研制|创建|"
    "改造|孵化|扶持|选树|推广|拥有"
)
# The first that fits at a place is taken, so that 不超过 is not read as 超过.
# What is done so many times or to so many; a goal where things are counted, as 服务 is no word of one else.
DEEDS = one_of(
    (
        *(
            "启动",
            CARRIES_OUT,
            "推进",
            "查处",
            "办理",
            "办结",
            "走访",
            "服务",
            "惠及",
            "配备",
            "招引",
            "引育",
            "签约",
            "落地",
        ),
        *(
            "开工",
            "竣工",
            "投产",
            "储备",
            "申报",
            "授权",
            "转化",
            "编制",
            "出台",
            "发布",
            "征集",
            "评选",
            "命名",
            "组织",
        ),
        *(
            "选派",
            "招聘",
            "盘活",
            "整治",
            "修缮",
            "拆除",
            "安装",
            "铺设",
            "种植",
            "帮扶",
            "救助",
            "受理",
            "化解",
            "排查",
        ),
        *(
            "检查",
            "抽检",
            "抽查",
            "扩建",
            "改建",
            "续建",
            "迁建",
            "更新",
            "召开",
            "参训",
            "新改建",
            "改扩建",
            "吸纳",
            "带动",
            "培训",
            "推动",
            "引导",
            "动员",
        ),
    )
)
COUNTED = LatePattern(
    "万?(?:家次|户次|家|户|个|项|件|种|所|座|处|台|套|辆|艘|条|篇|部|名|位|人次|人|次|场次|场|期|批|批次|学时|课时|宗|起|例|公里|亩|张|支|只|村|册|平方米|平方公里)"
)
"""Units of what is counted or built."""
VERBS: Mapping[Comparator, str] = {
    Comparator.AT_MOST: (
        "不超过|不高于|不多于|不大于|不突破|低于|少于|小于|控制在|压减至|压减到|压缩至|压缩到|压缩为|缩短至|缩短到|缩短为|缩减至|"
        "缩减到|降低至|降低到|降至|降到|下降到|下降至|减少到|减少至|减至|减到|压降至|压降到"
    ),
    Comparator.HOLD_AT: "稳定在|保持在|维持在|稳定于|保持为|保持|稳定",
    Comparator.MORE_THAN: "超过|突破|高于|大于|多于|超出|超",
    # Only before a range: 介于3%和5%之间.
    Comparator.BETWEEN: "介于|处于|运行在|在",
    Comparator.AT_LEAST: (
        "不低于|不少于|不小于|不下于|达到|达至|达|提高到|提高至|提升到|提升至|增加到|增加至|增至|增长到|增长至|扩大到|扩大至|扩展到|"
        f"上升到|上升至|实现|{MAKING_WORDS}|(?<![0-9])[至到]|为"
    ),
}
# What stands behind a number says more than the verb before it.
LIMITS = {
    Comparator.AT_MOST: ("以内", "以下", "之内"),
    Comparator.AT_LEAST: ("以上",),
}
ABOUT = "左右"
# A range is what is wanted, not roughly how much, where it is said behind it, or by the verb before it.
RANGE_ENDS = ("之间", "区间内", "区间", "范围之内", "范围内")
RANGE_VERBS = LatePattern("(?:控制|稳定|保持|维持|运行)在|稳定于|保持为|保持|稳定|介于|处于")
# 100 % of these is all of it.
WHOLE = (Comparator.AT_LEAST, Comparator.HOLD_AT)
