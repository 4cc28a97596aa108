"""What has to be settled before a draft guidance can be published."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tasks.drafts.plan_parts import PLAN_PARTS, Obstacle
from tasks.models import ANSWERING, Guidance, OwnerRole, Task, UnmatchedOwner
from texts.punctuation import within_quotes


def draft_obstacles(guidance: Guidance) -> list[Obstacle]:
    """Everything that keeps a draft from being published, each with the address where to settle it."""
    check = reverse("tasks:draft-check", args=[guidance.year])
    return [
        *(Obstacle(text, f"{check}#open-points") for text in open_points(guidance)),
        *leaderless(guidance),
        *(obstacle for part in PLAN_PARTS.values() for obstacle in part.obstacles(guidance)),
        *period_obstacles(guidance),
    ]


def open_points(guidance: Guidance) -> list[str]:
    """What is open in the text itself, a sentence for each kind (five queries)."""
    found = []
    if not guidance.tasks.exists():
        found.append(_("No task was recognised: make one of a section, or read another document."))
    unmatched = UnmatchedOwner.objects.filter(task__guidance=guidance)
    if names := unmatched.values("name").distinct().count():
        found.append(
            ngettext(
                "%(count)d printed name is no known organization yet.",
                "%(count)d printed names are no known organizations yet.",
                names,
            )
            % {"count": names}
        )
    if alone := guidance.tasks.exclude(pk__in=owned(guidance).values("pk")).count():
        found.append(
            ngettext("Nobody answers for %(count)d task.", "Nobody answers for %(count)d tasks.", alone)
            % {"count": alone}
        )
    if doubts := guidance.cautions.filter(settled_at=None).count():
        found.append(
            ngettext(
                "Nobody has looked at %(count)d doubt of the reader.",
                "Nobody has looked at %(count)d doubts of the reader.",
                doubts,
            )
            % {"count": doubts}
        )
    return found


def leaderless(guidance: Guidance) -> list[Obstacle]:
    """Tasks for which somebody answers, but nobody leads (one query)."""
    return [
        Obstacle(
            _("Nobody leads “%(task)s”.") % {"task": within_quotes(task)},
            reverse("tasks:draft-task", args=[guidance.year, task.pk]),
        )
        for task in owned(guidance).exclude(pk__in=named(guidance, OwnerRole.LEAD).values("pk")).distinct()
    ]


def owned(guidance: Guidance) -> QuerySet[Task]:
    """Tasks for which somebody answers, now or once the printed names are matched; who guides does not."""
    return named(guidance, *ANSWERING)


def named(guidance: Guidance, *roles: OwnerRole) -> QuerySet[Task]:
    """Tasks that name somebody in one of ``roles``, known or as printed; a task may stand in it twice."""
    known, printed = Q(responsibilities__role__in=roles), Q(unmatched_owners__role__in=roles)
    return guidance.tasks.filter(known | printed)


def period_obstacles(guidance: Guidance) -> list[Obstacle]:
    if guidance.periods.exists():
        return []
    text = _("The reporting periods are not set up yet.")
    return [Obstacle(text, reverse("tasks:draft-periods", args=[guidance.year]))]
