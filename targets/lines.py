"""The kind of line that answers a target (design §2 实际值)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _

from organizations.models import User
from targets.figures import rule_of, subordinate_figures
from targets.forms import MeasurementForm, plain
from targets.models import Measurement, Target
from targets.rollup import Figure, quotient
from targets.wording import quantity
from tasks.answering import Answerers
from tasks.lines import LineKind, Problem, Severity
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
    model = Measurement

    def answerers(self, guidance: Guidance) -> Answerers:
        asked = list(guidance.targets.current())
        return Answerers(
            frozenset(one.responsible_id for one in asked if one.reported_by == ReportedBy.RESPONSIBLE),
            any(one.reported_by == ReportedBy.LOCAL_BUREAUS for one in asked),
        )

    def visible_to(self, user: User) -> QuerySet[Measurement]:
        return Measurement.objects.visible_to(user)

    def lines_of(self, filing: Filing) -> list[Measurement]:
        saved = {line.target_id: line for line in measurements().filter(filing=filing)}
        if filing.is_in_draft:
            plan = Target.objects.current().filter(guidance=filing.period.guidance_id)
            asked = plan.reported_by(filing.organization).exclude(pk__in=saved)
            for target in asked.select_related("indicator", "section", "guidance"):
                saved[target.pk] = Measurement(filing=filing, target=target)
        return sorted(saved.values(), key=lambda line: line.target.order)

    def line_of(self, filing: Filing, subject: int) -> Measurement | None:
        targets = answered_by(filing).select_related("indicator", "section", "guidance", "own__edited_by")
        found = targets.filter(pk=subject).defer("guidance__source_text").first()
        if found is None:
            return None
        line: Measurement = getattr(found, "own", None) or Measurement()
        line.filing, line.target = filing, found
        return line

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
        totals = self.totals(filing, lines)
        return {line.subject_id: measurement_problems(line, totals.get(line.target_id)) for line in lines}

    def context(self, filing: Filing, line: Measurement) -> dict[str, Any]:
        return {
            "target": line.target,
            "indicator": line.target.indicator,
            "subordinates": self.totals(filing, [line]).get(line.target_id),
            "history": list(
                measurements()
                .filter(
                    target=line.target_id,
                    filing__organization=filing.organization_id,
                    filing__period__order__lt=filing.period.order,
                    version__gt=0,
                )
                .select_related("filing__period__guidance")
                .order_by("filing__period__order")
            ),
        }

    def totals(self, filing: Filing, lines: Sequence[Measurement]) -> dict[int, Figure]:
        """The direct subordinates' approved figures of the same period, by target id (design R7)."""
        if not lines or filing.organization.is_leaf():
            return {}
        return subordinate_figures(
            organization=filing.organization, period=filing.period, targets=[line.target for line in lines]
        )


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


def attested(line: Measurement) -> Decimal | None:
    """What a measurement states in its indicator's unit: the value, or the scaled ratio (design R8)."""
    if not line.target.indicator.has_two_numbers:
        return line.value
    if line.numerator is None or line.denominator is None:
        return None
    return quotient(line.numerator, line.denominator, rule_of(line.target.indicator))


def measurement_problems(line: Measurement, subordinates: Figure | None) -> list[Problem]:
    """What is wrong with one measurement (design R5, R7). A withdrawn target asks for nothing any more."""
    if line.target.withdrawn_on is not None:
        return []
    first, *others = ("numerator", "denominator") if line.target.indicator.has_two_numbers else ("value",)
    if line.nil_return:
        if line.nil_reason.strip():
            return []
        return [Problem(_("Give the reason for the nil return."), "nil_reason")]
    if not line.is_answered:
        missing = next((name for name in (first, *others) if getattr(line, name) is None), first)
        return [Problem(_("Enter the number, or choose “Nothing to report this period”."), missing)]
    total = None if subordinates is None else subordinates.value
    stated = attested(line)
    if (
        total is None
        or stated is None
        or total.quantize(line.target.indicator.quantum) == stated.quantize(line.target.indicator.quantum)
    ):
        return []
    return [
        Problem(
            _("It differs from the subordinates' approved total, %(total)s: say why in the note.")
            % {"total": quantity(total, line.target.indicator)},
            "note",
            Severity.WARNING,
        )
    ]
