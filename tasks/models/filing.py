"""What one organization files for one period."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from organizations.calendar import today
from organizations.models import Organization, User
from organizations.scope import Scope
from tasks.filings.timeliness import Timeliness, timeliness, timeliness_conditions
from tasks.filings.waiting import of_editors, to_bring, to_file, to_review, to_sign
from tasks.models.guidance import Guidance, ReportingPeriod
from tasks.models.who_and_when import moment, pair, person

if TYPE_CHECKING:
    from tasks.models.case import CaseStudy
    from tasks.models.evidence import Evidence
    from tasks.models.log import FilingSnapshot
    from tasks.models.remark import Remark


def acted(name: str, *then: str) -> models.Index:
    """The index by which the filings of a person in the ``<name>_by`` half are found, by the fields ``then``
    after it. A draft, of which there are thousands at a stroke, stands in none."""
    by = f"{name}_by"
    named = Q(**{f"{by}__isnull": False})
    return models.Index(fields=[by, *then], condition=named, name=f"tasks_filing_{by}")


def told_to(user: User, prefix: str = "") -> Q:
    """Restrict to filings, reached over ``prefix``, whose text and figures the person may read: all of an
    organization of theirs, of others only what is handed in (design R22)."""
    own = Q(**{f"{prefix}organization__in": [held.pk for held in user.organizations_held]})
    return own | Q(**{f"{prefix}status__in": Filing.HANDED_IN})


class FilingQuerySet(models.QuerySet["Filing"]):
    def in_scope(self, user: User) -> Self:
        """Filings by the organizations in the person's scope, for who narrows them to published guidances."""
        return self.filter(user.scope.organizations("organization__"))

    def visible_to(self, user: User) -> Self:
        """Filings of published guidances by the organizations in the person's scope (design R18)."""
        return self.visible_in(user.scope)

    def visible_in(self, scope: Scope) -> Self:
        """``visible_to`` somebody whose scope is known."""
        return self.filter(
            scope.organizations("organization__"), period__guidance__status=Guidance.Status.PUBLISHED
        )

    def of_year(self, year: int) -> Self:
        """Filings of the plan of one year."""
        return self.filter(period__guidance__year=year)

    def editable_by(self, user: User) -> Self:
        """Filings of the organizations in which the person may edit."""
        return self.filter(of_editors(user))

    def to_file_by(self, user: User, on: dt.date) -> Self:
        """What the person has to file on a day: drafts and returned filings whose window has opened, but for
        those that wait for their signature."""
        return self.filter(to_file(user, on))

    def to_bring_by(self, user: User, on: dt.date) -> Self:
        """Into which the person may bring what a spreadsheet says on a day (``tasks.bundles.way_in``)."""
        return self.visible_to(user).filter(to_bring(user, on))

    def reviewable_by(self, user: User) -> Self:
        """Submitted filings reported to an organization in which the person reviews (design R2)."""
        return self.filter(to_review(user))

    def beneath(self, user: User) -> Self:
        """Filings reported to an organization that the person belongs to."""
        return self.filter(reports_to__in=[held.pk for held in user.organizations_held])

    def awaiting_signature_of(self, user: User) -> Self:
        """Filings handed over to the leads of an organization in which the person may submit."""
        return self.filter(to_sign(user))

    def with_reminded_at(self) -> Self:
        """Annotates ``reminded_at``: when somebody last reminded of it; None where nobody did."""
        from tasks.models.log import FilingEvent  # noqa: PLC0415 (events stand on filings)

        reminders = FilingEvent.objects.filter(filing=OuterRef("pk"), action=FilingEvent.Action.REMIND)
        return self.annotate(reminded_at=Subquery(reminders.order_by("-at").values("at")[:1]))

    def with_due_on(self) -> Self:
        """Annotates ``effective_due_on``: the extended due day where there is one."""
        return self.annotate(effective_due_on=Coalesce("extended_due_on", "period__due_on"))

    def with_timeliness(self, value: Timeliness, *, on: dt.date) -> Self:
        """Filings that stand so on day ``on``."""
        return self.with_due_on().filter(timeliness_conditions(on)[value])

    def overdue(self, *, on: dt.date) -> Self:
        """Never submitted although the due day lies before ``on``."""
        return self.with_timeliness(Timeliness.OVERDUE, on=on)

    def by_due_on(self) -> Self:
        """The most urgent first."""
        return self.with_due_on().order_by("effective_due_on", "organization__path", "pk")

    def untouched(self) -> Self:
        """Nobody has done anything about them: they can go without anything being lost."""
        return self.filter(
            version=0, events=None, revisions=None, evidence=None, remarks=None, received_workbooks=None
        )

    def approved(self) -> Self:
        return self.filter(status=Filing.Status.APPROVED)

    def for_list(self) -> Self:
        """With the names a list shows, in one query."""
        return self.select_related("organization", "reports_to", "period__guidance", "submitted_by")


class Filing(models.Model):
    """填报: one organization's answer for one period (design R1–R6).

    ``version`` counts submissions; ``reports_to`` is the organization that reviews it. What was approved
    keeps it even if the tree changes later; what was not goes along (``tasks.filings.reporting_tree``).
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned")
        APPROVED = "approved", _("Approved")

    # A draft, and what is being corrected after a return, belongs to its organization.
    HANDED_IN = (Status.SUBMITTED, Status.APPROVED)

    # Each leads an index of ``Meta``; one of its own more would only make writing slower.
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="filings",
        db_index=False,
        verbose_name=_("organization"),
    )
    period = models.ForeignKey(
        ReportingPeriod,
        on_delete=models.PROTECT,
        related_name="filings",
        db_index=False,
        verbose_name=_("period"),
    )
    reports_to = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="filings_received",
        db_index=False,
        verbose_name=_("reports to"),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(_("version"), default=0)
    filed_on = models.DateField(_("first submitted on"), null=True, blank=True, editable=False)
    extended_due_on = models.DateField(_("extended until"), null=True, blank=True)
    handed_over_at = moment(_("handed over at"))
    handed_over_by = person(_("handed over by"), db_index=False)
    submitted_at = moment(_("submitted at"))
    submitted_by = person(_("submitted by"), db_index=False)
    review_started_at = moment(_("review started at"))
    review_started_by = person(_("review started by"), db_index=False)
    returned_at = moment(_("returned at"))
    returned_by = person(_("returned by"), db_index=False)
    approved_at = moment(_("approved at"))
    approved_by = person(_("approved by"), db_index=False)
    warning_count = models.PositiveIntegerField(
        _("explained doubts"),
        db_default=0,
        editable=False,
        help_text=_("How many doubts about the submitted version were explained."),
    )
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = FilingQuerySet.as_manager()

    # What ``tasks.filings.queue`` brings along.
    is_own: bool = False
    is_remarked: bool = False
    is_outdated: bool = False

    class Meta:
        verbose_name = _("filing")
        verbose_name_plural = _("filings")
        ordering = ["-period__due_on", "organization__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "period"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This organization already has a filing for the period."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_status_known",
                condition=Q(status__in=["draft", "submitted", "returned", "approved"]),
                violation_error_message=_("A filing is a draft, submitted, returned or approved."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_submitted_when",
                condition=Q(status="draft") | Q(submitted_at__isnull=False, filed_on__isnull=False),
                violation_error_message=_("A filing that left draft says when it was submitted."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_approved_when",
                condition=Q(status="approved", approved_at__isnull=False)
                | (~Q(status="approved") & Q(approved_at__isnull=True)),
                violation_error_message=_("An approved filing says who approved it, and only such a one."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_handed_over_in_draft",
                condition=Q(handed_over_at__isnull=True) | Q(status__in=["draft", "returned"]),
                violation_error_message=_("Only what is not submitted waits for a signature."),
            ),
            pair("handed_over"),
            pair("submitted"),
            pair("review_started"),
            pair("returned"),
            pair("approved"),
        ]
        indexes = [
            models.Index(fields=["period", "status"]),
            models.Index(fields=["reports_to", "status"]),
            models.Index(fields=["reports_to", "period"]),
            models.Index(fields=["is_sample"], condition=Q(is_sample=True), name="tasks_filing_sample"),
            *(acted(name) for name in ("handed_over", "submitted", "review_started", "returned")),
            # What a reviewer can still take back is of the last minute.
            acted("approved", "approved_at"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.period}"

    @property
    def receipt_number(self) -> str:
        """What a receipt names it by: the guidance's year and its own number."""
        return f"{self.period.guidance.year}-{self.pk:06d}"

    @property
    def due_on(self) -> dt.date:
        """The last day of its window, extension included."""
        return self.extended_due_on or self.period.due_on

    @property
    def timeliness(self) -> Timeliness:
        """Where it stands today against its window (design R6)."""
        return timeliness(
            opens_on=self.period.opens_on, due_on=self.due_on, filed_on=self.filed_on, today=today()
        )

    @property
    def days_left(self) -> int:
        """Days until the due day; 0 on the day itself, negative after it."""
        return (self.due_on - today()).days

    @property
    def days_overdue(self) -> int:
        """Days since the due day; 0 until it has passed."""
        return max(-self.days_left, 0)

    @property
    def is_in_draft(self) -> bool:
        """Whether its lines may still change: never submitted, or returned."""
        return self.status in {self.Status.DRAFT, self.Status.RETURNED}

    @property
    def is_handed_over(self) -> bool:
        """Whether it waits for a lead's signature as it stands."""
        return self.handed_over_at is not None

    @property
    def has_opened(self) -> bool:
        """Whether its window has opened."""
        return self.period.has_opened(on=today())

    @property
    def is_in_review(self) -> bool:
        return self.status == self.Status.SUBMITTED and self.review_started_at is not None

    @property
    def is_handed_in(self) -> bool:
        """Whether what it says now was submitted, so that others may read it (design R22)."""
        return self.status in self.HANDED_IN

    def is_visible_to(self, user: User) -> bool:
        """``visible_to`` of this filing, without a query."""
        return self.period.guidance.is_published and user.scope.covers(self.organization)

    def is_told_to(self, user: User) -> bool:
        """``told_to`` of this filing, without a query."""
        return self.is_handed_in or self.organization_id in {held.pk for held in user.organizations_held}

    @cached_property
    def evidence_by_line(self) -> "dict[tuple[str, int], list[Evidence]]":
        """The files at its lines, by the line's kind and subject, the oldest first (one query)."""
        from tasks.models.evidence import standing_evidence  # noqa: PLC0415 (files stand on filings)

        found: dict[tuple[str, int], list[Evidence]] = {}
        for evidence in standing_evidence.rows(filing=self.pk):
            found.setdefault((evidence.kind, evidence.subject_id), []).append(evidence)
        return found

    @cached_property
    def last_snapshot(self) -> "FilingSnapshot":
        """What it said when it was submitted last (one query, none right after that)."""
        return self.snapshots.get(version=self.version)

    @cached_property
    def all_cases(self) -> "list[CaseStudy]":
        """Every case of it by number, with its sections; those taken away say nothing (two queries at the
        year end, none for other periods)."""
        if not self.period.is_year_end:
            return []
        from tasks.models.case import cases_in_order, sections_told  # noqa: PLC0415 (cases stand on it)

        cases = cases_in_order.rows(filing=self.pk)
        prefetch_related_objects(cases, sections_told())
        for case in cases:
            case.filing = self
        return cases

    @cached_property
    def all_remarks(self) -> "list[Remark]":
        """Every remark on it with what was said, the oldest first (one query)."""
        from tasks.models.remark import gathered, remark_steps  # noqa: PLC0415 (remarks stand on filings)

        remarks = gathered(remark_steps.rows(filing=self.pk))
        for remark in remarks:
            remark.filing = self
        return remarks

    @property
    def remarks_by_line(self) -> "dict[tuple[str, int | None], list[Remark]]":
        """The remarks by the line's kind and subject, those on the whole under ``("", None)``. Reads
        ``all_remarks``."""
        found: dict[tuple[str, int | None], list[Remark]] = {}
        for remark in self.all_remarks:
            found.setdefault((remark.kind, remark.subject_id), []).append(remark)
        return found
