"""Invented words: offices of four levels, titles of tasks and sentences that say nothing about owners."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field


def listed(text: str) -> tuple[str, ...]:
    """The words of a text that blanks and line breaks part."""
    return tuple(text.split())


CITY = listed("""
    发展改革委 教育局 科技局 工业和信息化局 公安局 民政局 司法局 财政局 人力资源社会保障局
    自然资源和规划局 生态环境局 住房城乡建设局 交通运输局 水务局 农业农村局 商务局 文化广电旅游局
    卫生健康委 应急管理局 审计局 市场监管局 统计局 国资委 数据局 医保局 城市管理局 政务服务局 体育局
    林业局 退役军人局 总工会 妇联 残联 科协
""")
PROVINCE = listed("""
    发展改革委 教育厅 科技厅 工业和信息化厅 公安厅 民政厅 司法厅 财政厅 人力资源社会保障厅 自然资源厅
    生态环境厅 住房城乡建设厅 交通运输厅 水利厅 农业农村厅 商务厅 文化和旅游厅 卫生健康委 应急管理厅
    市场监管局 统计局 国资委 数据局 医保局 药监局 林草局 地方金融监管局 法院 检察院 总工会 妇联 科协
""")
COUNTY = listed("""
    发改局 教体局 科工局 公安局 民政局 司法局 财政局 人社局 自然资源局 住建局 交通运输局 水利局
    农业农村局 商务局 文旅局 卫健局 应急局 审计局 市场监管局 统计局 医保局 城管局 行政审批局 林业局
    总工会 妇联
""")
CENTRE = listed("""
    发展改革委 教育部 科技部 工业和信息化部 公安部 民政部 司法部 财政部 人力资源社会保障部 自然资源部
    生态环境部 住房城乡建设部 交通运输部 水利部 农业农村部 商务部 文化和旅游部 卫生健康委 应急管理部
    人民银行 国务院国资委 海关总署 税务总局 市场监管总局 金融监管总局 体育总局 国家统计局 中央网信办
    中央和国家机关工委 国家数据局
""")


@dataclass(frozen=True, slots=True)
class Tier:
    """Whose document it is: its place, the prefix of its offices, and who else may be named."""

    place: str
    prefix: str
    offices: tuple[str, ...]
    further: tuple[str, ...]
    all_below: tuple[str, ...]
    issuer: str
    number_head: str
    addressees: str
    government: str


TIERS = (
    Tier(
        "云岫市",
        "市",
        CITY,
        ("市委组织部", "市委宣传部", "市委编办", "团市委", "市政府办公室", "云岫海关", "人民银行云岫市分行"),
        ("各县（市、区）人民政府", "各县（市、区）政府", "各区人民政府"),
        "云岫市人民政府办公室",
        "云政办发",
        "各县（市、区）人民政府，市政府各部门、各直属机构：",
        "市人民政府",
    ),
    Tier(
        "沧宁省",
        "省",
        PROVINCE,
        ("省委组织部", "省委宣传部", "省委编办", "团省委", "省政府办公厅", "沧宁海关", "沧宁证监局"),
        ("各市（州）人民政府", "各市人民政府", "各设区市人民政府"),
        "沧宁省人民政府办公厅",
        "沧政办发",
        "各市（州）、县（市、区）人民政府，省政府各部门、各直属机构：",
        "省人民政府",
    ),
    Tier(
        "松岚县",
        "县",
        COUNTY,
        ("县委组织部", "县委宣传部", "县委编办", "团县委", "县政府办公室", "国网松岚县供电公司"),
        ("各乡镇人民政府", "各乡（镇）人民政府", "各乡镇（街道）"),
        "松岚县人民政府办公室",
        "松政办发",
        "各乡镇人民政府，县直各部门：",
        "县人民政府",
    ),
    Tier(
        "全国",
        "",
        CENTRE,
        ("国务院办公厅", "全国总工会", "中国残联"),
        ("各省级人民政府", "各地区", "各省、自治区、直辖市人民政府"),
        "国务院办公厅",
        "国办发",
        "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
        "国务院",
    ),
    Tier(
        "梅溪区",
        "",
        COUNTY,
        ("政府办", "消防大队", "供电公司", "工商联"),
        ("各镇街", "各镇（街道）", "各街道办事处"),
        "梅溪区人民政府办公室",
        "梅政办发",
        "各镇人民政府、街道办事处，区直各部门：",
        "区人民政府",
    ),
)
CITY_TIER, PROVINCE_TIER, COUNTY_TIER, CENTRE_TIER, DISTRICT_TIER = TIERS

PEOPLE = listed("赵明远 钱立群 孙晓岚 李文博 周海波 吴静 郑国梁 王雪 冯建平 陈思齐 褚卫东 蒋丽华 沈一鸣 韩梅")
_DOES = listed("推进 完善 健全 优化 深化 强化 提升 加快 规范 拓展 推动 做好 做强 实施 夯实 培育")
_WHAT = listed("""
    数据资源共享 示范平台建设 政务服务改革 城市更新行动 产业链协同 农村公路养护 社区养老服务
    青年人才引进 “一网通办”改革 安全生产治理 绿色低碳转型 公共文化供给 信用体系建设 消费环境提升
    种业基地建设 “双百”行动 水源地保护 托育服务供给 冷链物流网络 开放口岸功能 科研仪器共享
    监测预警机制 标准体系建设 5G网络建设 老旧小区改造 全民健身设施 基层治理能力 职业技能培训
    园区循环化改造 应急物资储备 人才公寓（二期）
""")
_FIRST = (
    "坚持问题导向，逐项梳理工作堵点",
    "聚焦群众关切，细化落实举措",
    "统筹用好各类资源，补齐设施短板",
    "建立台账清单，实行动态管理",
    "围绕重点领域开展摸底排查",
    "推广先进经验，形成一批可复制做法",
    "鼓励社会力量参与，丰富服务供给",
    "依托现有平台，打通信息壁垒",
    "加大政策支持力度，引导要素集聚",
    "完善配套制度，明确操作流程",
    "开展业务培训，提高队伍专业水平",
    "突出示范引领，带动整体水平提升",
)
_SECOND = (
    "切实增强企业和群众获得感",
    "不断提高管理精细化水平",
    "推动服务向基层延伸",
    "促进资源高效配置",
    "做到应改尽改、应享尽享",
    "形成常态长效机制",
    "确保各项政策落地见效",
    "为高质量发展提供有力支撑",
    "让便民措施更有温度",
    "稳步扩大覆盖范围",
    "实现线上线下深度融合",
    "营造良好社会氛围",
)
DIGITS = (
    "5G网络覆盖",
    "121示范项目",
    "12345热线提质",
    "3D打印产业园",
    "2小时通勤圈建设",
    "10分钟便民圈建设",
    "7天无理由退货承诺",
)
DECOYS = (
    "一是摸清底数；二是分类施策；三是跟踪问效。",
    "各有关方面要各负其责、密切配合。",
    "开展检查时（含线上巡查，由平台自行开展的除外）做好记录。",
    "落实《示例管理办法（试行）》有关规定。",
    "推广“好差评”制度（以下简称“好差评”）。",
    "推行首问负责制、限时办结制，做到件件有回音。",
    "各责任单位要细化措施，牵头单位应当及时汇总情况。",
    "评估工作由双方共同委托的第三方机构开展。",
    "落实“楼栋长”制度（楼栋长由居民推选产生）。",
    "截至上年底，已建成各类站点120个。",
    "自2018年5月1日起施行的有关规定继续执行。",
    "坚持谁主管、谁负责，谁审批、谁监管。",
    "支持行业组织（协会、商会等）参与标准制定。",
)


@dataclass(slots=True)
class Words:
    """Draws titles and sentences; no title comes twice in a document."""

    rng: random.Random
    taken: set[str] = field(default_factory=set)

    def title(self, *, may_have_comma: bool = True) -> str:
        """A title; one with a comma is none where more text stands on its line."""
        for drawn in self._titles():
            if drawn not in self.taken and (may_have_comma or "，" not in drawn):
                self.taken.add(drawn)
                return drawn
        raise AssertionError

    def _titles(self) -> Iterator[str]:
        while True:
            title = self.rng.choice(_DOES) + self.rng.choice(_WHAT)
            yield title if self.rng.random() < 0.8 else f"{title}，形成工作合力"

    def title_with_digits(self) -> str:
        """A title that begins with digits; once all are used, any other."""
        for title in DIGITS:
            if title not in self.taken:
                self.taken.add(title)
                return title
        return self.title(may_have_comma=False)

    def sentence(self) -> str:
        if self.rng.random() < 0.06:
            return self.rng.choice(DECOYS)
        middle = self.rng.choice(_DOES) + self.rng.choice(_WHAT)
        return f"{self.rng.choice(_FIRST)}，{middle}，{self.rng.choice(_SECOND)}。"

    def text(self, sentences: int) -> str:
        return "".join(self.sentence() for _ in range(sentences))

    def duty(self) -> str:
        """One sentence that is a task by itself and has no title."""
        return f"{self.rng.choice(_DOES)}{self.rng.choice(_WHAT)}，{self.rng.choice(_SECOND)}。"
