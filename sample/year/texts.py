"""What the sample filings say, by task and period. Made up; tied to the measures of each task."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tasks.models import MeasureState, Task
from texts.punctuation import within_quotes

State = MeasureState.State

# Achievements of the local bureaus by section, one list of variants for each period of the year.
LOCAL: dict[str, tuple[tuple[str, ...], ...]] = {
    "二/二": (
        (
            "成立“十四五”知识产权专项规划编制专班，完成前期课题研究{n}项，赴{m}个地市开展调研。",
            "印发规划编制工作方案，梳理“十三五”指标完成情况，形成基本思路，征集部门建议{n}条。",
        ),
        (
            "完成规划初稿，与国家“十四五”知识产权保护和运用规划的指标逐项比对，征求{m}个部门意见。",
            "形成规划征求意见稿，组织专家论证{m}次，每万人口高价值发明专利拥有量等{n}项指标完成测算。",
        ),
        (
            "规划通过专家评审和合法性审查，按程序报请审定；同步制定指标年度分解方案。",
            "完成规划送审稿，将高价值发明专利拥有量纳入地方国民经济和社会发展“十四五”规划纲要。",
        ),
        (
            "规划正式印发，明确{n}项目标指标、{m}项重点工程，并与强国建设纲要任务逐条衔接。",
            "印发“十四五”知识产权规划及任务分工，{n}项指标落实到责任单位，建立年度监测评估机制。",
        ),
    ),
    "二/三": (
        (
            "对照试点示范管理办法征求意见稿，摸底{m}个市县、{n}家园区和企业的申报基础。",
            "召开试点示范工作部署会，建立{n}家示范企业、优势企业培育库。",
        ),
        (
            "组织推荐示范、优势企业{n}家，{m}个县（市、区）申报强国建设试点示范。",
            "完成第一批试点示范项目遴选，推荐园区{m}家、企业{n}家，公示无异议。",
        ),
        (
            "{m}个试点示范项目完成中期评估，形成典型案例{m}篇。",
            "围绕重点产业链打造示范园区，总结“专利导航+招商”等做法{m}项。",
        ),
        (
            "遴选推荐工作全部完成，{m}项经验做法拟在全国交流，编印案例集1册。",
            "完成试点示范年度考核，{n}家单位考核合格，可复制可推广经验{m}条报国家局。",
        ),
    ),
    "四/十": (
        (
            "制定年度统计监测方案，明确{n}项监测指标和数据来源，按时报送季度数据。",
            "与统计、科技部门建立数据共享机制，完成上年度专利密集型产业基础数据核对。",
        ),
        (
            "开展高价值发明专利、质押融资等{n}项指标季度监测，编发监测分析{m}期。",
            "完成全国专利调查本地区样本任务，回收有效问卷{k}份。",
        ),
        (
            "统计监测平台上线试运行，接入{m}个部门数据，按要求及时报送统计数据。",
            "编发季度监测报告{m}期，对完成进度滞后的地区开展调度。",
        ),
        (
            "完成年度统计监测报告，{n}项指标数据经复核后报送国家局。",
            "统计监测体系基本建成，全年编发分析报告{m}期，数据报送及时率100%。",
        ),
    ),
    "三/五": (
        (
            "部署知识产权保护专项行动，检查经营主体{k}家次，办理专利侵权纠纷行政裁决案件{n}件。",
            "开展春季执法保护行动，查处侵权假冒案件{n}件，组织执法培训{m}期。",
        ),
        (
            "办结专利侵权纠纷行政裁决案件{n}件，推动保护中心快速预审{k}件，新设维权援助工作站{m}个。",
            "与法院、检察院建立协作机制，调解知识产权纠纷{n}件，调解成功率提高{m}个百分点。",
        ),
        (
            "累计办理行政裁决案件{n}件，平均办理周期缩短{m}天；启动保护试点示范区建设方案编制。",
            "推进仲裁调解机构建设，新增调解组织{m}家，海外纠纷应对指导企业{n}家次。",
        ),
        (
            "全年查处侵权假冒案件{k}件，行政裁决结案率98%以上，维权援助体系覆盖所有地市。",
            "完成保护规范化市场培育{m}家，信用分级分类监管落地，典型案例{m}件入选年度案例。",
        ),
    ),
    "三/六": (
        (
            "开展质押融资“入园惠企”活动{m}场，走访园区{n}家，发布专利导航成果{m}项。",
            "印发知识产权质押融资提质扩面方案，组织银企对接{m}场，惠及企业稳步增加。",
        ),
        (
            "实施专利技术转移转化专项，征集高校院所开放许可专利{k}件，达成许可{n}项。",
            "建设商标品牌指导站{n}个，开展地理标志助力乡村振兴行动，新增用标企业{m}家。",
        ),
        (
            "设立质押融资风险补偿资金，合作银行扩至{n}家，融资规模同比明显增长。",
            "重点产业知识产权运营中心启动建设，完成专利导航项目{m}个，储备高价值专利{k}件。",
        ),
        (
            "质押融资“入园惠企”覆盖全部省级以上园区，全年举办活动{n}场，融资规模和惠及企业数实现较快增长。",
            "专利转化专项计划落地，全年专利转让许可同比增长{m}%以上，新认定商标品牌指导站{n}个。",
        ),
    ),
    "三/七": (
        (
            "梳理公共服务事项清单{n}项，推进专利商标受理窗口整合。",
            "完成公共服务机构摸底，新增信息公共服务网点备案{m}家。",
        ),
        (
            "{m}个受理窗口实现“一窗通办”，窗口人员培训{n}人次。",
            "推广《TISC服务能力提升指南》，开展公益讲座{m}场，服务创新主体{k}家次。",
        ),
        (
            "地市级综合性公共服务机构覆盖率提高{m}个百分点，TISC建设按计划推进。",
            "建成知识产权公共服务平台并接入国家数据，累计访问{k}人次。",
        ),
        (
            "“一窗通办”基本实现全覆盖，TISC首期建设任务完成，公共服务网点达{n}家。",
            "公共服务事项清单和办事指南全部上网，TISC年度服务企业{k}家次，满意度持续提升。",
        ),
    ),
}
# What a department says of one measure, by the state it reports.
STAGES: dict[str, tuple[str, ...]] = {
    State.IN_PROGRESS: (
        "“{measure}”取得阶段性进展，形成初稿并征求{m}个单位意见，召开专题会{m}次。",
        "围绕“{measure}”制定工作方案，明确分工和时间表，{m}项重点任务正在推进。",
    ),
    State.COMPLETED: (
        "“{measure}”任务完成，成果已印发或上线运行，转入常态化推进。",
        "“{measure}”已完成，组织专家论证{m}次，成果报经审定。",
    ),
    State.DELAYED: ("“{measure}”晚于计划，正在按周调度。",),
}
SUMMARY = "本任务{total}项举措已完成{done}项。"
NOTHING_YET = "本任务各项举措已列入年度计划，完成前期调研和任务分工。"
PROBLEMS = (
    "基层专业人员不足，部分县区由市场监管干部兼职，工作力量需要加强。",
    "部门间数据共享不够及时，个别指标口径需要进一步统一。",
    "疫情防控影响现场活动，部分培训和对接活动改为线上，效果有待巩固。",
    "部分中小企业对政策了解不够，宣传解读需要更加精准。",
    "资金安排晚于预期，个别项目启动时间推迟。",
)
DELAYED = "受疫情和机构职能调整影响，个别举措进度滞后，已制定追赶计划并按周调度。"
NEXT = (
    "继续按任务分工推进，对进度较慢的地区开展专题调度。",
    "总结阶段性做法，形成可推广经验并在全系统交流。",
    "加强部门协同，尽快补齐短板，确保年底前全部完成。",
    "做好总结评估，谋划下一年度重点任务。",
)
# Remarks on one line each, by the number of its section.
REMARK_PROVINCE = ("（六）", "只罗列了活动场次，未说明质押融资“入园惠企”的实际成效；请补充数据后重新报送。")
REMARK_CITY = ("（十）", "与上季度内容雷同，请按本期实际情况重新填写。")
JUMP_NOTE = "本期集中办理，较前期变动较大，已与登记系统核对无误。"
RETURN_UNIT = "专利商标质押融资规模似以万元为单位填写，请按亿元核实后重新报送。"


@dataclass(frozen=True, slots=True)
class Texts:
    """What one progress entry says."""

    achievements: str
    problems: str
    next_steps: str


def compose(
    task: Task, states: Sequence[MeasureState], *, is_local: bool, place: str, period: int, rng: Random
) -> Texts:
    """The texts of one organization on one task for one period, true to the states of its measures."""
    numbers = {"n": rng.randint(8, 46), "m": rng.randint(2, 7), "k": rng.randint(120, 980)}
    if is_local and task.section.path in LOCAL:
        variant = rng.choice(LOCAL[task.section.path][period - 1])
        achievements = f"{place}：{variant.format(**numbers)}"
    else:
        begun = [state for state in states if state.state in STAGES][:3]
        achievements = "".join(
            rng.choice(STAGES[state.state]).format(
                measure=within_quotes(clause(state.measure.text)), **numbers
            )
            for state in begun
        )
    done = sum(state.state == State.COMPLETED for state in states)
    is_delayed = any(state.state == State.DELAYED for state in states)
    return Texts(
        achievements=(achievements or NOTHING_YET) + SUMMARY.format(total=len(states), done=done),
        problems=DELAYED if is_delayed else rng.choice((*PROBLEMS, "", "")),
        next_steps=NEXT[period - 1] if rng.random() < 0.5 else rng.choice(NEXT),
    )


def clause(measure: str) -> str:
    """The first clause of a measure, to name it in a sentence."""
    return measure.rstrip("。").split("，")[0]
