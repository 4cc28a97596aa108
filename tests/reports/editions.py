"""A text of the province's report, and what people do with it."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from django.utils import timezone

from organizations.models import Organization, User
from reports.actions import begin_edition, change_edition, hand_on_text, return_text
from reports.actions.edition import NO_PAGE, Basis
from reports.edited_text import text_of
from reports.editing import moves
from reports.editing.parts import standing
from reports.models import AnnualReport, Edition, EditionChange, ReportContent, ReturnedText
from reports.word_copies.content import Item, Returned
from tasks.actions.line_saving import Sending
from tests.reports.frozen import frozen_report
from tests.world import World


def edition_of(world: World, organization: Organization | None = None) -> Edition:
    """The text that the filer has begun of an organization's frozen report (the province's)."""
    report = frozen_report(world, organization)
    return begin_edition(
        guidance=world.guidance, organization=report.organization, by=world.filer, at=timezone.now()
    )


def first_paragraph(edition: Edition) -> int:
    """The number of the first paragraph that stands."""
    return next(part.number for part in standing(text_of(edition)) if part.is_paragraph)


def reword(
    edition: Edition,
    number: int,
    words: str,
    *,
    by: User,
    version: int | None = 1,
    sending: Sending = NO_PAGE,
    later: dt.timedelta = dt.timedelta(0),
) -> None:
    """Word one part, read in ``version``; None is the one that stands. ``later`` than now it may happen."""
    read = edition.parts.get(number=number).version if version is None else version
    change_edition(
        edition=edition.pk,
        kind=EditionChange.Kind.REWORDED,
        move=partial(moves.reworded, number=number, words=words),
        basis=Basis(number, read),
        by=by,
        at=timezone.now() + later,
        sending=sending,
    )


def handed_on(world: World, edition: Edition, countersigners: Sequence[Organization] = ()) -> None:
    """Hand a text on as it stands, by the filer."""
    read = Edition.objects.get(pk=edition.pk).version
    hand_on_text(
        edition=edition.pk, seen=read, by=world.filer, at=timezone.now(), countersigners=countersigners
    )


def returned(edition: Edition, number: int, words: str = "带回的话。") -> Returned:
    """A file in which one part is worded otherwise and a paragraph is new at the end."""
    items = [
        Item(part.number, words if part.number == number else None) for part in standing(text_of(edition))
    ]
    return Returned(edition.version, (*items, Item(None, "新的一段。")))


def came_back(world: World, edition: Edition, replaces: int | None = None) -> ReturnedText:
    """Such a file, brought back by the filer."""
    return return_text(
        edition=edition.pk,
        returned=returned(edition, first_paragraph(edition)),
        file_name="文稿.docx",
        sha256="0" * 64,
        replaces=replaces,
        by=world.filer,
        at=timezone.now(),
    )


def said_again(edition: Edition) -> AnnualReport:
    """A later version, composed of other filings, that reads as the one that a text began from."""
    base = edition.base
    newer = AnnualReport.objects.create(
        guidance=base.guidance,
        organization=base.organization,
        version=base.version + 1,
        replaces=base,
        filing=base.filing,
        filing_version=base.filing_version,
        size=base.size,
        sha256=base.sha256,
        sm3=base.sm3,
        substance="f" * 64,
        frozen_at=timezone.now(),
        frozen_by=base.frozen_by,
    )
    compressed = ReportContent.objects.get(report=base).compressed
    ReportContent.objects.create(report=newer, compressed=compressed)
    return newer
