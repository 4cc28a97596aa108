"""The kind of line that answers a target (design §2 实际值)."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from organizations.models import User
from targets.beside import beneath, earlier_lines, history_drawing
from targets.checks import earlier_numbers, measurement_problems
from targets.figures import totals_beneath
from targets.forms import MeasurementForm, plain
from targets.models import Indicator, Measurement, Target
from tasks.answering import Answerers
from tasks.lines import Earlier, LineKind, Problem
from tasks.models import Filing, Guidance

NUMBERS = ("value", "numerator", "denominator")
TEXTS = ("nil_reason", "note")
ReportedBy = Target.ReportedBy


def measurements() -> QuerySet[Measurement]:
    """Measurements with their target, indicator and section, in the order of the goals."""
    return Measurement.objects.select_related(
        "target__indicator", "target__section", "target__guidance", "edited_by", "filing"
    ).order_by("target__order")


class MeasurementKind(LineKind[Measurement]):
    key = "measurement"
    subject_field = "target"
    template_name = "targets/measurement_line.html"
    reading_template_name = "targets/measurement_reading.html"
    live_template_name = "targets/measurement_live.html"
    model = Measurement

    def answerers(self, guidance: Guidance) -> Answerers:
        asked = list(guidance.targets.current())
        return Answerers(
            frozenset(one.responsible_id for one in asked if one.reported_by == ReportedBy.RESPONSIBLE),
            any(one.reported_by == ReportedBy.LOCAL_BUREAUS for one in asked),
        )

    def visible_to(self, user: User) -> QuerySet[Measurement]:
        return Measurement.objects.visible_to(user)

    def subjects_owned_by(self, departments: Iterable[int]) -> QuerySet[Target]:
        return Target.objects.filter(responsible__in=departments)

    def lines_of(self, filing: Filing) -> list[Measurement]:
        return [line_on(target, filing) for target in with_terms(answered_by(filing)).order_by("order")]

    def line_of(self, filing: Filing, subject: int) -> Measurement | None:
        found = with_terms(answered_by(filing)).filter(pk=subject).first()
        return None if found is None else line_on(found, filing)

    def subjects_of(self, filing: Filing) -> list[int]:
        return list(answered_by(filing).order_by("order").values_list("pk", flat=True))

    def saved_line(self, line: Measurement) -> Measurement | None:
        return measurements().filter(filing=line.filing_id, target=line.target_id).first()

    def subject(self, line: Measurement) -> str:
        return line.target.indicator.display_name

    def form(self, line: Measurement, data: Mapping[str, Any] | None = None) -> MeasurementForm:
        initial = {name: getattr(line, name) for name in (*NUMBERS, *TEXTS, "nil_return")}
        return MeasurementForm(data, initial=initial, measurement=line)

    def apply(self, line: Measurement, content: Mapping[str, Any]) -> None:
        for name in (*NUMBERS, *TEXTS, "nil_return"):
            if name in content:
                setattr(line, name, content[name])

    def store(self, line: Measurement) -> None:
        line.save()

    def content(self, line: Measurement) -> dict[str, Any]:
        return {
            "indicator": line.target.indicator.code,
            "subject": line.target.indicator.name,
            "unit": line.target.indicator.unit,
            "nil_return": line.nil_return,
            **{name: json_number(getattr(line, name)) for name in NUMBERS},
            **{name: getattr(line, name) for name in TEXTS},
        }

    def problems(self, filing: Filing, lines: Sequence[Measurement]) -> dict[int, list[Problem]]:
        targets = [line.target for line in lines]
        earlier, beneath = earlier_numbers(filing, targets), totals_beneath(filing, targets)
        return {
            line.subject_id: measurement_problems(
                line, earlier.get(line.target_id, ()), beneath.get(line.target_id)
            )
            for line in lines
        }

    def earlier(self, filing: Filing, line: Measurement) -> Earlier | None:
        """Levels may be taken over, increments not: what was added last period was not added again."""
        if line.target.indicator.over_periods == Indicator.OverPeriods.SUM:
            return None
        found = [one for one in earlier_lines(filing, line) if one.is_answered and not one.nil_return]
        if not found:
            return None
        numbers = {name: json_number(getattr(found[-1], name)) for name in NUMBERS}
        return Earlier(
            str(found[-1].filing.period), {name: text for name, text in numbers.items() if text is not None}
        )

    def context(self, filing: Filing, line: Measurement) -> dict[str, Any]:
        history = earlier_lines(filing, line)
        return {
            "target": line.target,
            "indicator": line.target.indicator,
            "beneath": beneath(filing, line.target),
            "history": history,
            "drawing": history_drawing(filing, line.target, history),
        }


def with_terms(targets: QuerySet[Target]) -> QuerySet[Target]:
    """Targets of ``answered_by`` with all that their lines show, in the same query."""
    related = ("indicator", "section", "guidance", "own__edited_by")
    return targets.select_related(*related).defer("guidance__source_text")


def line_on(target: Target, filing: Filing) -> Measurement:
    """The filing's line on a target of ``answered_by``, unsaved where there is none yet."""
    line: Measurement = getattr(target, "own", None) or Measurement()
    line.filing, line.target = filing, target
    return line


def answered_by(filing: Filing) -> QuerySet[Target]:
    """The targets that a filing has lines on, annotated with its ``own``: saved ones and, in draft, those
    that the plan asks for."""
    own = FilteredRelation("measurements", condition=Q(measurements__filing=filing.pk))
    said = Q(own__isnull=False)
    if filing.is_in_draft:
        plan = Target.objects.current().filter(guidance=filing.period.guidance_id)
        said |= Q(pk__in=plan.reported_by(filing.organization).values("pk"))
    return Target.objects.annotate(own=own).filter(said)


def json_number(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)
