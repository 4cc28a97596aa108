"""The kind of line that answers a target (design §2 实际值)."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import User
from organizations.prepared_writes import store_row, store_rows
from targets.figures.shares import shares_of
from targets.forms.measurement import MeasurementForm
from targets.measurement_line.checks import measurement_problems
from targets.measurement_line.comparison_sentences import comparison_with_goal, comparison_with_last_period
from targets.measurement_line.context import earlier_lines, history_drawing, subordinates_total
from targets.measurement_line.grid import GRID, words_beside
from targets.measurement_line.measurement_rows import (
    MEASUREMENT,
    answered_by,
    saved_lines_of,
    targets_to_answer,
)
from targets.measurement_line.numbers_beside import NumbersBeside, is_extra, numbers_beside
from targets.measurement_line.review_hints import unusual, unusual_filings
from targets.models import Indicator, Measurement, Target
from targets.wording import goal_in_words
from tasks.lines.answerers import Answerers, Question
from tasks.lines.differences import Field, Form
from tasks.lines.doubts import Problem
from tasks.lines.grid import GridLine
from tasks.lines.kinds import Earlier, LineKind
from tasks.models import Amendment, Filing, Guidance
from tasks.models.amendment import LANGUAGE
from texts.numbers import plain_number

NUMBERS = ("value", "numerator", "denominator")
TEXTS = ("nil_reason", "note")
ReportedBy = Target.ReportedBy


def measurements() -> QuerySet[Measurement]:
    """Measurements with their target, indicator and section, in the order of the goals."""
    return Measurement.objects.select_related(
        "target__indicator", "target__section", "target__guidance", "edited_by", "filing"
    ).order_by("target__order")


class MeasurementKind(LineKind[Measurement]):
    key = MEASUREMENT
    label = gettext_lazy("Targets")
    subject_field = "target"
    order_field = "target__order"
    searched = ("nil_reason", "note", "target__indicator__name", "target__indicator__english_name")
    section_field = "target__section"
    identity_field = "indicator"
    template_name = "targets/measurement_line.html"
    reading_template_name = "targets/measurement_reading.html"
    live_template_name = "targets/measurement_live.html"
    doubts = {
        "jump": gettext_lazy("Change against the earlier periods"),
        "subordinates": gettext_lazy("Difference from the subordinates' total"),
    }
    model = Measurement
    grid = GRID
    mapped_fields = (*NUMBERS, "note")
    numbers = NUMBERS

    def questions(self, guidance: Guidance) -> list[Question]:
        return [
            Question(target.pk, target.indicator.display_name, answerers_of(target))
            for target in guidance.targets.current().select_related("indicator").order_by("order")
        ]

    def visible_to(self, user: User) -> QuerySet[Measurement]:
        return Measurement.objects.visible_to(user)

    def owned_by(self, departments: Iterable[int]) -> Q:
        return Q(target__responsible__in=departments)

    def lines_of(self, filing: Filing) -> list[Measurement]:
        return [line_on(target, filing) for target in targets_to_answer(filing)]

    def doubtable_lines(self, filing: Filing) -> list[Measurement]:
        lines = saved_lines_of.rows(filing=filing.pk)
        for line in lines:
            line.filing = filing
        return lines

    def line_of(self, filing: Filing, subject: int) -> Measurement | None:
        found = answered_by(filing).select_related(*("indicator", "own")).filter(pk=subject).first()
        return None if found is None else line_on(found, filing)

    def blank(self, line: Measurement) -> Measurement:
        return Measurement(filing=line.filing, target=line.target)

    def stored(self, filing: int, subject: int) -> QuerySet[Measurement]:
        lines = Measurement.objects.select_related("target__indicator")
        return lines.filter(filing=filing, target=subject).order_by()

    def complete(self, line: Measurement) -> None:
        line.target.guidance = line.filing.period.guidance

    def subjects_of(self, filing: Filing) -> list[int]:
        return list(answered_by(filing).order_by("order").values_list("pk", flat=True))

    def saved_lines(self) -> QuerySet[Measurement]:
        return measurements()

    def subject(self, line: Measurement) -> str:
        return line.target.indicator.display_name

    def lasting_identities(self, line: Measurement) -> tuple[str, ...]:
        return (line.target.indicator.code,)

    def asked(self, line: Measurement) -> str:
        with translation.override(LANGUAGE):
            return f"{line.target.indicator.display_name}\n{goal_in_words(line.target)}"

    def amendments(self, guidance: Guidance, subject: int) -> QuerySet[Amendment]:
        indicators = guidance.targets.filter(pk=subject).values("indicator__name")
        return guidance.amendments.filter(subject__in=indicators)

    def form(self, line: Measurement, data: Mapping[str, Any] | None = None) -> MeasurementForm:
        initial = {name: getattr(line, name) for name in (*NUMBERS, *TEXTS, "nil_return")}
        return MeasurementForm(data, initial=initial, measurement=line, doubts=self.doubts)

    def apply(self, line: Measurement, content: Mapping[str, Any]) -> None:
        for name in (*NUMBERS, *TEXTS, "nil_return", "explanations"):
            if name in content:
                setattr(line, name, content[name])

    def store(self, line: Measurement) -> None:
        store_row(line)

    def store_many(self, lines: Sequence[Measurement]) -> None:
        store_rows(lines, "filing", self.subject_field)

    def content(self, line: Measurement) -> dict[str, Any]:
        return {
            "indicator": line.target.indicator.code,
            "subject": line.target.indicator.name,
            "unit": line.target.indicator.unit,
            "nil_return": line.nil_return,
            **{name: json_number(getattr(line, name)) for name in NUMBERS},
            **{name: getattr(line, name) for name in TEXTS},
            "explanations": line.explanations,
        }

    def restore(self, line: Measurement, content: Mapping[str, Any]) -> None:
        line.nil_return = content["nil_return"]
        for name in NUMBERS:
            setattr(line, name, None if content[name] is None else Decimal(content[name]))
        for name in TEXTS:
            setattr(line, name, content[name])
        line.explanations = content.get("explanations", {})

    def fields(self, line: Measurement) -> list[Field]:
        indicator = line.target.indicator
        numbers = [("value", _("Value"), indicator.display_unit)]
        if indicator.has_two_numbers:  # whose names say what is counted
            numbers = [
                ("numerator", indicator.display_numerator_name, ""),
                ("denominator", indicator.display_denominator_name, ""),
            ]
        return [
            Field(("nil_return",), _("Nothing to report"), Form.STATE),
            Field(("nil_reason",), _("Reason for the nil return")),
            *[Field((name,), label, Form.NUMBER, unit) for name, label, unit in numbers],
            Field(("note",), _("Note to the reviewer")),
            *self.explanation_fields(),
        ]

    def standing(self, filing: Filing, line: Measurement, before: Mapping[str, Any] | None) -> list[str]:
        stands_apart = is_extra(filing, line.target.indicator)
        sentences = [
            comparison_with_last_period(line, before) if before and not stands_apart else "",
            comparison_with_goal(filing, line),
        ]
        return [sentence for sentence in sentences if sentence]

    def problems(self, filing: Filing, lines: Sequence[Measurement]) -> dict[int, list[Problem]]:
        beside = numbers_beside(filing, [line.target for line in lines])
        return {line.subject_id: problems_of(line, beside) for line in lines}

    def grid_lines(self, filing: Filing) -> list[GridLine[Measurement]]:
        lines = self.lines_of(filing)
        beside = numbers_beside(filing, [line.target for line in lines])
        return [
            GridLine(line, problems_of(line, beside), words_beside(filing, line, beside)) for line in lines
        ]

    def unusual(self, filing: Filing, lines: Sequence[Measurement]) -> dict[int, list[str]]:
        return unusual(filing, lines)

    def unusual_filings(self, filings: Sequence[Filing]) -> set[int]:
        return unusual_filings(filings)

    def earlier(self, filing: Filing, line: Measurement) -> Earlier | None:
        """Levels may be taken over, increments not: what was added last period was not added again."""
        if line.target.indicator.over_periods == Indicator.OverPeriods.SUM:
            return None
        stated = [
            before for before in earlier_lines(filing, line) if before.is_answered and not before.nil_return
        ]
        if not stated:
            return None
        numbers = {name: json_number(getattr(stated[-1], name)) for name in NUMBERS}
        return Earlier(
            str(stated[-1].filing.period), {name: text for name, text in numbers.items() if text is not None}
        )

    def context(self, filing: Filing, line: Measurement) -> dict[str, Any]:
        history = earlier_lines(filing, line)
        return {
            "target": line.target,
            "indicator": line.target.indicator,
            "beneath": subordinates_total(filing, line.target),
            "share": shares_of(filing.organization, [line.target]).get(line.target_id),
            "history": history,
            "drawing": history_drawing(filing, line.target, history),
        }


def answerers_of(target: Target) -> Answerers:
    """Who reports on a target."""
    if target.reported_by == ReportedBy.LOCAL_BUREAUS:
        return Answerers(local_bureaus=True)
    return Answerers(frozenset({target.responsible_id}))


def line_on(target: Target, filing: Filing) -> Measurement:
    """The filing's line on a target of ``answered_by``, unsaved where there is none yet."""
    line: Measurement = getattr(target, "own", None) or Measurement()
    line.filing, line.target = filing, target
    target.guidance = filing.period.guidance
    line.share = getattr(target, "own_share", None)
    return line


def problems_of(line: Measurement, beside: NumbersBeside) -> list[Problem]:
    earlier, beneath = beside.earlier.get(line.target_id, ()), beside.beneath.get(line.target_id)
    return measurement_problems(line, earlier, beneath)


def json_number(number: Decimal | None) -> str | None:
    return None if number is None else plain_number(number)
