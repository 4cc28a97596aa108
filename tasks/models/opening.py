"""How far the filings of a guidance are opened, where there are too many for one moment."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tasks.models.guidance import Guidance


class FilingOpening(models.Model):
    """Filings that are being opened batch by batch, organization after organization in the order of the tree.

    An organization gets its filings of all ``periods``, named by id, at the same moment. ``done`` of
    ``organizations`` have had their turn; ``reached`` is the path of the last one. A plan that is amended
    meanwhile begins anew with it.
    """

    guidance = models.OneToOneField(
        Guidance, on_delete=models.CASCADE, related_name="opening", verbose_name=_("guidance")
    )
    periods = models.JSONField(_("periods"), default=list)
    organizations = models.PositiveIntegerField(_("organizations in all"))
    done = models.PositiveIntegerField(_("organizations done"), default=0)
    reached = models.CharField(_("place in the tree"), max_length=255, blank=True)
    is_finished = models.BooleanField(_("finished"), default=False)

    class Meta:
        verbose_name = _("opening of filings")
        verbose_name_plural = _("openings of filings")
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_done_of_all",
                condition=Q(done__lte=F("organizations")),
                violation_error_message=_("No more organizations are done than there are."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guidance} · {self.done} / {self.organizations}"

    @property
    def percent(self) -> int:
        return 100 * self.done // max(self.organizations, 1)
