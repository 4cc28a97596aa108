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
IN_CHARGE = (ANSWERS, "主责", "负总责", "总负责", "主抓")
DOING = (REALISES, CARRIES_OUT)
UNDERTAKING = ("承担", "承办", "主办")
CO_ORGANIZES = "协办"
SUPPORTING = ("配合", "参加", "参与", "协助", "协同", CO_ORGANIZES, "协抓")
# 市政协办 and 市科协办 are offices.
SUPPORT_VERBS = tuple(rf"(?<![政科文]){verb}" if verb == CO_ORGANIZES else verb for verb in SUPPORTING)
# What a ministry does for others.
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
PACES = (
    *(
        "全年度",
        "全年",
        "常年",
        "长期",
        "持续",
        "常态化",
        "常态",
        "贯穿全年",
        "分年度",
        "逐年",
        "逐步",
        "分阶段",
        "分步",
    ),
    *(
        "分批",
        "有序",
        "稳步",
        "适时",
        "及时",
        "即时",
        "即知即改",
        "立行立改",
        "立即",
        "同步",
        "按时",
        "按期",
        "如期",
    ),
    *(
        "按年度",
        "按进度",
        "按节点",
        "每季度一次",
        "每月一次",
        "按计划",
        "按时序",
        "按序时进度",
        "按时间节点",
        "按要求",
        "每年",
        "每季度",
        "每月",
        "每半年",
    ),
)
"""When or how fast, without a day: 全年推进, 长期坚持."""
MANNERS = (
    *(
        "认真",
        "切实",
        "积极",
        "全力",
        "抓紧",
        "加快",
        "全面",
        "扎实",
        "因地制宜",
        "按要求",
        "按规定",
        "主动",
        "密切",
    ),
    *("及时", "持续", "共同", "分别", "具体", "联合", "分头", "统筹", "各自", "同步", "一并", "协同"),
)
"""How an owner does it: between its name and the verb."""

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
GUIDE_LABELS = (f"业务{GUIDING[0]}", *GUIDING)
# At which level: 市级责任单位, 省直配合部门.
LEVELS = ("国家", "中央", "省级", "市级", "县级", "区级", "州级", "镇级", "省直", "市直", "县直", "区直")
QUALIFIERS = (DUTY, ANSWERS, *DOING)
"""What may stand between the word of a label and 单位: 牵头负责单位, 落实责任单位."""
DIVISIONS = (f"{DUTY}分工", "任务分工", "分工")
TIME_LABEL = (
    rf"(?:{one_of(('完成', '办结', *DOING))}?(?:时限|时间|期限)(?:要求)?|进度安排|时间进度|(?:完成)?时间节点)"
)
_OF_PEOPLE = one_of((DUTY, ANSWERS, LEADS, "经办", "承办", "协调"))
_OF_LEADERS = one_of(
    (
        *(DUTY, LEADS, ANSWERS, *SUPPORTING),
        "总分管",
        "分管",
        "包联",
        "包保",
        "挂点",
        "挂钩",
        "挂联",
        "联系",
        "协管",
        "主管",
    )
)
_LEVEL = "(?:[省市州县区局委院校]级?)"
PEOPLE_LABEL = (
    rf"(?:(?:第一|主要|直接|具体|项目|{one_of((UNIT, DEPARTMENT))})?{_OF_PEOPLE}(?:人员|人|同志)"
    rf"|(?:{_OF_LEADERS}{_LEVEL}?|{_LEVEL})(?:领导|{ANSWERS}人))"
)
"""Labels behind which those persons stand who answer for a task: 责任人, 牵头领导."""
CONTACT_LABEL = "(?:(?:工作)?联系(?:人|人员)|联络员|联络人|填报人)"
OTHER_LABEL = (
    rf"(?:适用(?:范围|地区|区域)|(?:联系)?(?:电话|方式)|手机|邮箱|传真|备注|说明|{CARRIES_OUT}范围|试点地区)"
)

# What names owners in running text or in a heading: 责任单位, 配合部门.
OWNER_MENTION = rf"{one_of((DUTY, *PLAIN_VERBS))}{one_of((UNIT, DEPARTMENT, '处室'))}"

# Labels without 单位 (牵头：甲局): only those that stand before a colon for nothing else.
SHORT_LABELS = (LEADS, "配合", "协办", "主办", ANSWERS, DUTY, GUIDING[0])
# What a bracket says that is no note, though the words are in it.
NO_DUTIES = ("各负其责", f"谁.{{0,8}}谁{ANSWERS}", f"{ANSWERS}制", f"{ANSWERS}人", "尽职免责", "失职追责")

# --- Ends of names ----------------------------------------------------------------------------------

# What an authority's name ends in and hardly a word of prose does.
BODIES = "局部委厅署"
# What ends other words as well (到处, 社会): the end of a name only where nothing follows it.
OFFICES = "处办室院会司"
WHOLES = ("中心", "政府", "[支大总]队", DEPARTMENT, UNIT, "地区")
NAME_END = rf"(?:[{BODIES}{OFFICES}]|{one_of(WHOLES)})"
# How a name that stands alone in a bracket may end: 海关, 某公司, 各镇.
BARE_END = (
    rf"(?:{NAME_END}|[队组联协]|总工会|机构|集团|公司|[分支银]行|海关|各地|（[^（）]*）"
    r"|(?<!学)科|(?<![参控入持])股|各[^，。；：的]{0,14}(?:[市县区州镇乡街旗盟村校园院所站馆]|街道|政府|企业))"
)
# What the name of whoever is responsible ends in where it stands alone: also 军 and 集团, not 全部 or 社会.
OWNER_END = (
    r"(?:(?<![干全内外])部|委|局|厅|司|署|(?<!举)办|室|院|(?<!社)会|(?<=[银分支央农工人])行|社|组|处|(?<!学)科|(?<![参控入持])股|队|(?<!场)所|站|团|"
    r"盟|馆|(?<!平)台|校|县|市|省|区|州|旗|(?<!城)镇|(?<!城)乡|军|厂|兵团|中心|政府|公司|集团|海关|机构|企业|大学|组织|"
    rf"{DEPARTMENT}|{UNIT}|各地|属地|地方|方面|街道|专班|税务|文联|科协|侨联|妇联|残联|工商联|团中央|中央|全总|铁路|电网|医保|基金|口岸|港务|烟草|镇街|街镇|村居|村社|高校|央企|国企|[省市州县区]直|各(?:行政)?村|移动|电信|联通|铁塔|石油|石化)"
)
# What the offices of a province or city end in, whose names begin with 省 or 市.
LOCAL_ENDS = ("厅", "局", "委", "办", "部", "中心", "院")
ASSOCIATIONS = (
    "总工会",
    "妇联",
    "残联",
    "科协",
    "工商联",
    "文联",
    "侨联",
    "社科联",
    "团委",
    "红十字会",
    "贸促会",
)
# What takes over the prefix of the name before it: 省发展改革委、工业和信息化厅.
PREFIXED_ENDS = (
    "厅",
    "局",
    "委",
    "委员会",
    "办",
    "办公室",
    "法院",
    "检察院",
    "中心",
    "供销社",
    *ASSOCIATIONS,
)
# Who issues a document, in its own words: 我局.
OURSELVES = "我[局部委厅办省市]"
# Where a report goes: also to a section (科) or an accounting office (会), which owns nothing by itself.
RECEIVER_END = "(?:[司局厅委部处室办院署会股科]|中心|办公室|领导小组)"

# --- People -----------------------------------------------------------------------------------------

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏章苏潘葛奚范彭郎鲁韦马苗方俞任袁柳鲍"
    "史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴"
    "谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪"
    "解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊甄曲封芮储靳井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲"
    "伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶黎白蒲从索赖卓蔺屠蒙池乔阴闻党谭贡姬申扶冉宰桑桂牛寿边燕冀郏浦尚农温庄晏柴"
    "瞿阎连茹习容向古易廖步耿匡文寇东殴沃利蔚越夔隆师巩聂晁勾敖融冷辛阚那简饶空曾沙丰关查游权盖楚闫涂代覃麦兰付邸展"
)
DOUBLE_SURNAMES = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "司徒",
    "端木",
    "令狐",
    "夏侯",
)
POSTS = (
    *(
        "同志",
        "局长",
        "厅长",
        "部长",
        "处长",
        "科长",
        "主任",
        "书记",
        "主席",
        "秘书长",
        "市长",
        "县长",
        "区长",
        "省长",
        "州长",
    ),
    *(
        "镇长",
        "乡长",
        "院长",
        "校长",
        "所长",
        "队长",
        "组长",
        "总经理",
        "董事长",
        "调研员",
        "司长",
        "署长",
        "行长",
        "委员",
    ),
    *(
        f"{ANSWERS}人",
        "领导",
        "常委",
        "专员",
        "参事",
        "巡视员",
        "会长",
        "站长",
        "园长",
        "股长",
        "台长",
        "总工程师",
    ),
)

# --- Columns of tables ------------------------------------------------------------------------------

CONTACT_COLUMN = r"联系(?:人|电话|方式)(?:及(?:联系)?(?:电话|方式))?"
# What names the persons who answer for a row.
_LEADING = (
    DUTY,
    LEADS,
    *DOING,
    "分管",
    "主管",
    "包联",
    "包保",
    "挂点",
    "联系",
    "市级",
    "县级",
    "区级",
    "省级",
)
LEADING_PEOPLE = (
    rf"(?:{one_of(_LEADING)}){{0,2}}{one_of(('市', '县', '区', '省', '局', '委', '院'))}?"
    rf"(?:领导|责任人|{ANSWERS}人|{DUTY}同志)|{DUTY}人"
)
TIME_COLUMN = (
    rf"(?:计划|预计|拟|{one_of(DOING)})?(?:完成|办结|截止|{one_of(DOING)})?(?:时限|时间|期限|日期|时点)"
    r"(?:要求|节点|安排|进度)?|(?:工作|推进|年度)?进度(?:安排|要求|计划)"
)
NUMBER_COLUMN = r"序号|编号|项次|序|号|N[Oo]\.?|任务序号|任务编号"
CATEGORY_COLUMN = r"(?:任务|工作|项目|事项|所属)?(?:类别|分类|领域|板块|方面|类型|专项)(?:名称)?"
_TEXT_QUALIFIERS = (
    r"重点|主要|工作|具体|目标|改革|年度|重大|建设|推进|完成|阶段|量化|分解|政策|细化"
    r"|预期|总体|项目|核心|关键|绩效|考核|任务|措施|内容|本年|全年|当年"
    rf"|{one_of(DOING)}"
)
_TEXT_NOUNS = (
    r"任务|工作|内容|举措|措施|事项|项目|要点|目标|要求|指标|名称|步骤|成果|成效|进展"
    r"|形式|备注|说明|依据|情况|标准|来源|行动|政策|计划|条款|清单|路径|问题"
)
TEXT_COLUMN = (
    rf"(?:(?:{_TEXT_QUALIFIERS}){{0,3}}(?:{_TEXT_NOUNS})[及和与、/]?){{1,2}}"
    rf"|{CATEGORY_COLUMN}|20[0-9]{{2}}年(?:{_TEXT_NOUNS})"
)
# What the first rows of a table say that shares out duties, however it names its columns.
SHARES_OUT = rf"{DUTY}|{LEADS}|{ANSWERS}|配合|{one_of(UNDERTAKING)}|{REALISES}{UNIT}"
# What stands for a label in a cell of owners: 牵头：市科技局.
BARE_LABELS = rf"(?:{one_of((*LEAD_LABELS, DUTY, *SUPPORT_LABELS))})"
