"""What the first page says before the report: that it is not frozen, and what a reader has to know of it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.composition.cell_texts import beginning_of
from reports.composition.days import long_moment
from reports.composition.manuscript import Manuscript
from reports.composition.spacing import printed
from tasks.models import Filing


def standing(manuscript: Manuscript) -> str:
    """未定稿 with the moment of what it tells; "" of a frozen report."""
    head = manuscript.occasion.head
    if head.is_frozen:
        return ""
    return printed(_("Not final: as of %(moment)s") % {"moment": long_moment(head.day, head.as_of)})


def notices(manuscript: Manuscript) -> list[str]:
    """In the order of their weight. Read last, when every text has passed the gate."""
    return [printed(notice) for notice in noticed(manuscript)]


def noticed(manuscript: Manuscript) -> Iterator[str]:
    head = manuscript.occasion.head
    if head.is_sample:
        yield _("Sample data: people, filings and figures are made up.")
    if head.replaces is not None:
        words = {"before": head.replaces.version, "sha256": beginning_of(head.replaces.sha256)}
        yield _("This replaces version %(before)d (SHA-256 %(sha256)s…).") % words
    last = manuscript.periods[-1] if manuscript.periods else None
    if last is not None and last.state != Filing.Status.APPROVED:
        yield _("The filing “%(period)s” is not approved.") % {"period": manuscript.said(last.name)}
    if head.with_submitted:
        yield _("Filings that wait for approval are among this, marked; official figures leave them out.")
    if manuscript.gate.notice:
        yield manuscript.gate.notice
