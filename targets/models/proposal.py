"""Goals as the reader found them in a document, until they are targets or dropped."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from targets.arithmetic.comparators import CHOICES, STATED, needing
from targets.models.indicator import PLACES, Indicator
from targets.models.left_out import LONGEST_REASON
from targets.models.target import Target
from tasks.models import Guidance, Section


class ProposedGoal(models.Model):
    """目标草案: one goal as read from the text of a draft guidance.

    ``value``, and of a range ``upper_value``, is in ``unit`` as printed; accepting the goal converts it into
    the indicator's unit and makes the ``Target``. ``indicator`` is the proposal of whom it measures, to be
    confirmed.
    """

    guidance = models.ForeignKey(
        Guidance, on_delete=models.CASCADE, related_name="proposed_goals", verbose_name=_("guidance")
    )
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="proposed_goals", verbose_name=_("section")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("clause"))
    name = models.CharField(_("indicator as printed"), max_length=200)
    comparator = models.CharField(_("comparator"), max_length=12, choices=CHOICES)
    value = models.DecimalField(_("goal"), max_digits=20, decimal_places=PLACES, null=True, blank=True)
    upper_value = models.DecimalField(
        _("upper end"), max_digits=20, decimal_places=PLACES, null=True, blank=True
    )
    unit = models.CharField(_("unit as printed"), max_length=20, blank=True)
    indicator = models.ForeignKey(
        Indicator,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposed_goals",
        verbose_name=_("indicator"),
    )
    target = models.OneToOneField(
        Target,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="proposal",
        verbose_name=_("target"),
    )
    is_dropped = models.BooleanField(_("dropped"), default=False)
    reason = models.CharField(
        _("why it is a goal"),
        max_length=LONGEST_REASON,
        blank=True,
        help_text=_("A sentence of the reader; empty for a goal that somebody added."),
    )

    class Meta:
        verbose_name = _("proposed goal")
        verbose_name_plural = _("proposed goals")
        ordering = ["guidance", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "order"],
                name="%(app_label)s_%(class)s_order_once",
                violation_error_message=_("Another proposed goal has this place."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_upper_value_of_a_range",
                condition=Q(upper_value__isnull=True)
                | Q(
                    comparator__in=needing("upper_value"),
                    value__isnull=False,  # a comparison with nothing refuses nothing
                    upper_value__gt=F("value"),
                ),
                violation_error_message=_(
                    "A range needs an upper end above its lower one; other goals have no upper end."
                ),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_target_or_dropped",
                condition=Q(is_dropped=False) | Q(target__isnull=True),
                violation_error_message=_("A goal that became a target is not dropped."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """What is wanted in numbers, as printed, as many as the comparator needs."""
        return tuple(number for name in STATED if (number := getattr(self, name)) is not None)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to say what becomes of it."""
        return self.target_id is None and not self.is_dropped
