"""The append-only log of a filing, and what it said each time it was submitted."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import AppendOnly, Membership, User
from organizations.prepared_queries import PreparedQuery
from tasks.models.filing import Filing
from texts.punctuation import labelled


class FilingEventQuerySet(models.QuerySet["FilingEvent"]):
    def told_to(self, user: User) -> Self:
        """Without what went on within an organization before it submitted, unless the person belongs to it
        (design R22)."""
        own = Q(filing__organization__in=[held.pk for held in user.organizations_held])
        return self.filter(own | ~Q(action__in=FilingEvent.WITHIN))

    def with_side(self) -> Self:
        """Annotates ``is_filers`` and ``is_reviewers``: whether the person belongs to the organization that
        files, or to the one that it is reported to."""
        belongs = Membership.objects.filter(user=OuterRef("by"))
        return self.annotate(
            is_filers=Exists(belongs.filter(organization=OuterRef("filing__organization"))),
            is_reviewers=Exists(belongs.filter(organization=OuterRef("filing__reports_to"))),
        )


class FilingEvent(AppendOnly):
    """审核记录: who moved a filing, when, from which state to which, and why (design R2).

    Written once: the database refuses changes.
    """

    class Action(models.TextChoices):
        SUBMIT = "submit", _("Submitted")
        WITHDRAW = "withdraw", _("Withdrawn")
        START_REVIEW = "start_review", _("Review started")
        RETURN = "return", _("Returned")
        APPROVE = "approve", _("Approved")
        TAKE_BACK = "take_back", _("Approval taken back")
        REOPEN = "reopen", _("Reopened")
        EXTEND = "extend", _("Window extended")
        REMIND = "remind", _("Reminded")
        HAND_OVER = "hand_over", _("Handed over to the lead")
        GIVE_BACK = "give_back", _("Given back by the lead")
        TAKE_OVER = "take_over", _("Spreadsheet taken over")
        UNDO_TAKE_OVER = "undo_take_over", _("Taking over a spreadsheet undone")

    # Between the filers and the leads of one organization.
    WITHIN = (Action.HAND_OVER, Action.GIVE_BACK, Action.TAKE_OVER, Action.UNDO_TAKE_OVER)

    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, related_name="events", verbose_name=_("filing")
    )
    action = models.CharField(_("action"), max_length=15, choices=Action)
    from_status = models.CharField(_("from"), max_length=10, choices=Filing.Status)
    to_status = models.CharField(_("to"), max_length=10, choices=Filing.Status)
    version = models.PositiveIntegerField(_("version"))
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )

    objects = FilingEventQuerySet.as_manager()

    # What ``with_side`` brings along.
    is_filers: bool = False
    is_reviewers: bool = False

    class Meta:
        verbose_name = _("event of a filing")
        verbose_name_plural = _("events of filings")
        ordering = ["filing", "pk"]
        indexes = [models.Index(fields=["filing", "at"])]

    def __str__(self) -> str:
        return labelled(self.filing, self.label)

    @property
    def label(self) -> str:
        """What happened, in the language of the page."""
        return str(self.get_action_display())

    @property
    def icon(self) -> str:
        """The drawing of the state that was reached."""
        return self.to_status


class FilingSnapshot(AppendOnly):
    """What a filing said when it was submitted, whole, with its checksum.

    ``content`` is ``{"lines": [{"kind", "subject", …}, …]}`` in the order of the page; ``sha256`` is taken
    over its canonical JSON (sorted keys, no spaces, UTF-8).
    """

    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, related_name="snapshots", verbose_name=_("filing")
    )
    version = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("content"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("submitted version")
        verbose_name_plural = _("submitted versions")
        ordering = ["filing", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "version"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This version was already submitted."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing} v{self.version}"


def events_told(filing: Filing, user: User) -> list[FilingEvent]:
    """The log of one filing ``told_to`` a person, ``with_side`` (one query)."""
    is_own = filing.organization_id in {held.pk for held in user.organizations_held}
    events = events_with_side.rows(filing=filing.pk)
    return [event for event in events if is_own or event.action not in FilingEvent.WITHIN]


@PreparedQuery
def events_with_side(filing: int) -> models.QuerySet[FilingEvent]:
    return FilingEvent.objects.filter(filing=filing).with_side().select_related("by").order_by("pk")
