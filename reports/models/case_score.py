"""What editors think of cases, and which are the cases of the year."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import User
from tasks.models import CaseStudy, Guidance
from tasks.models.who_and_when import moment, pair, person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LEAST, MOST = 1, 5
CRITERIA = ("innovation", "effect", "transferability")
LONGEST_REMARK = 500


def points(label: "StrOrPromise", hint: "StrOrPromise") -> "models.PositiveSmallIntegerField[int, int]":
    """Points from 1 to 5 for one criterion."""
    limits = [MinValueValidator(LEAST), MaxValueValidator(MOST)]
    return models.PositiveSmallIntegerField(label, validators=limits, help_text=hint)


def in_range(criterion: str) -> Q:
    return Q(**{f"{criterion}__gte": LEAST, f"{criterion}__lte": MOST})


class CaseScore(models.Model):
    """评分: what one person gives one case, in three criteria; ``case_version`` is the version of the filing
    that was read."""

    case = models.ForeignKey(
        CaseStudy, on_delete=models.CASCADE, related_name="scores", verbose_name=_("case study")
    )
    case_version = models.PositiveIntegerField(_("version of the filing"))
    innovation = points(_("innovation"), _("What is new in it."))
    effect = points(_("effect"), _("What it has brought, in figures."))
    transferability = points(_("transferability"), _("Whether others can do the same."))
    remark = models.CharField(_("comment"), max_length=LONGEST_REMARK, blank=True)
    scored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("scored by")
    )
    scored_at = models.DateTimeField(_("scored at"), editable=False)

    class Meta:
        verbose_name = _("score of a case")
        verbose_name_plural = _("scores of cases")
        ordering = ["case", "scored_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "scored_by"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This person has scored the case already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_in_range",
                condition=in_range("innovation") & in_range("effect") & in_range("transferability"),
                violation_error_message=_("Give 1 to 5 points."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.scored_by}"

    @property
    def points(self) -> tuple[int, int, int]:
        """What was given, in the order of ``CRITERIA``."""
        return self.innovation, self.effect, self.transferability


class CaseOfYearQuerySet(models.QuerySet["CaseOfYear"]):
    def visible_to(self, user: User) -> Self:
        """Those of cases that the person may see."""
        return self.filter(case__in=CaseStudy.objects.visible_to(user).values("pk"))

    def standing(self) -> Self:
        """Those whose choice nobody has taken back."""
        return self.filter(withdrawn_at=None)


class CaseOfYear(models.Model):
    """年度典型案例: a case that an administrator has chosen, and why. A choice taken back keeps its row."""

    case = models.OneToOneField(
        CaseStudy, on_delete=models.CASCADE, related_name="of_year", verbose_name=_("case study")
    )
    guidance = models.ForeignKey(
        Guidance, on_delete=models.CASCADE, related_name="cases_of_year", verbose_name=_("guidance")
    )
    reason = models.CharField(_("reason"), max_length=LONGEST_REMARK)
    chosen_at = models.DateTimeField(_("chosen at"), editable=False)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("chosen by")
    )
    withdrawn_at = moment(_("taken back at"))
    withdrawn_by = person(_("taken back by"))

    objects = CaseOfYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("case of the year")
        verbose_name_plural = _("cases of the year")
        ordering = ["guidance", "chosen_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_reason_given",
                condition=~Q(reason=""),
                violation_error_message=_("Say why the case is chosen."),
            ),
            pair("withdrawn"),
        ]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def is_standing(self) -> bool:
        return self.withdrawn_at is None
