"""An indicator's goal in one guidance."""

import datetime as dt
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.rounding import half_up
from targets.arithmetic.comparators import CHOICES, STATED, needing, without
from targets.models.indicator import PLACES, Indicator
from tasks.models import Basis, Guidance, Section


class TargetQuerySet(models.QuerySet["Target"]):
    def published(self) -> Self:
        """Targets of published guidances: the goals are common reading, figures are not."""
        return self.filter(guidance__status=Guidance.Status.PUBLISHED)

    def current(self) -> Self:
        """Targets that no amendment has withdrawn."""
        return self.filter(withdrawn_on=None)

    def reported_by(self, organization: Organization) -> Self:
        """Targets on which ``organization`` files measurements."""
        own = Q(reported_by=Target.ReportedBy.RESPONSIBLE, responsible=organization)
        local = Q(reported_by=Target.ReportedBy.LOCAL_BUREAUS)
        return self.filter(own | local if organization.is_local else own)


class Target(models.Model):
    """目标: what a guidance wants of an indicator by its year end (design R11).

    ``value``, ``upper_value``, ``baseline`` and ``tolerance`` are in the indicator's unit. Of a range
    ``value`` is the lower end; others have no ``upper_value``. ``value`` is absent where the text
    names none (``INCREASE``, ``QUALITATIVE``); ``ALL`` means 100 % of a stated whole.
    """

    class ReportedBy(models.TextChoices):
        RESPONSIBLE = "responsible", _("The responsible department")
        LOCAL_BUREAUS = "local_bureaus", _("Every local bureau")

    guidance = models.ForeignKey(
        Guidance, on_delete=models.CASCADE, related_name="targets", verbose_name=_("guidance")
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="targets", verbose_name=_("indicator")
    )
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="targets", verbose_name=_("section")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("clause"))
    comparator = models.CharField(_("comparator"), max_length=12, choices=CHOICES)
    value = models.DecimalField(_("goal"), max_digits=20, decimal_places=PLACES, null=True, blank=True)
    upper_value = models.DecimalField(
        _("upper end"), max_digits=20, decimal_places=PLACES, null=True, blank=True
    )
    baseline = models.DecimalField(_("baseline"), max_digits=20, decimal_places=PLACES, null=True, blank=True)
    tolerance = models.DecimalField(_("tolerance"), max_digits=20, decimal_places=PLACES, default=0)
    responsible = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="targets", verbose_name=_("responsible")
    )
    basis = models.CharField(_("basis of the responsibility"), max_length=10, choices=Basis)
    reported_by = models.CharField(_("reported by"), max_length=15, choices=ReportedBy)
    withdrawn_on = models.DateField(
        _("withdrawn on"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("From this day nobody is asked about it any more; what was filed stays."),
    )

    milestones: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(
        _("milestones"),
        default=dict,
        blank=True,
        editable=False,
        help_text=_("What is expected by the end of a day, in the indicator's unit, by the day."),
    )

    ranks_shown = models.BooleanField(
        _("ranks are shown"),
        default=False,
        help_text=_(
            "Each organization sees its place among those beside it, by how much of its share is reached."
        ),
    )

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["guidance", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "indicator"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The guidance already has a target for this indicator."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_value_where_needed",
                condition=Q(comparator__in=needing("value"), value__isnull=False)
                | Q(comparator__in=without("value"), value__isnull=True),
                violation_error_message=_("This comparator needs a goal value, or must have none."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_upper_value_where_needed",
                condition=Q(
                    comparator__in=needing("upper_value"),
                    upper_value__isnull=False,  # a comparison with nothing refuses nothing
                    upper_value__gt=F("value"),
                )
                | Q(comparator__in=without("upper_value"), upper_value__isnull=True),
                violation_error_message=_(
                    "A range needs an upper end above its lower one; other goals have no upper end."
                ),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_tolerance_not_negative",
                condition=Q(tolerance__gte=0),
                violation_error_message=_("A tolerance is not negative."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.indicator)

    def is_reported_by(self, organization: Organization) -> bool:
        """Whether ``organization`` files measurements on it: ``reported_by`` without a query."""
        return self.asks(organization.pk, is_local=organization.is_local)

    def asks(self, organization: int, *, is_local: bool) -> bool:
        """``is_reported_by`` for the id of an organization."""
        if self.reported_by == self.ReportedBy.LOCAL_BUREAUS:
            return is_local
        return bool(self.responsible_id == organization)

    @property
    def can_be_shared(self) -> bool:
        """Whether shares of it add up: a sum with a number that local bureaus report. A ratio or a level is
        the same goal for everybody, and of a range that begins at zero there is nothing to share out. Needs
        its indicator."""
        return (
            self.value is not None
            and (self.upper_value is None or self.value > 0)
            and self.indicator.over_organizations == Indicator.OverOrganizations.SUM
            and self.reported_by == self.ReportedBy.LOCAL_BUREAUS
        )

    def part_of(self, share: Decimal) -> Decimal:
        """Which part of the goal one organization's share is: its tolerance and milestones are as large a
        part of the whole's. 0 of a goal of nothing."""
        return share / self.value if self.value else Decimal(0)

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """What is wanted in numbers, as many as the comparator needs."""
        return tuple(number for name in STATED if (number := getattr(self, name)) is not None)

    def numbers_of(self, share: Decimal) -> tuple[Decimal, ...]:
        """The numbers for an organization that has a ``share`` of the first one: the others are as large
        beside it as for the whole."""
        part, step = self.part_of(share), Decimal(1).scaleb(-PLACES)
        return share, *(half_up(number * part, step).normalize() for number in self.numbers[1:])

    @property
    def waypoints(self) -> tuple[tuple[dt.date, Decimal], ...]:
        """The milestones in order: the day by whose end, and what is expected (design R12)."""
        return tuple(
            (dt.date.fromisoformat(day), Decimal(value)) for day, value in sorted(self.milestones.items())
        )

    @property
    def starts_on(self) -> dt.date:
        """First day of the year whose end the goal is meant for."""
        return dt.date(self.guidance.year, 1, 1)

    @property
    def ends_on(self) -> dt.date:
        """Last day of that year."""
        return dt.date(self.guidance.year, 12, 31)
