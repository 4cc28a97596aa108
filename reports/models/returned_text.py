"""带回的文稿: what came back of a text from Word, kept until somebody has reviewed it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.models.edition import Edition
from tasks.models.who_and_when import pair, person

LONGEST_FILE_NAME = 255


class ReturnedTextQuerySet(models.QuerySet["ReturnedText"]):
    def waiting(self) -> Self:
        """Those that nobody has reviewed yet: one a text at most."""
        return self.filter(settled_at__isnull=True)


class ReturnedText(models.Model):
    """One file that came back of a text. ``content`` is a ``reports.word_copies.content.Returned``; the file
    itself is not kept, ``sha256`` names it. ``outcome`` is what became of it, empty while it waits."""

    class Outcome(models.TextChoices):
        TAKEN_OVER = "taken_over", _("Taken over")
        LEFT = "left", _("Left")
        REPLACED = "replaced", _("Replaced by a newer file")

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="returned_texts", verbose_name=_("edited text")
    )
    file_name = models.CharField(_("file"), max_length=LONGEST_FILE_NAME)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    content = models.JSONField(_("what came back"))
    returned_at = models.DateTimeField(_("brought back at"), editable=False)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("brought back by"),
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True, editable=False)
    settled_by = person(_("settled by"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)

    objects = ReturnedTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("returned text")
        verbose_name_plural = _("returned texts")
        ordering = ["edition", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(settled_at__isnull=True),
                name="%(app_label)s_%(class)s_one_waiting",
                violation_error_message=_("Another file that was brought back waits to be reviewed."),
            ),
            pair("settled"),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_settled_has_outcome",
                condition=Q(settled_at__isnull=True, outcome="")
                | Q(settled_at__isnull=False, outcome__in=["taken_over", "left", "replaced"]),
                violation_error_message=_("What is settled has its outcome, and nothing else has one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.file_name}"
