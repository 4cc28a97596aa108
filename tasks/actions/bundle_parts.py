"""What the worker notes of a bundle, part after part, so that whoever goes on begins where it stood."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from organizations.models import User
from tasks.actions.hand_over import HAND_OVER_ENDED
from tasks.actions.import_lines import ALL_OR_NOTHING
from tasks.actions.received_workbooks import take_over_workbook, undo_workbook
from tasks.actions.transition import locked
from tasks.bundles.way_in import WayIn, refusal_of, way_in
from tasks.errors import TransitionNotAllowed
from tasks.line_imports.edits import FilingEdits
from tasks.models import BundlePart, Filing, FilingBundle, ReceivedWorkbook

State, PartState = FilingBundle.State, BundlePart.State


@transaction.atomic
def name_filings(*, part: BundlePart, filings: Sequence[int], by: User) -> None:
    """Note of which filings, by id, the file of a part is: a part each, those that follow behind all others.
    Of a filing that the person does not see none is named. Twice changes nothing."""
    part = BundlePart.objects.select_for_update().get(pk=part.pk)
    if part.filing_id is not None or part.state != PartState.WAITING:
        return
    seen = set(Filing.objects.visible_to(by).filter(pk__in=filings).values_list("pk", flat=True))
    last = part.bundle.parts.aggregate(last=Max("number"))["last"]
    for place, filing in enumerate(filings):
        each = part if not place else BundlePart(bundle=part.bundle, member=part.member, name=part.name)
        each.number = part.number if not place else last + place
        each.filing_id = filing if filing in seen else None
        if each.filing_id is None:
            each.state, each.problem = PartState.REFUSED, _("It is of no filing that you see.")
        each.save()


@transaction.atomic
def note_part(*, part: BundlePart, state: str, **values: Any) -> None:
    """Note what became of a part that waited; what was noted meanwhile stays."""
    waiting = BundlePart.objects.filter(pk=part.pk, state__in=BundlePart.UNDER_WAY)
    waiting.update(state=state, **values)


@transaction.atomic
def refuse_same_filing(*, part: BundlePart, problem: str) -> bool:
    """Refuse every part of a bundle on the filing of ``part`` where there are several: nobody knows which one
    counts. Whether there were."""
    same = BundlePart.objects.filter(bundle=part.bundle_id, filing=part.filing_id)
    if same.count() < 2:
        return False
    same.update(
        state=PartState.REFUSED, problem=problem, changed=0, conflicts=0, errors=0, unchanged=0, findings=[]
    )
    return True


@transaction.atomic
def begin_packing(*, bundle: FilingBundle) -> list[BundlePart]:
    """The parts of a file that is made from the beginning, all waiting."""
    bundle.parts.update(state=PartState.WAITING, problem="")
    return list(bundle.parts.order_by("number"))


@transaction.atomic
def finish_part_of_work(*, bundle: FilingBundle, state: str, problem: str = "") -> bool:
    """Note that a bundle is read, taken over or failed; False where that was over already."""
    under_way = FilingBundle.objects.filter(pk=bundle.pk, state__in=FilingBundle.UNFINISHED)
    return bool(under_way.update(state=state, problem=problem))


def keep_packed(*, bundle: FilingBundle, content: bytes, sha256: str) -> None:
    """Keep the file that was made and offer it. It is stored before the transaction begins, and deleted again
    where it is offered already or nobody wants it any more."""
    bundle.file.save(bundle.name, ContentFile(content), save=False)
    try:
        is_offered = offer_packed(bundle, len(content), sha256)
    except BaseException:
        bundle.file.delete(save=False)
        raise
    if not is_offered:
        bundle.file.delete(save=False)


@transaction.atomic
def offer_packed(bundle: FilingBundle, size: int, sha256: str) -> bool:
    under_way = FilingBundle.objects.filter(pk=bundle.pk, state=State.WORKING)
    return bool(under_way.update(state=State.DONE, file=bundle.file.name, size=size, sha256=sha256))


@transaction.atomic
def take_over_part(*, part: BundlePart, edits: FilingEdits, by: User, at: dt.datetime) -> None:
    """Take one filing of a bundle over as it was shown: all of it or nothing, and that with its note. Twice
    changes nothing.

    Raises ``LinesRefused`` where lines have changed since, and ``TransitionNotAllowed`` where the person may
    not bring anything in any more.
    """
    part = BundlePart.objects.select_for_update(of=("self",)).select_related("workbook").get(pk=part.pk)
    if part.state != PartState.QUEUED:
        return
    filing, way = admitted(part, by)
    if part.workbook is None:
        raise TransitionNotAllowed(_("Its file was replaced by another one that you brought, or let go."))
    if part.reading != edits.digest:
        raise TransitionNotAllowed(_("The spreadsheet was mapped otherwise since it was looked at."))
    imported = take_over_workbook(
        workbook=part.workbook,
        edits=edits,
        seen={(kind, subject): version for kind, subject, version in part.seen},
        choice=ALL_OR_NOTHING,
        by=by,
        at=at,
        carrier=carrier_of(filing, way),
    )
    part.state = PartState.DONE
    part.problem = str(HAND_OVER_ENDED) if imported.is_hand_over_ended else ""
    part.save(update_fields=["state", "problem"])


@transaction.atomic
def undo_part(*, part: BundlePart, by: User, at: dt.datetime) -> ReceivedWorkbook:
    """Put back what the lines of one filing said before it was taken over. Twice changes nothing. Raises as
    ``undo_workbook`` does, and where the person may not bring anything in any more."""
    filing, way = admitted(part, by)
    if part.workbook is None:
        raise TransitionNotAllowed(_("There is nothing to undo: the file was let go."))
    return undo_workbook(workbook=part.workbook, by=by, at=at, carrier=carrier_of(filing, way))


def carrier_of(filing: Filing, way: WayIn | None) -> str:
    """The organization whose people carry for the filing's own, as the log names it; "" for these."""
    return filing.reports_to.display_name if way is WayIn.CARRIED else ""


def admitted(part: BundlePart, by: User) -> tuple[Filing, WayIn | None]:
    """The filing of a part, locked, and in what the person brings for it. Raises ``TransitionNotAllowed``."""
    if part.filing is None:
        raise TransitionNotAllowed(_("There is no such filing any more."))
    filing = locked(part.filing)
    way = way_in(by, filing)
    if not filing.is_visible_to(by) or (refusal := refusal_of(way, filing)):
        raise TransitionNotAllowed(refusal_of(None, filing) if way is None else refusal)
    return filing, way
