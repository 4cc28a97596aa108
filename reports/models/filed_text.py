"""What a line of an approved filing says, one text a row, as it is searched."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from targets.models import Target
from tasks.models import CaseStudy, Filing, Guidance, ReportingPeriod, Responsibility, Section, Task
from tasks.models.case import in_sections_of

if TYPE_CHECKING:
    from collections.abc import Iterable


class TextPart(models.TextChoices):
    """What of a line a text is."""

    ACHIEVEMENTS = "achievements", _("Achievements")
    PROBLEMS = "problems", _("Problems")
    NEXT_STEPS = "next_steps", _("Next steps")
    NIL_REASON = "nil_reason", _("Reason for the nil return")
    NOTE = "note", _("Note to the reviewer")
    CASE = "case", _("Case study")


def owned_by(departments: "Iterable[int]") -> Q:
    """Restrict texts to those on whose task, target or section one of ``departments``, by id, is responsible
    (design R18)."""
    departments = list(departments)
    responsible = Responsibility.objects.answering().filter(organization__in=departments)
    cases = CaseStudy.objects.filter(in_sections_of(departments))
    return (
        Q(task__in=responsible.values("task"))
        | Q(target__responsible__in=departments)
        | Q(case__in=cases.values("pk"))
    )


class FiledTextQuerySet(models.QuerySet["FiledText"]):
    def visible_to(self, user: User) -> Self:
        """Texts of filings in scope and, for a department, those on its tasks, targets and sections
        everywhere (design R18); of filings that are approved as they were then, and of no others (R22)."""
        scope = user.scope
        return self.standing().filter(
            scope.organizations("organization__") | owned_by(scope.departments),
            guidance__status=Guidance.Status.PUBLISHED,
        )

    def standing(self) -> Self:
        """Texts of the version that is approved now."""
        return self.filter(filing__status=Filing.Status.APPROVED, filing_version=F("filing__version"))

    def for_cards(self) -> Self:
        """With all that a card shows, but for a case's sections, in one query."""
        return self.select_related(
            "filing__approved_by", "organization", "period", "section", "task", "target__indicator", "case"
        ).defer("terms", "initials", "plain")


class FiledText(models.Model):
    """填报文本: one text of an approved filing. It comes with the approval and goes with it.

    ``subject_id`` names the line within its filing and kind; one of ``task``, ``target`` and ``case`` is what
    that is about. ``heading`` is a case's title. ``plain``, ``initials`` and ``terms`` are heading and text
    as ``texts.plain_text`` and ``texts.search_terms`` make them of it.
    """

    filing = models.ForeignKey(
        Filing, on_delete=models.CASCADE, related_name="filed_texts", verbose_name=_("filing")
    )
    filing_version = models.PositiveIntegerField(_("version of the filing"))
    kind = models.CharField(_("kind of line"), max_length=20)
    subject_id = models.PositiveBigIntegerField(_("subject"))
    part = models.CharField(_("part"), max_length=12, choices=TextPart)
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="+", verbose_name=_("organization")
    )
    guidance = models.ForeignKey(
        Guidance, on_delete=models.CASCADE, related_name="+", verbose_name=_("guidance")
    )
    period = models.ForeignKey(
        ReportingPeriod, on_delete=models.CASCADE, related_name="+", verbose_name=_("period")
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
        help_text=_("Of a case the first one."),
    )
    task = models.ForeignKey(
        Task, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("task")
    )
    target = models.ForeignKey(
        Target, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("target")
    )
    case = models.ForeignKey(
        CaseStudy,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="filed_texts",
        verbose_name=_("case study"),
    )
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    text = models.TextField(_("text"))
    plain = models.TextField(_("text as it is compared"), editable=False)
    initials = models.TextField(_("initials of its pinyin"), blank=True, editable=False)
    terms = models.TextField(_("terms"), editable=False)
    approved_at = models.DateTimeField(_("approved at"))

    objects = FiledTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("filed text")
        verbose_name_plural = _("filed texts")
        ordering = ["-approved_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "kind", "subject_id", "part"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This text of the line is kept already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_part_known",
                condition=Q(
                    part__in=["achievements", "problems", "next_steps", "nil_reason", "note", "case"]
                ),
                violation_error_message=_("A text is one of the parts of a line."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_one_subject",
                condition=Q(task__isnull=False, target__isnull=True, case__isnull=True)
                | Q(task__isnull=True, target__isnull=False, case__isnull=True)
                | Q(task__isnull=True, target__isnull=True, case__isnull=False),
                violation_error_message=_("A text is about a task, a target or a case."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_says_something",
                condition=~Q(heading="", text=""),
                violation_error_message=_("A text says something."),
            ),
        ]
        indexes = [models.Index(fields=["guidance", "-approved_at"], name="reports_filedtext_newest")]

    def __str__(self) -> str:
        return f"{self.filing} · {self.get_part_display()}"

    @property
    def is_case(self) -> bool:
        return self.part == TextPart.CASE

    @property
    def place(self) -> str:
        """What names it on pages and in forms: filing, kind of line, subject and part."""
        return f"{self.filing_id}-{self.kind}-{self.subject_id}-{self.part}"
