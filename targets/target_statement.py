"""What a target says, as whoever amends it has read it (design R20)."""

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from targets.models import Target
from targets.wording import goal_in_words, plain, with_unit
from tasks.models import Guidance
from tasks.models.amendment import LANGUAGE
from tasks.statement import Statement


def milestones_in_words(target: Target) -> str:
    """The milestones of a target as people read them in the guidance's language."""
    with translation.override(LANGUAGE):
        return "；".join(
            f"{date_format(day)} {with_unit(plain(value), target.indicator.unit)}"
            for day, value in target.waypoints
        )


def described(target: Target) -> list[tuple[str, str]]:
    """A target as people read it in the guidance's language."""
    with translation.override(LANGUAGE):
        unit = target.indicator.unit
        baseline = "" if target.baseline is None else with_unit(plain(target.baseline), unit)
        return [
            (_("Goal"), goal_in_words(target)),
            (_("Baseline"), baseline),
            (_("Responsible"), f"{target.responsible}（{target.get_basis_display()}）"),
            (_("Reported by"), target.get_reported_by_display()),
        ]


def target_statement(target: Target) -> Statement:
    """A target and its milestones, as an amendment of it names the parts."""
    with translation.override(LANGUAGE):
        milestones = {_("Milestones"): milestones_in_words(target)}
    return Statement(dict(described(target)) | milestones)


def targets_statement(guidance: Guidance) -> Statement:
    """What a guidance in force measures: whoever adds a goal has read it (one query)."""
    with translation.override(LANGUAGE):
        found = guidance.targets.current().order_by("order").values_list("order", "indicator__name")
        return Statement({_("Goal %(place)s") % {"place": order}: name for order, name in found})
