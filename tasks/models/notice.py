"""What the portal tells a person, and how that person wants to be told."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import User
from organizations.scope import Scope
from tasks.models.filing import Filing
from texts.punctuation import labelled


class NoticeKind(models.TextChoices):
    """Each can be switched off on its own, in the portal and by mail."""

    OPENED = "opened", _("A window opens")
    DUE_IN_7 = "due_in_7", _("Due in 7 workdays")
    DUE_IN_3 = "due_in_3", _("Due in 3 workdays")
    DUE_IN_1 = "due_in_1", _("Due in 1 workday")
    DUE_TODAY = "due_today", _("Due today")
    OVERDUE = "overdue", _("Overdue, of your own organization")
    OVERDUE_BELOW = "overdue_below", _("Overdue, of an organization that reports to yours")
    REMINDED = "reminded", _("Somebody asks for your filing")
    HANDED_OVER = "handed_over", _("A filing waits for your signature")
    GIVEN_BACK = "given_back", _("Your lead gives a filing back to you")
    SIGNED = "signed", _("Your lead has submitted what you handed over")
    RETURNED = "returned", _("A filing is returned")
    APPROVED = "approved", _("A filing is approved")
    TAKEN_BACK = "taken_back", _("An approval is taken back")
    REMARK = "remark", _("A remark on a filing")
    REPORT_REMINDED = "report_reminded", _("Somebody asks for your annual report")
    REPORT_RETURNED = "report_returned", _("An annual report is sent back")
    TEXT_WAITS = "text_waits", _("A report waits for your signature")
    TEXT_SENT_BACK = "text_sent_back", _("The text of a report is sent back to you")
    REPORT_RECEIVED = "report_received", _("An annual report is handed in to your department")
    REPORT_PUBLIC = "report_public", _("The office's annual report is published")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> Self:
        """The person's own notices, about filings that are in their scope still (design R18)."""
        return self.of_person(user, user.scope)

    def of_person(self, person: User | OuterRef, scope: Scope) -> Self:
        """``visible_to`` somebody whose scope is known."""
        in_scope = scope.organizations("filing__organization__")
        return self.filter(user=person).filter(Q(filing=None) | in_scope)

    def in_portal(self) -> Self:
        """Those that the portal shows: their kind was not switched off when they were written."""
        return self.filter(is_in_portal=True)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def unread_first(self) -> Self:
        """Unread before read, each the latest first."""
        return self.order_by(models.F("read_at").desc(nulls_first=True), "-pk")

    def waiting_for_mail(self) -> Self:
        """Wanted by mail and not mailed yet; what was read in the portal needs no mail."""
        return self.filter(is_by_mail=True, mailed_at=None, read_at=None)

    def for_list(self) -> Self:
        """With the names that its words want, in one query."""
        return self.select_related("filing__organization", "filing__period__guidance")


class Notice(models.Model):
    """通知: one message to one person. Its words are made when it is shown, in the reader's language.

    ``key`` tells apart the notices of one kind on one filing: the due day they remind of, the event they
    tell. With person, kind and filing it stands once, so that nothing is said twice. ``on`` is the day in
    the portal's calendar; ``values`` what the words are filled with.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=15, choices=NoticeKind)
    filing = models.ForeignKey(
        Filing,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("filing"),
    )
    key = models.CharField(_("key"), max_length=60)
    on = models.DateField(_("day"))
    values: "models.JSONField[dict[str, Any]]" = models.JSONField(_("values"), default=dict)
    is_in_portal = models.BooleanField(_("shown in the portal"), default=True)
    is_by_mail = models.BooleanField(_("sent by mail"), default=True)
    created_at = models.DateTimeField(_("written at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "filing", "key"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This was already said to this person."),
            ),
            models.UniqueConstraint(
                fields=["user", "kind", "key"],
                condition=Q(filing=None),
                name="%(app_label)s_%(class)s_once_without_filing",
                violation_error_message=_("This was already said to this person."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["user"], condition=Q(read_at=None, is_in_portal=True), name="tasks_notice_unread"
            ),
            models.Index(
                fields=["user"],
                condition=Q(read_at=None, mailed_at=None, is_by_mail=True),
                name="tasks_notice_waiting",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.user, self.get_kind_display())


class NoticePreference(models.Model):
    """Where one person wants notices of one kind; without a row everywhere."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notice_preferences",
        verbose_name=_("person"),
    )
    kind = models.CharField(_("kind"), max_length=15, choices=NoticeKind)
    in_portal = models.BooleanField(_("in the portal"), default=True)
    by_mail = models.BooleanField(_("by mail"), default=True)

    class Meta:
        verbose_name = _("notice preference")
        verbose_name_plural = _("notice preferences")
        ordering = ["user", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This person has already decided on this kind."),
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.user, self.get_kind_display())
