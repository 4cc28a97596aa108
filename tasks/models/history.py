"""What was done with a guidance, from its document to the day it came into force."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import AppendOnly
from tasks.models.guidance import Guidance

LONGEST_EVENT_SUBJECT = 300


class GuidanceEventQuerySet(models.QuerySet["GuidanceEvent"]):
    def of(self, guidance: Guidance) -> Self:
        """Those of a guidance, and of drafts for the same year that were discarded."""
        return self.filter(Q(guidance=guidance) | Q(guidance=None, year=guidance.year))

    def for_list(self) -> Self:
        """With the people's names, the latest first (one query)."""
        return self.select_related("by").order_by("-pk")


class GuidanceEvent(AppendOnly):
    """One act on a guidance: what, who and when. Append-only; what was amended later stands in ``Amendment``.

    ``subject`` is the section, task, name or goal that it was about, as it was called then. ``by`` is None
    where a command of the installation did it. A draft that is discarded leaves its events behind, under its
    ``year`` alone.
    """

    CHANGING = ("guidance_id",)

    class Action(models.TextChoices):
        IMPORT = "import", _("Document imported")
        IMPORT_BY_HAND = "import_by_hand", _("Document taken in to be read by hand")
        START_OVER = "start_over", _("Read again from its text")
        CORRECT_FACTS = "correct_facts", _("Facts corrected")
        CORRECT_SECTION = "correct_section", _("Section corrected")
        JOIN_SECTION = "join_section", _("Section joined to the one before it")
        SPLIT_SECTION = "split_section", _("Section split")
        ADD_TASK = "add_task", _("Task added")
        CORRECT_TASK = "correct_task", _("Task corrected")
        JOIN_TASK = "join_task", _("Task joined to the one before it")
        SPLIT_TASK = "split_task", _("Task split")
        DROP_TASK = "drop_task", _("Task dropped")
        MATCH_OWNER = "match_owner", _("Printed name matched")
        DROP_OWNER = "drop_owner", _("Printed name dropped")
        REOPEN_OWNER = "reopen_owner", _("Printed name opened again")
        SETTLE_DOUBT = "settle_doubt", _("Doubt of the reader looked at")
        REOPEN_DOUBT = "reopen_doubt", _("Doubt of the reader opened again")
        ACCEPT_GOAL = "accept_goal", _("Goal made a target")
        CORRECT_GOAL = "correct_goal", _("Goal corrected")
        REOPEN_GOAL = "reopen_goal", _("Goal opened again")
        DROP_GOAL = "drop_goal", _("Goal dropped")
        RESTORE_GOAL = "restore_goal", _("Goal brought back")
        SPLIT_GOAL = "split_goal", _("Goal split")
        ADD_GOAL = "add_goal", _("Goal added")
        CARRY_OVER = "carry_over", _("Carried over from the year before")
        SET_UP_PERIODS = "set_up_periods", _("Reporting periods set up")
        PUBLISH = "publish", _("Guidance published")
        DISCARD = "discard", _("Draft discarded")

    guidance = models.ForeignKey(
        Guidance,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("guidance"),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    action = models.CharField(_("action"), max_length=20, choices=Action)
    subject = models.CharField(_("subject"), max_length=LONGEST_EVENT_SUBJECT, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )

    objects = GuidanceEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of a guidance")
        verbose_name_plural = _("events of guidances")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_by_somebody",
                condition=Q(by__isnull=False)
                | Q(action__in=["import", "import_by_hand", "set_up_periods", "publish"]),
                violation_error_message=_("Whoever corrects a draft is named."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.get_action_display()}"
