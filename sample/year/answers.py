"""What each line of a sample filing says: figures with their notes, states of measures, texts."""

from decimal import Decimal
from random import Random

from sample.year.numbers import FINANCING, Numbers, SampleNumbers, national
from sample.year.texts import compose
from targets.models import Measurement
from tasks.lines.doubts import explanations_of
from tasks.lines.progress import delays
from tasks.models import Filing, MeasureState, ProgressEntry

State = MeasureState.State

COUNTED_BY_PROVINCE = "44-1"
NIL_CENTRE = "由广东省知识产权局统一填报，本中心不重复计算。"
NIL_REASONS = {
    "protection-satisfaction": "全国满意度调查每年开展一次，结果随年终填报报送。",
    "patent-intensive-value-added": "2021年数据需待国家统计核算，预计于2022年年底公布。",
}
# Notes where a unit's figure differs from what its cities report, or holds more than its period.
UNFILED_CITY = ("44", 3)
UNFILED_CITY_NOTE = "云浮市未按期报送，本数含省局按登记系统补计的该市数据。"
UNALLOTTED = ("32", 2)
UNALLOTTED_CITY = ("320100", 2)
UNALLOTTED_AMOUNT = Decimal("0.6")
UNALLOTTED_NOTE = "含省级统一登记、未分配到设区市的0.6亿元。"
CAUGHT_UP = ("54", 4)
CAUGHT_UP_NOTE = "第三季度未填报，本数含第三季度质押融资{amount}亿元。"
# A waiting filing with a doubt that was explained.
DELAYED_CITY = ("441900", 4)
DELAY_NOTE = "滞后举措由市政务数据部门牵头，预计12月中旬完成，不影响年度目标。"

# The share of a year's work that is done by the end of each period.
DONE_BY = (0.28, 0.52, 0.76, 0.97)


class Answers:
    """Writes the lines of filings in memory; the caller keeps versions and the database."""

    def __init__(self, numbers: SampleNumbers, rng: Random) -> None:
        self.numbers = numbers
        self.rng = rng
        self.paces: dict[int, float] = {}
        self.efforts: dict[tuple[int, int], float] = {}

    def answer_target(self, filing: Filing, line: Measurement) -> None:
        """Give a measurement its numbers, or its nil return with the reason."""
        code, period = filing.organization.code, filing.period.order
        indicator = line.target.indicator.code
        if code == COUNTED_BY_PROVINCE:
            self.nil(line, NIL_CENTRE)
            return
        found = (
            self.local_numbers(filing, indicator)
            if filing.organization.is_local
            else national(indicator, period)
        )
        if found == Numbers():
            self.nil(line, NIL_REASONS[indicator])
            return
        line.value, line.numerator, line.denominator = found.value, found.numerator, found.denominator
        line.note = self.note_for(code, period, indicator)

    def local_numbers(self, filing: Filing, indicator: str) -> Numbers:
        code, period = filing.organization.code, filing.period.order
        found = self.numbers.local(indicator, code, period)
        if indicator == FINANCING and (code, period) == CAUGHT_UP:
            return Numbers(value=self.numbers.financing(code, period - 2, period))
        if indicator == FINANCING and (code, period) == UNALLOTTED_CITY and found.value is not None:
            return Numbers(value=found.value - UNALLOTTED_AMOUNT)
        return found

    def answer_task(self, filing: Filing, line: ProgressEntry) -> list[MeasureState]:
        """Give an entry its states and texts; returns the states that changed."""
        organization, period = filing.organization, filing.period
        if organization.code == COUNTED_BY_PROVINCE and period.is_year_end:
            self.nil(line, NIL_CENTRE)
            return self.set_states(filing, line, DONE_BY[period.order - 2], may_delay=False)
        changed = self.set_states(filing, line, DONE_BY[period.order - 1], may_delay=period.order > 1)
        texts = compose(
            line.task,
            line.states,
            is_local=organization.is_local,
            place=organization.short_name,
            period=period.order,
            rng=self.rng,
        )
        line.achievements, line.problems = texts.achievements, texts.problems
        line.next_steps = texts.next_steps
        if (organization.code, period.order) == DELAYED_CITY:
            self.explain_delays(line)
        return changed

    def explain_delays(self, line: ProgressEntry) -> None:
        """Answer the doubt about a delay in its own field, where others say it under the problems."""
        if any(state.state == State.DELAYED for state in line.states):
            line.problems = ""
            line.explanations = explanations_of(delays(line), DELAY_NOTE)

    def set_states(
        self, filing: Filing, line: ProgressEntry, done_by: float, *, may_delay: bool
    ) -> list[MeasureState]:
        """Measures move from not started to completed over the year and never back."""
        organization = filing.organization_id
        done = done_by * self.paces.setdefault(organization, self.rng.uniform(0.9, 1.05))
        states = line.states
        for state in states:
            effort = self.efforts.setdefault((organization, state.measure_id), self.rng.uniform(0.35, 1.04))
            if done >= effort:
                state.state = State.COMPLETED
            elif may_delay and self.rng.random() < 0.03:
                state.state = State.DELAYED
            elif done >= effort - 0.45:
                state.state = State.IN_PROGRESS
        return [state for state in states if state.state != State.NOT_STARTED]

    def nil(self, line: Measurement | ProgressEntry, reason: str) -> None:
        line.nil_return, line.nil_reason = True, reason

    def note_for(self, code: str, period: int, indicator: str) -> str:
        """Why the figure differs from the subordinates', or holds more than its period (design R7)."""
        if (code, period) == UNFILED_CITY:
            return UNFILED_CITY_NOTE
        if indicator != FINANCING:
            return ""
        if (code, period) == UNALLOTTED:
            return UNALLOTTED_NOTE
        if (code, period) == CAUGHT_UP:
            return CAUGHT_UP_NOTE.format(amount=self.numbers.financing(code, period - 2, period - 1))
        return ""
