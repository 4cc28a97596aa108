"""Asking for an export, cancelling it, and giving it up."""

import datetime as dt
from collections.abc import Collection
from functools import partial

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from background.models import Job
from organizations.models import Organization, User
from reports.exports.leftovers import delete_files
from reports.models import Export, FormKey, as_stated
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance


@transaction.atomic
def request_export(
    *,
    guidance: Guidance,
    organization: Organization,
    forms: Collection[FormKey],
    language: str,
    by: User,
    at: dt.datetime,
    scope: Export.Scope = Export.Scope.ALONE,
    among: str = "",
    with_submitted: bool = False,
) -> Export:
    """Note the wish for a file of reports and queue the job that makes it, both or neither.

    Asking again while the same is being made answers with that one, also where another person asked whose
    exports one sees. One whose job is gone is failed, and a new one begins. Those who ask take turns.
    """
    from reports.jobs import make_export_file  # noqa: PLC0415 (the job calls back here)

    Guidance.objects.select_for_update(no_key=True).only("pk").get(pk=guidance.pk)
    wish = {
        "guidance": guidance,
        "organization": organization,
        "scope": scope,
        "among": among,
        "forms": as_stated(forms),
        "language": language,
        "with_submitted": with_submitted,
    }
    for same in Export.objects.visible_to(by).unfinished().filter(**wish):
        if Job.objects.of(make_export_file, same.pk).unfinished().exists():
            return same
        fail_export(export=same, at=at)
    export = Export.objects.create(requested_at=at, requested_by=by, **wish)
    make_export_file.enqueue(export.pk)
    return export


@transaction.atomic
def cancel_export(*, export: Export, by: User, at: dt.datetime) -> Export:
    """Stop an export that waits or is being made: whoever makes it notices at its next step, and no file is
    left. Cancelling twice changes nothing. Raises ``TransitionNotAllowed`` once it is done or failed."""
    unfinished = Export.objects.unfinished().filter(pk=export.pk)
    is_stopped = unfinished.update(
        status=Export.Status.CANCELLED, cancelled_at=at, cancelled_by=by, stage=None
    )
    export.refresh_from_db()
    if is_stopped:
        transaction.on_commit(partial(delete_files, export, before=export.times_begun + 1))
    elif export.status != Export.Status.CANCELLED:
        raise TransitionNotAllowed(_("This export has ended already; there is nothing left to cancel."))
    return export


@transaction.atomic
def fail_export(*, export: Export, at: dt.datetime) -> None:
    """Say to whoever asked that an unfinished export will not be made, and delete what is left of it."""
    with translation.override(export.language):
        problem = _("The file could not be made. Try again; if it fails again, tell the administrator.")
    unfinished = Export.objects.unfinished().filter(pk=export.pk)
    if unfinished.update(status=Export.Status.FAILED, finished_at=at, problem=problem, stage=None):
        transaction.on_commit(partial(delete_files, export, before=export.times_begun + 1))
