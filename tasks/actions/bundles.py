"""The workbooks of many filings: asked for, brought, ordered to be taken over, let go (decision 0068)."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organizations.models import User
from tasks.actions.received_workbooks import let_go
from tasks.errors import TransitionNotAllowed
from tasks.models import BundlePart, FilingBundle, ReceivedWorkbook

State, PartState = FilingBundle.State, BundlePart.State


class BroughtFile(NamedTuple):
    """A file of what was brought: its place in the package, its name, and what keeps it from being read."""

    member: int
    name: str
    problem: str = ""


@transaction.atomic
def request_bundle(
    *, filings: Sequence[int], form: str, name: str, language: str, by: User, at: dt.datetime
) -> FilingBundle:
    """Ask for the workbooks of filings, by id, in one file called ``name``; what was kept long enough
    goes."""
    drop(FilingBundle.objects.outdated(at=at))
    bundle = FilingBundle.objects.create(
        purpose=FilingBundle.Purpose.TAKE,
        form=form,
        name=name,
        language=language,
        requested_by=by,
        requested_at=at,
    )
    BundlePart.objects.bulk_create(
        BundlePart(bundle=bundle, number=number, filing_id=filing)
        for number, filing in enumerate(filings, start=1)
    )
    return bundle


def receive_bundle(
    *, content: bytes, name: str, files: Sequence[BroughtFile], language: str, by: User, at: dt.datetime
) -> FilingBundle:
    """Keep a package, or one workbook of many filings, that is to be read; what was kept long enough goes.

    It is stored before the transaction begins and deleted again where that fails, so that no row names a file
    that is not there.
    """
    bundle = FilingBundle(
        purpose=FilingBundle.Purpose.BRING,
        name=name,
        language=language,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        requested_by=by,
        requested_at=at,
    )
    bundle.file.save(name, ContentFile(content), save=False)
    try:
        keep_bundle(bundle, files, at)
    except BaseException:
        bundle.file.delete(save=False)
        raise
    return bundle


@transaction.atomic
def keep_bundle(bundle: FilingBundle, files: Sequence[BroughtFile], at: dt.datetime) -> None:
    """Write the rows of a stored file, a part for each file in it."""
    drop(FilingBundle.objects.outdated(at=at))
    bundle.save()
    BundlePart.objects.bulk_create(
        BundlePart(
            bundle=bundle,
            number=number,
            member=file.member,
            name=file.name,
            problem=file.problem,
            state=PartState.REFUSED if file.problem else PartState.WAITING,
        )
        for number, file in enumerate(files, start=1)
    )


@transaction.atomic
def order_taking_over(*, bundle: FilingBundle, by: User, at: dt.datetime) -> FilingBundle:
    """Let all that can be taken over be taken over, as it was shown; the rest is left. Twice changes nothing.

    Raises ``TransitionNotAllowed`` where nothing can be, where it is still being read, and for a file that
    was kept too long.
    """
    bundle = locked_bundle(bundle, by)
    if bundle.state in {State.TAKING, State.DONE}:
        return bundle
    if bundle.state != State.READ or FilingBundle.objects.outdated(at=at).filter(pk=bundle.pk).exists():
        raise TransitionNotAllowed(_("Nothing was taken over: bring the file again."))
    read = [part for part in bundle.parts.all() if part.state == PartState.READ]
    good = [part.pk for part in read if part.is_good]
    if not good:
        raise TransitionNotAllowed(_("Nothing was taken over: no filing can be taken over as it stands."))
    bundle.parts.filter(state=PartState.READ).exclude(pk__in=good).update(state=PartState.LEFT)
    bundle.parts.filter(pk__in=good).update(state=PartState.QUEUED)
    bundle.state = State.TAKING
    bundle.save(update_fields=["state"])
    return bundle


@transaction.atomic
def take_up_bundle(*, bundle: FilingBundle, by: User) -> bool:
    """Let what broke off or failed go on where it stood; False where nothing is to be done any more."""
    bundle = locked_bundle(bundle, by)
    if bundle.state == State.FAILED:
        is_taking = bundle.parts.filter(state=PartState.QUEUED).exists()
        bundle.state, bundle.problem = State.TAKING if is_taking else State.WORKING, ""
        bundle.save(update_fields=["state", "problem"])
    return bundle.is_under_way


@transaction.atomic
def discard_bundle(*, bundle: FilingBundle, by: User, at: dt.datetime) -> None:
    """Let a file go, with what was read of it and not taken over; what was taken over stays. Raises
    ``TransitionNotAllowed`` while it is being taken over."""
    bundle = locked_bundle(bundle, by)
    if bundle.state == State.TAKING:
        raise TransitionNotAllowed(_("It is being taken over. Wait until that is done."))
    let_go(ReceivedWorkbook.objects.waiting().filter(bundle_parts__bundle=bundle, received_by=by))
    drop(FilingBundle.objects.filter(pk=bundle.pk) | FilingBundle.objects.outdated(at=at))


def drop(bundles: QuerySet[FilingBundle]) -> None:
    """Remove rows, and their files once that is certain."""
    rows = list(bundles)
    FilingBundle.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        if row.file:
            transaction.on_commit(partial(row.file.storage.delete, str(row.file.name)), robust=True)


def locked_bundle(bundle: FilingBundle, by: User) -> FilingBundle:
    """The person's bundle as it stands now, locked until the transaction ends."""
    return FilingBundle.objects.select_for_update().of(by).get(pk=bundle.pk)
