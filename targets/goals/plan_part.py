"""The goals as a part of the plan that a guidance becomes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from reading import Document
from targets.goals.comparison import compare_goals, proposed
from targets.goals.indicator_matching import is_called
from targets.goals.previous_years import follow_goals
from targets.goals.proposals import leave_out_figures, propose_goals
from targets.goals.statement import goal_statement, offered_goal
from targets.goals.suggestions import Suggestion, Suggestions
from targets.indicator_meaning import fix_meanings
from targets.models import FigureLeftOut, ProposedGoal
from targets.target_statement import described
from tasks.comparison.similarity import words_alone
from tasks.drafts.markup import Mark
from tasks.drafts.plan_parts import Compared, Obstacle, PlanPart
from tasks.models import Guidance, Section
from tasks.statement import Statement

OPEN = Q(target=None, is_dropped=False)


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """A goal of a draft as the page shows it; ``suggestion`` is there for an open one with an indicator."""

    goal: ProposedGoal
    words: str
    is_alike: bool = False
    suggestion: Suggestion | None = None

    @property
    def why(self) -> str:
        """By which words it was taken for a goal, in the language of the page; "" where somebody added it."""
        return gettext(self.goal.reason) if self.goal.reason else ""

    @property
    def seen(self) -> Statement:
        """What the card says, as its buttons carry it."""
        return goal_statement(self.goal)

    @property
    def offered(self) -> Statement:
        """The same of an open goal, with what is suggested."""
        return offered_goal(self.goal, self.suggestion) if self.suggestion else self.seen

    @property
    def can_be_accepted(self) -> bool:
        """Whether nothing has to be decided that the page does not say."""
        return self.suggestion is not None and self.suggestion.responsible is not None


class GoalsPart(PlanPart):
    key = "goals"
    template_name = "targets/goals_panel.html"

    def read(self, guidance: Guidance, document: Document, sections: Mapping[str, Section]) -> None:
        propose_goals(guidance, document.targets, sections)
        leave_out_figures(guidance, document.figures_left_out, sections)

    def clear(self, guidance: Guidance) -> None:
        guidance.proposed_goals.all().delete()
        guidance.figures_left_out.all().delete()
        guidance.targets.all().delete()

    def obstacles(self, guidance: Guidance) -> list[Obstacle]:
        count = guidance.proposed_goals.filter(OPEN).count()
        if not count:
            return []
        text = ngettext(
            "%(count)d goal is neither linked to an indicator nor dropped.",
            "%(count)d goals are neither linked to an indicator nor dropped.",
            count,
        )
        check = reverse("tasks:draft-check", args=[guidance.year])
        return [Obstacle(text % {"count": count}, f"{check}#goals")]

    def context(self, guidance: Guidance) -> dict[str, Any]:
        goals = shown_goals(guidance)
        return {
            "goals": goals,
            "waiting": sum(shown.goal.is_open for shown in goals),
            "acceptable": [shown for shown in goals if shown.can_be_accepted and not shown.is_alike],
            "left_out": figures_left_out(guidance, goals),
            "alone": guidance.targets.filter(proposal=None).select_related("indicator"),
        }

    def marks(self, guidance: Guidance) -> Mapping[int, Sequence[Mark]]:
        found: dict[int, list[Mark]] = defaultdict(list)
        for goal in guidance.proposed_goals.order_by("order"):
            url = "" if goal.is_dropped else f"#goal-{goal.pk}"
            found[goal.section_id].append(Mark(goal.text, url, _("Goal")))
        return found

    def points(self, guidance: Guidance) -> tuple[int, int]:
        counts = guidance.proposed_goals.aggregate(waiting=Count("pk", filter=OPEN), every=Count("pk"))
        return counts["every"] - counts["waiting"], counts["every"]

    def summary(self, guidance: Guidance) -> list[tuple[str, int]]:
        return [(_("Goals"), guidance.targets.count())]

    def come_into_force(self, guidance: Guidance) -> None:
        fix_meanings(guidance)

    def said(self, guidance: Guidance) -> list[tuple[str, str]]:
        targets = guidance.targets.select_related("indicator", "responsible").order_by("order", "pk")
        return [
            (_("Goal %(place)s") % {"place": place}, "\n".join(text for _field, text in described(target)))
            for place, target in enumerate(targets, start=1)
        ]

    def compare(self, guidance: Guidance, previous: Guidance) -> list[Compared]:
        return compare_goals(guidance, previous)

    def follow(self, guidance: Guidance, previous: Guidance) -> int:
        return follow_goals(guidance, previous)


def shown_goals(guidance: Guidance) -> list[ShownGoal]:
    """The goals of a draft in the order of the document (up to ten queries, however many goals)."""
    goals = guidance.proposed_goals.select_related(
        "section", "indicator", "target__indicator", "target__responsible"
    )
    suggestions = Suggestions(guidance)
    return [shown(goal, suggestions) for goal in goals.order_by("order")]


def figures_left_out(guidance: Guidance, goals: Sequence[ShownGoal]) -> list[FigureLeftOut]:
    """The figures that were not offered, without those that somebody has made a goal of (one query)."""
    taken = {(shown.goal.section_id, words_alone(shown.goal.text)) for shown in goals}
    figures = guidance.figures_left_out.select_related("section").order_by("order")
    return [figure for figure in figures if (figure.section_id, words_alone(figure.text)) not in taken]


def shown(goal: ProposedGoal, suggestions: Suggestions) -> ShownGoal:
    words = proposed(goal).text
    if not goal.is_open or goal.indicator is None:
        return ShownGoal(goal, words)
    suggestion = suggestions.for_goal(goal, goal.indicator)
    names = {goal.indicator.name, suggestion.earlier_name}
    return ShownGoal(goal, words, not is_called(goal.name, names), suggestion)
