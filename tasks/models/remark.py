"""What reviewers and departments say about a filing, what is answered, and what a department has seen."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from organizations.models import AppendOnly, Organization, User
from organizations.prepared_queries import PreparedQuery
from tasks.models.filing import Filing
from tasks.models.who_and_when import moment, pair, person
from texts.punctuation import labelled

LONGEST_REMARK = 2_000


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, user: User) -> Self:
        """Remarks on filings in the person's scope, and those of the person's own organizations."""
        own = Q(organization__in=[held.pk for held in user.organizations_held])
        return self.filter(Q(filing__in=Filing.objects.visible_to(user).values("pk")) | own)

    def unresolved(self) -> Self:
        return self.filter(resolved_at=None)

    def of_review(self, filing: Filing) -> Self:
        """Unresolved remarks of those who review, on the version that is submitted."""
        return self.unresolved().filter(
            filing=filing, organization=filing.reports_to_id, version=filing.version
        )


class Remark(AppendOnly):
    """批注: one remark on a line of a filing, or on the whole of it. What was said stands in its steps.

    ``version`` is the submitted version that was read; ``organization`` is the one that speaks: the one that
    reviews, or a department that is responsible for the line. ``kind`` is empty for the whole.
    Append-only but for whether it is resolved.
    """

    CHANGING = ("resolved_at", "resolved_by_id")

    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, related_name="remarks", verbose_name=_("filing")
    )
    kind = models.CharField(_("kind of line"), max_length=20, blank=True)
    subject_id = models.PositiveBigIntegerField(_("subject"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"))
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name=_("organization")
    )
    resolved_at = moment(_("resolved at"))
    resolved_by = person(_("resolved by"))

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["filing", "pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_line_or_whole",
                condition=Q(kind="", subject_id__isnull=True) | Q(kind__gt="", subject_id__isnull=False),
                violation_error_message=_("A remark is on one line or on the whole filing."),
            ),
            pair("resolved"),
        ]

    def __str__(self) -> str:
        return labelled(self.organization, self.text)

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None

    @cached_property
    def talk(self) -> "list[RemarkStep]":
        """Everything that was said, in order (one query, unless ``read_remarks`` has brought it along)."""
        return list(self.steps.select_related("by").order_by("pk"))

    @property
    def text(self) -> str:
        """What was remarked first. Reads ``talk``."""
        return self.talk[0].text

    @property
    def made_by(self) -> User:
        """Who remarked. Reads ``talk``."""
        return self.talk[0].by


class RemarkStepQuerySet(models.QuerySet["RemarkStep"]):
    def as_remarks(self) -> list[Remark]:
        """The remarks to which these steps belong, each with its talk (one query)."""
        return gathered(self.with_people())

    def with_people(self) -> Self:
        """The steps in order, each with its remark and who said what."""
        return self.select_related("remark__organization", "remark__resolved_by", "by").order_by("pk")


@PreparedQuery
def remark_steps(filing: int) -> "models.QuerySet[RemarkStep]":
    """The steps of every remark on a filing with who took them, in order."""
    return RemarkStep.objects.filter(remark__filing=filing).with_people()


def gathered(steps: "Iterable[RemarkStep]") -> list[Remark]:
    """The remarks of ``steps`` in the order of their first, each with its talk."""
    found: dict[int, Remark] = {}
    for step in steps:
        remark = found.setdefault(step.remark_id, step.remark)
        remark.__dict__.setdefault("talk", []).append(step)
        step.remark = remark
    return list(found.values())


class RemarkStep(AppendOnly):
    """One step in the talk about a remark: it is made, answered, resolved, taken up again. Append-only, so
    that no word is lost."""

    class Step(models.TextChoices):
        MADE = "made", _("Remark")
        ANSWERED = "answered", _("Answer")
        RESOLVED = "resolved", _("Resolved")
        REOPENED = "reopened", _("Not resolved after all")

    remark = models.ForeignKey(
        Remark, on_delete=models.PROTECT, related_name="steps", verbose_name=_("remark")
    )
    step = models.CharField(_("step"), max_length=10, choices=Step)
    text = models.TextField(_("text"), max_length=LONGEST_REMARK, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )

    objects = RemarkStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a remark")
        verbose_name_plural = _("steps of remarks")
        ordering = ["remark", "pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_step_known",
                condition=Q(step__in=["made", "answered", "resolved", "reopened"]),
                violation_error_message=_("A remark is made, answered, resolved or taken up again."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_says_something",
                condition=Q(text__gt="") | Q(step__in=["resolved", "reopened"]),
                violation_error_message=_("Write what is to be said."),
            ),
            models.UniqueConstraint(
                fields=["remark"],
                condition=Q(step="made"),
                name="%(app_label)s_%(class)s_made_once",
                violation_error_message=_("This remark was made already."),
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.label, self.text)

    @property
    def label(self) -> str:
        """What happened, in the language of the page."""
        return str(self.get_step_display())


class LineSeen(AppendOnly):
    """知悉: a department has seen a line of a submitted version that it is responsible for. It holds up
    nobody's review."""

    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, related_name="lines_seen", verbose_name=_("filing")
    )
    kind = models.CharField(_("kind of line"), max_length=20)
    subject_id = models.PositiveBigIntegerField(_("subject"))
    version = models.PositiveIntegerField(_("version"))
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name=_("organization")
    )
    seen_at = moment(_("seen at"))
    seen_by = person(_("seen by"))

    class Meta:
        verbose_name = _("line seen")
        verbose_name_plural = _("lines seen")
        ordering = ["filing", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "kind", "subject_id", "version", "organization"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This version of the line was seen already."),
            ),
            pair("seen"),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.kind} {self.subject_id} v{self.version}"
