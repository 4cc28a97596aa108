"""What is measured, year after year."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

PLACES = 6


class Indicator(models.Model):
    """指标: what is measured, its unit, and how it combines over organizations and over periods (design R8).

    ``form`` says what a filer enters: a value, or numerator and denominator. A ``RATIO`` is their quotient;
    a ``GROWTH`` is how much the numerator (this year) exceeds the denominator (the year before). Both are
    shown in the indicator's unit, times ``scale`` (100 for percent).
    """

    class Form(models.TextChoices):
        VALUE = "value", _("Value")
        RATIO = "ratio", _("Ratio")
        GROWTH = "growth", _("Growth")

    class OverOrganizations(models.TextChoices):
        SUM = "sum", _("Sum")
        WEIGHTED_MEAN = "weighted_mean", _("Sum of numerators by sum of denominators")
        MIN = "min", _("Smallest")
        MAX = "max", _("Largest")
        NONE = "none", _("As the responsible department reports it")

    class OverPeriods(models.TextChoices):
        SUM = "sum", _("Sum of the increments")
        LATEST = "latest", _("Latest level")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("indicator name"), max_length=80)
    english_name = models.CharField(_("English name"), max_length=120)
    definition = models.TextField(_("definition"), blank=True)
    english_definition = models.TextField(_("English definition"), blank=True)
    verification = models.TextField(
        _("means of verification"),
        blank=True,
        help_text=_("By which records or files the number can be checked."),
    )
    english_verification = models.TextField(_("English means of verification"), blank=True)
    form = models.CharField(_("form"), max_length=10, choices=Form, default=Form.VALUE)
    unit = models.CharField(_("unit"), max_length=20)
    english_unit = models.CharField(_("English unit"), max_length=20)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=1)
    scale = models.PositiveIntegerField(_("scale"), default=1)
    numerator_name = models.CharField(_("numerator"), max_length=80, blank=True)
    denominator_name = models.CharField(_("denominator"), max_length=80, blank=True)
    english_numerator_name = models.CharField(_("English numerator"), max_length=120, blank=True)
    english_denominator_name = models.CharField(_("English denominator"), max_length=120, blank=True)
    over_organizations = models.CharField(_("over organizations"), max_length=15, choices=OverOrganizations)
    over_periods = models.CharField(_("over periods"), max_length=10, choices=OverPeriods)
    never_falls = models.BooleanField(
        _("never falls"),
        default=False,
        help_text=_("A running total: within a year no period may report less than the one before."),
    )
    # Set once a guidance in force has a goal for it (targets.indicator_meaning); the database then refuses
    # another meaning.
    is_fixed = models.BooleanField(_("meaning fixed"), default=False, editable=False)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_decimals_fit",
                condition=Q(decimals__lte=PLACES),
                violation_error_message=_("At most six decimals."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_scale_positive",
                condition=Q(scale__gte=1),
                violation_error_message=_("The scale is at least 1."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ratio_is_weighted",
                condition=Q(form="value") | Q(over_organizations__in=["weighted_mean", "none"]),
                violation_error_message=_("A ratio combines as sum of numerators by sum of denominators."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_mean_needs_ratio",
                condition=~Q(form="value") | ~Q(over_organizations="weighted_mean"),
                violation_error_message=_("A weighted mean needs numerator and denominator."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_running_total_is_a_level",
                condition=Q(never_falls=False) | Q(over_periods="latest"),
                violation_error_message=_("Only a level can never fall; increments go up and down."),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def _localized(self, field: str) -> str:
        english = str(getattr(self, f"english_{field}"))
        return english if get_language() == "en" and english else str(getattr(self, field))

    @property
    def display_name(self) -> str:
        return self._localized("name")

    @property
    def display_definition(self) -> str:
        return self._localized("definition")

    @property
    def display_verification(self) -> str:
        return self._localized("verification")

    @property
    def display_unit(self) -> str:
        return self._localized("unit")

    @property
    def display_numerator_name(self) -> str:
        return self._localized("numerator_name")

    @property
    def display_denominator_name(self) -> str:
        return self._localized("denominator_name")

    @property
    def has_two_numbers(self) -> bool:
        """Whether a filer enters numerator and denominator instead of a value."""
        return self.form != self.Form.VALUE

    @property
    def quantum(self) -> Decimal:
        """The step to which values are rounded for display."""
        return Decimal(1).scaleb(-self.decimals)
