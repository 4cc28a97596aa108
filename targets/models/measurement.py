"""A filing's line on one target."""

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import User
from targets.models.indicator import PLACES
from targets.models.target import Target
from tasks.models import Filing, FilingLine, Guidance
from tasks.models.filing import told_to
from tasks.models.who_and_when import pair

DIGITS = 20


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def visible_to(self, user: User) -> Self:
        """Measurements of filings in scope and, for a department, those of its targets (design R18); of other
        only what is handed in (design R22)."""
        scope = user.scope
        return self.filter(
            scope.organizations("filing__organization__") | Q(target__responsible__in=scope.departments),
            told_to(user, "filing__"),
            filing__period__guidance__status=Guidance.Status.PUBLISHED,
        )


class Measurement(FilingLine):
    """实际值: a value in the indicator's unit, or numerator and denominator; or a nil return.

    What the numbers mean for the period follows the indicator's ``over_periods``: an increment within the
    period (``SUM``) or the level at its end (``LATEST``) (design R8, R13).
    """

    # Each leads an index of both, so that a line is found by filing and target at once.
    filing = models.ForeignKey(
        Filing,
        on_delete=models.CASCADE,
        related_name="measurements",
        db_index=False,
        verbose_name=_("filing"),
    )
    target = models.ForeignKey(
        Target,
        on_delete=models.PROTECT,
        related_name="measurements",
        db_index=False,
        verbose_name=_("target"),
    )
    value = models.DecimalField(_("value"), max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    numerator = models.DecimalField(
        _("numerator"), max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True
    )
    denominator = models.DecimalField(
        _("denominator"), max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True
    )

    # What its organization is to bring of a goal that is shared out, where that was read along with it.
    share: Decimal | None = None

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["filing", "target__order"]
        indexes = [models.Index(fields=["target", "filing"], name="targets_measurement_by_target")]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "target"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The filing already has a line on this target."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_not_negative",
                condition=(Q(value__isnull=True) | Q(value__gte=0))
                & (Q(numerator__isnull=True) | Q(numerator__gte=0)),
                violation_error_message=_("A reported number is not negative."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_denominator_positive",
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                violation_error_message=_("The denominator must be above 0."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_nil_or_number",
                condition=Q(nil_return=False)
                | Q(value__isnull=True, numerator__isnull=True, denominator__isnull=True),
                violation_error_message=_("Report a number or a nil return, not both."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_value_or_ratio",
                condition=Q(value__isnull=True) | Q(numerator__isnull=True, denominator__isnull=True),
                violation_error_message=_("Report a value, or numerator and denominator, not both."),
            ),
            pair("edited"),
        ]

    def __str__(self) -> str:
        return f"{self.filing} · {self.target}"

    @property
    def subject_id(self) -> int:
        return self.target_id

    @property
    def is_answered(self) -> bool:
        return (
            self.nil_return
            or self.value is not None
            or (self.numerator is not None and self.denominator is not None)
        )
