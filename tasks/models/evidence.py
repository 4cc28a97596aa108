"""Files that prove what a line says."""

import datetime as dt
import secrets
from pathlib import PurePosixPath
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from organizations.calendar import end_of
from organizations.models import AppendOnly, User
from organizations.prepared_queries import PreparedQuery
from tasks.models.filing import Filing, told_to
from tasks.models.guidance import Guidance
from tasks.models.who_and_when import moment, pair, person

LONGEST_NAME = 200


def storage_name(evidence: "Evidence", _name: str) -> str:
    """Where a file is kept: under its filing, by a name that nobody chose and nobody can guess."""
    suffix = PurePosixPath(evidence.name).suffix.lower()[:10]
    return f"evidence/{evidence.filing_id}/{secrets.token_hex(16)}{suffix}"


def at_visible_lines(user: User) -> Q:
    """Restrict to files at saved lines that the person may see, by the rule of each kind of line."""
    from tasks.lines.kinds import LINE_KINDS  # noqa: PLC0415 (the kinds of line stand on the models)

    found = Q(pk__in=[])
    for kind in LINE_KINDS.values():
        place = {"filing": OuterRef("filing"), kind.subject_field: OuterRef("subject_id")}
        found |= Q(Exists(kind.visible_to(user).filter(**place)), kind=kind.key)
    return found


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: User) -> Self:
        """Files of filings in scope and, for a department, those at the lines it sees (design R18); of other
        organizations only what is handed in, or was when it was returned (design R22)."""
        scope = user.scope
        visible = scope.organizations("filing__organization__")
        if scope.departments:
            visible |= at_visible_lines(user)
        told = told_to(user, "filing__") | self.handed_in()
        return self.filter(visible, told, filing__period__guidance__status=Guidance.Status.PUBLISHED)

    def handed_in(self) -> Q:
        """Restrict to files of a returned filing that were there when it was submitted."""
        stood = Q(removed_at=None) | Q(removed_at__gt=F("filing__submitted_at"))
        return stood & Q(filing__status=Filing.Status.RETURNED, uploaded_at__lte=F("filing__submitted_at"))

    def given_out_to(self, user: User) -> Self:
        """Files that the person may open: those that nobody has removed, and of other organizations' returned
        filings those that stood when they were submitted."""
        others = ~Q(filing__organization__in=[held.pk for held in user.organizations_held])
        return self.visible_to(user).filter(Q(removed_at=None) | others & self.handed_in())

    def standing(self) -> Self:
        """Those that nobody has removed."""
        return self.filter(removed_at=None)

    def standing_on(self, day: dt.date | None) -> Self:
        """Those that stood at the end of a day; those that stand now without one."""
        if day is None:
            return self.standing()
        stood = Q(removed_at=None) | Q(removed_at__gte=end_of(day))
        return self.filter(stood, Q(uploaded_at=None) | Q(uploaded_at__lt=end_of(day)))

    def at_line(self, filing: Filing, kind: str, subject_id: int) -> Self:
        return self.filter(filing=filing, kind=kind, subject_id=subject_id)


class Evidence(AppendOnly):
    """佐证材料: a file at one line of a filing. The line is named by its kind and what it answers, because a
    file may come before anything was written.

    A removed file is no longer shown but stays stored: what was submitted refers to it by its SHA-256.
    Append-only but for that.
    """

    CHANGING = ("removed_at", "removed_by_id")

    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("filing")
    )
    kind = models.CharField(_("kind of line"), max_length=20)
    subject_id = models.PositiveBigIntegerField(_("subject"))
    file = models.FileField(_("file"), upload_to=storage_name, max_length=200)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    media_type = models.CharField(_("type"), max_length=100)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    uploaded_at = moment(_("uploaded at"))
    uploaded_by = person(_("uploaded by"))
    removed_at = moment(_("removed at"))
    removed_by = person(_("removed by"))

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["filing", "kind", "subject_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "kind", "subject_id", "sha256"],
                condition=Q(removed_at=None),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This file is at the line already."),
            ),
            pair("uploaded"),
            pair("removed"),
        ]

    def __str__(self) -> str:
        return self.name

    def as_content(self) -> dict[str, Any]:
        """What a snapshot keeps of it."""
        return {"name": self.name, "size": self.size, "sha256": self.sha256}


@PreparedQuery
def standing_evidence(filing: int) -> models.QuerySet[Evidence]:
    """The files of a filing that nobody removed, the oldest first."""
    files = Evidence.objects.filter(filing=filing, removed_at=None)
    return files.select_related("uploaded_by").order_by("pk")
