"""The goals of a draft between reading and publishing: proposed, then linked to an indicator or dropped."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.db.models import Max

from reading.document import FigureLeftOut as FigureRead
from reading.document import TargetRead
from targets.arithmetic.comparators import STATED
from targets.goals.indicator_matching import Printed, known_indicators, recognise
from targets.models import LONGEST_REASON, FigureLeftOut, ProposedGoal, Target
from targets.models.indicator import PLACES
from targets.quantity import LARGEST
from tasks.actions.draft.import_document import PREAMBLE_PATH
from tasks.comparison.similarity import words_alone
from tasks.models import Guidance, Section

LONGEST_NAME = 200
LONGEST_UNIT = 20


def propose_goals(
    guidance: Guidance, goals: Sequence[TargetRead], sections: Mapping[str, Section]
) -> list[ProposedGoal]:
    """Keep the goals of a document behind those that are there, each with the indicator that it seems to
    mean (four queries). The caller holds the transaction."""
    printed = [Printed(goal.indicator, goal.unit or "") for goal in goals]
    indicators = recognise(printed, known_indicators()) if goals else []
    after = last_order(guidance)
    return ProposedGoal.objects.bulk_create(
        ProposedGoal(
            guidance=guidance,
            section=section_at(goal.section, sections),
            order=order,
            text=goal.text,
            name=goal.indicator[:LONGEST_NAME],
            comparator=goal.comparator.value,
            **numbers_of(goal),
            unit=(goal.unit or "")[:LONGEST_UNIT],
            indicator=indicator,
            reason=goal.reason[:LONGEST_REASON],
        )
        for order, (goal, indicator) in enumerate(zip(goals, indicators, strict=True), start=after + 1)
    )


def leave_out_figures(
    guidance: Guidance, figures: Sequence[FigureRead], sections: Mapping[str, Section]
) -> None:
    """Keep the figures of a document that were not offered as goals, in its order (one query)."""
    FigureLeftOut.objects.bulk_create(
        FigureLeftOut(
            guidance=guidance,
            section=section_at(figure.section, sections),
            order=order,
            text=figure.text,
            reason=figure.reason[:LONGEST_REASON],
        )
        for order, figure in enumerate(figures, start=1)
    )


def section_at(path: str, sections: Mapping[str, Section]) -> Section:
    """The section of a path; the text before the first numbered one has none, and is the preamble."""
    return sections[path] if path else sections.get(PREAMBLE_PATH) or next(iter(sections.values()))


def last_order(guidance: Guidance) -> int:
    """The place of the last proposed goal, 0 without any (one query)."""
    return guidance.proposed_goals.aggregate(last=Max("order"))["last"] or 0


def readable(value: str | None) -> Decimal | None:
    """The number as read; None where there is none or the database cannot hold it exactly."""
    if value is None:
        return None
    number = Decimal(value)
    exact = 0 <= number < LARGEST and number == number.quantize(Decimal(1).scaleb(-PLACES))
    return number if exact else None


def numbers_of(goal: TargetRead) -> dict[str, Decimal | None]:
    """The numbers that a document states, none of them where one cannot be kept: the rest would say something
    else."""
    read = {name: readable(getattr(goal, name)) for name in STATED}
    is_whole = all(read[name] is not None for name in STATED if getattr(goal, name) is not None)
    return read if is_whole else dict.fromkeys(STATED)


def settle_proposals(guidance: Guidance, targets: Iterable[Target]) -> None:
    """Link the proposals that ``targets`` cover, drop the others; a target without one gets its own.

    So a file of goals settles every open point. The caller holds the transaction.
    """
    open_goals = list(guidance.proposed_goals.filter(target=None, is_dropped=False))
    for target in targets:
        goal = covered_by(target, open_goals)
        if goal is None:
            proposal_of(target, last_order(guidance) + 1).save()
            continue
        open_goals.remove(goal)
        goal.target, goal.indicator = target, target.indicator
        goal.save(update_fields=["target", "indicator"])
    guidance.proposed_goals.filter(pk__in=[goal.pk for goal in open_goals]).update(is_dropped=True)


def covered_by(target: Target, goals: Sequence[ProposedGoal]) -> ProposedGoal | None:
    """The proposal that a target settles: of the same section the one with its indicator, or its clause."""
    beside = [goal for goal in goals if goal.section_id == target.section_id]
    named = [goal for goal in beside if goal.indicator_id == target.indicator_id]
    quoted = [goal for goal in beside if words_alone(goal.text) == words_alone(target.text)]
    return next(iter(named + quoted), None)


def proposal_of(target: Target, order: int) -> ProposedGoal:
    """An unsaved proposal that stands for a target that the reader did not find."""
    return ProposedGoal(
        guidance=target.guidance,
        section=target.section,
        order=order,
        text=target.text,
        name=target.indicator.name,
        comparator=target.comparator,
        unit=target.indicator.unit,
        indicator=target.indicator,
        target=target,
        **{name: getattr(target, name) for name in STATED},
    )
