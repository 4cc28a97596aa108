"""What the simulated filings say in words: progress on tasks, notes, reasons."""

from decimal import Decimal
from random import Random

from organizations.models import Organization
from sample.year.texts import compose
from tasks.models import MeasureState, ProgressEntry

State = MeasureState.State
# The share of a year's work that is done by the end of each quarter.
DONE_BY = (0.28, 0.52, 0.76, 0.97)
DELAY_CHANCE = 0.03

COUNTED_ABOVE = "由省级知识产权局统一填报，本单位不重复计算。"
NOT_YET_KNOWN = "本期数据尚待核算，公布后随后续填报报送。"
NOTHING_NEW = "本期无新增。"
EXTRA_NOTE = "含本级统一登记、未分配到下级单位的{amount}亿元。"
MISSING_NOTE = "下级单位尚有未通过审核的填报，本数含本级按登记系统补计的数据。"
RETURN_REASON = "质押融资金额与登记系统不一致，请核实后重新报送。"
RETURN_TEXT = "只罗列了工作安排，未说明实际成效，请补充后重新报送。"
REOPEN_REASON = "该期填报经与登记系统核对有误，请更正后重新报送。"
CORRECTION = "（补充：相关成效数据已核实并附后。）"


class Words:
    """Writes the texts of a year; measures move from not started to completed and never back."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.paces: dict[int, float] = {}
        self.efforts: dict[tuple[int, int], float] = {}

    def answer_task(self, organization: Organization, line: ProgressEntry, quarter: int) -> None:
        """Give an entry its states and texts for a period that ends in ``quarter``, from 1."""
        self.set_states(organization, line, DONE_BY[quarter - 1], may_delay=quarter > 1)
        texts = compose(
            line.task,
            line.states,
            is_local=organization.is_local,
            place=organization.short_name,
            period=quarter,
            rng=self.rng,
        )
        line.achievements, line.problems = texts.achievements, texts.problems
        line.next_steps = texts.next_steps
        line.nil_return, line.nil_reason = False, ""

    def set_states(
        self, organization: Organization, line: ProgressEntry, done_by: float, *, may_delay: bool
    ) -> None:
        done = done_by * self.paces.setdefault(organization.pk, self.rng.uniform(0.9, 1.05))
        for state in line.states:
            key = (organization.pk, state.measure_id)
            effort = self.efforts.setdefault(key, self.rng.uniform(0.35, 1.04))
            if done >= effort:
                state.state = State.COMPLETED
            elif may_delay and self.rng.random() < DELAY_CHANCE:
                state.state = State.DELAYED
            elif done >= effort - 0.45:
                state.state = State.IN_PROGRESS
            else:
                state.state = State.NOT_STARTED


def extra_note(amount: Decimal) -> str:
    return EXTRA_NOTE.format(amount=amount)
