"""What a goal of a draft says, as whoever decides on it has read it (design R20)."""

from django.utils import translation
from django.utils.translation import gettext as _

from targets.goals.comparison import proposed
from targets.goals.suggestions import Suggestion
from targets.models import ProposedGoal, Target
from targets.target_statement import described
from targets.wording import plain, with_unit
from tasks.models import Guidance
from tasks.models.amendment import LANGUAGE
from tasks.statement import Statement


def goal_statement(goal: ProposedGoal) -> Statement:
    """Where a goal stands, what it says and what became of it; ``goal`` comes with its section, indicator and
    target (no query)."""
    with translation.override(LANGUAGE):
        return Statement(said_of(goal))


def offered_goal(goal: ProposedGoal, suggestion: Suggestion) -> Statement:
    """The same, with what is suggested for it: all that one button accepts."""
    with translation.override(LANGUAGE):
        unit = goal.indicator.unit if goal.indicator else ""
        baseline, tolerance = suggestion.baseline, suggestion.tolerance
        return Statement(
            said_of(goal)
            | {
                _("Responsible"): str(suggestion.responsible or ""),
                _("Reported by"): str(Target.ReportedBy(suggestion.reported_by).label),
                _("Baseline"): "" if baseline is None else with_unit(plain(baseline), unit),
                _("Tolerance"): with_unit(plain(tolerance), unit) if tolerance else "",
            }
        )


def said_of(goal: ProposedGoal) -> dict[str, str]:
    said = {
        _("Section"): str(goal.section),
        _("Clause"): goal.text,
        _("What became of it"): what_became_of(goal),
        _("Indicator"): goal.indicator.name if goal.indicator else goal.name,
    }
    if goal.target is None:
        return said | {_("Goal"): proposed(goal).text}
    return said | {field: text for field, text in described(goal.target) if text}


def what_became_of(goal: ProposedGoal) -> str:
    if goal.target is not None:
        return _("A target")
    return _("Dropped") if goal.is_dropped else _("Open")


def goals_statement(guidance: Guidance) -> Statement:
    """The clauses that are goals of a draft (one query)."""
    with translation.override(LANGUAGE):
        clauses = guidance.proposed_goals.order_by("order").values_list("text", flat=True)
        return Statement(
            {_("Goal %(place)s") % {"place": at}: text for at, text in enumerate(clauses, start=1)}
        )
