"""A workbook of records given back with what was found in it."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organizations.models import ReceivedRecords
from organizations.record_kinds.kind import RecordKind
from organizations.record_kinds.received import changes_of, is_found_wanting, is_too_long_to_mark
from organizations.views.records import received_for
from spreadsheets.incoming.values import NotReadable
from spreadsheets.records.comparison import RecordChange
from spreadsheets.records.writing import MEDIA_TYPE
from texts.outgoing.file_names import content_disposition


@require_safe
def record_returned(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The person's own file with what was found in it, in a column to filter by and in comments, all in the
    language in which it was brought; 404 where nothing was found, for one that is no workbook, and for one
    of very many rows."""
    kind, received = received_for(request, key, pk)
    changes = changes_of(received)
    if not is_found_wanting(received, changes) or is_too_long_to_mark(received, changes):
        raise Http404
    with override(received.language or get_language()):
        return answer_with(request, kind, received, changes)


def answer_with(
    request: HttpRequest, kind: RecordKind, received: ReceivedRecords, changes: Sequence[RecordChange]
) -> HttpResponse:
    """The file itself, or back to its page where nothing can be added to it."""
    from organizations.record_kinds.returned_records import (  # noqa: PLC0415 (loaded once one is made)
        returned_records,
    )

    name = _("%(name)s (checked)") % {"name": received.name.rpartition(".")[0]}
    headers = {"Content-Disposition": content_disposition(f"{name}.xlsx")}
    if request.method == "HEAD":
        return HttpResponse(content_type=MEDIA_TYPE, headers=headers)
    with received.file.open("rb") as file:
        content = file.read()
    try:
        marked = returned_records(kind, content, received.name, changes)
    except NotReadable as refusal:
        messages.error(request, str(refusal))
        return redirect("records:check", kind.key, received.pk)
    return HttpResponse(marked, content_type=MEDIA_TYPE, headers=headers)
