"""Records as workbooks: taken away, brought back, looked at, taken over."""

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from typing import Any, cast

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.errors import ActionRefused
from organizations.models import ReceivedRecords, User
from organizations.record_kinds.jobs import work_on_records
from organizations.record_kinds.kind import RecordAct, RecordKind
from organizations.record_kinds.page_forms import BringRecordsForm, TakeOverRecordsForm, field_of
from organizations.record_kinds.preview_words import preview_of
from organizations.record_kinds.received import (
    changes_of,
    discard_records,
    done,
    is_found_wanting,
    is_too_long_to_mark,
    receive_records,
    take_over_records,
)
from organizations.record_kinds.record_progress import progress_of
from organizations.record_kinds.record_work import is_for_worker, order_taking_over
from organizations.record_kinds.registered import kind_of, kinds_for
from spreadsheets.incoming.values import NotReadable
from spreadsheets.records.comparison import RecordChange
from spreadsheets.records.writing import MEDIA_TYPE, write_records
from texts.file_names import file_name
from texts.outgoing.file_names import content_disposition

# A workbook beyond this is written to disk while it is made.
MOST_IN_MEMORY = 4 << 20


def signed_in(request: HttpRequest) -> User:
    return cast("User", request.user)


def kind_for(request: HttpRequest, key: str) -> RecordKind:
    """A kind that the person may take away and bring back; 404 for any other."""
    kind = kind_of(key)
    if kind is None or not kind.is_for(signed_in(request)):
        raise Http404
    return kind


def act_of(request: HttpRequest, reason: str = "") -> RecordAct:
    return RecordAct(
        signed_in(request), moment_of(request), reason, source=get_adapter().get_client_ip(request) or ""
    )


@require_safe
def record_kinds(request: HttpRequest) -> HttpResponse:
    """What the person may edit as a workbook; 404 for who may edit nothing so."""
    kinds = kinds_for(signed_in(request))
    if not kinds:
        raise Http404
    return render(request, "organizations/record_kinds.html", {"kinds": kinds})


@require_http_methods(["GET", "HEAD", "POST"])
def record_kind(request: HttpRequest, key: str) -> HttpResponse:
    """Take the records of a kind away, and bring them back; what they would change is shown next, of a large
    file once the worker has read it."""
    kind = kind_for(request, key)
    if request.method != "POST":
        return kind_page(request, kind, BringRecordsForm())
    form = BringRecordsForm(request.POST, request.FILES)
    if form.is_valid() and (received := brought(request, kind, form)):
        return redirect("records:check", key, received.pk)
    return kind_page(request, kind, form, status=UNPROCESSABLE)


def kind_page(
    request: HttpRequest,
    kind: RecordKind,
    form: BringRecordsForm,
    *,
    narrowing: Any = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "kind": kind,
        "form": form,
        "narrowing": narrowing if narrowing is not None else kind.narrowing(None),
        "earlier": ReceivedRecords.objects.of(signed_in(request), kind.key).defer("rows", "changes"),
        "takes_new": kind.layout().takes_new,
    }
    return render(request, "organizations/record_kind.html", context, status=status)


def brought(request: HttpRequest, kind: RecordKind, form: BringRecordsForm) -> ReceivedRecords | None:
    """The file, kept, and read and tried or left to the worker; without one the form says at its field why
    it cannot be read."""
    file = form.cleaned_data["file"]
    name = file_name(file.name or "", unnamed=str(kind.title))
    try:
        received = receive_records(kind=kind, content=file.read(), name=name, act=act_of(request))
    except (NotReadable, ActionRefused) as refusal:
        form.add_error("file", str(refusal))
        return None
    if received.is_under_way:
        work_on_records.enqueue(received.pk)
    return received


@require_safe
def record_workbook(request: HttpRequest, key: str) -> HttpResponseBase:
    """The records of a kind as a workbook to edit, narrowed down as the address says."""
    kind = kind_for(request, key)
    narrowing = kind.narrowing(request.GET)
    if narrowing is not None and not narrowing.is_valid():
        return kind_page(request, kind, BringRecordsForm(), narrowing=narrowing, status=UNPROCESSABLE)
    at = moment_of(request)
    name = f"{kind.title}-{localtime(at):%Y%m%d-%H%M}.xlsx"
    headers = {"Content-Disposition": content_disposition(name)}
    if request.method == "HEAD":
        return HttpResponse(content_type=MEDIA_TYPE, headers=headers)
    asked: Mapping[str, Any] = narrowing.cleaned_data if narrowing is not None else {}
    records, facts = kind.narrowed(signed_in(request), asked)
    file = tempfile.SpooledTemporaryFile(max_size=MOST_IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    write_records(cast("Any", file), kind.layout(), records, facts=facts, at=at)
    file.seek(0)
    return FileResponse(cast("Any", file), content_type=MEDIA_TYPE, headers=headers)


# --- What a file would change -------------------------------------------------------------------------
def received_for(request: HttpRequest, key: str, pk: int) -> tuple[RecordKind, ReceivedRecords]:
    """A file that the person brought for a kind; 404 for anybody else's."""
    kind = kind_for(request, key)
    return kind, get_object_or_404(ReceivedRecords.objects.of(signed_in(request), key), pk=pk)


def mark_of_shown(changes: Sequence[Any]) -> str:
    """By which a page says what it has shown."""
    return hashlib.sha256(json.dumps(changes, sort_keys=True).encode()).hexdigest()


def form_of(kind: RecordKind, received: ReceivedRecords, data: Any = None) -> TakeOverRecordsForm:
    return TakeOverRecordsForm(
        data,
        changes=changes_of(received),
        shown=mark_of_shown(received.changes),
        asks_reason=kind.asks_reason,
        decided=received.order,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def record_check(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """What a file would change, row by row, or how far the worker is with it; a POST takes it over."""
    kind, received = received_for(request, key, pk)
    if received.is_under_way or received.state == ReceivedRecords.State.REFUSED:
        return progress_page(request, kind, received)
    if getattr(request, "htmx", False):
        # The bar has come to its end; what the file comes to is a page of its own.
        return HttpResponseClientRefresh()
    if request.method != "POST" or received.is_applied:
        form = form_of(kind, received)
        return check_page(request, kind, received, form, refusal=received.problem)
    form = form_of(kind, received, request.POST)
    if not form.is_valid():
        return check_page(request, kind, received, form, status=UNPROCESSABLE)
    if form.cleaned_data["shown"] != mark_of_shown(received.changes):
        refusal = _("Nothing was taken over: what the file comes to has changed. Look at it again.")
        return check_page(request, kind, received, form_of(kind, received), refusal=refusal, status=CONFLICT)
    return take(request, kind, received, form)


def take(
    request: HttpRequest, kind: RecordKind, received: ReceivedRecords, form: TakeOverRecordsForm
) -> HttpResponse:
    """Take a file over as the valid form says: here and now, or by the worker."""
    act = act_of(request, form.why)
    if is_for_worker(kind, received):
        if order_taking_over(received=received, choice=form.choice, act=act):
            work_on_records.enqueue(received.pk)
        return redirect("records:check", kind.key, received.pk)
    try:
        changes = take_over_records(received=received, kind=kind, choice=form.choice, act=act)
    except ActionRefused as refusal:
        again = ReceivedRecords.objects.filter(pk=received.pk).first()
        if again is None:
            messages.error(request, str(refusal))
            return redirect("records:kind", kind.key)
        data = request.POST.copy()
        data["shown"] = mark_of_shown(again.changes)
        kept = form_of(kind, again, data)
        return check_page(request, kind, again, kept, refusal=str(refusal), status=CONFLICT)
    return taken_over(request, kind, received, changes, act)


def progress_page(request: HttpRequest, kind: RecordKind, received: ReceivedRecords) -> HttpResponse:
    """How far the worker is with a file; the part that changes alone when htmx asks."""
    progress = progress_of(received, at=moment_of(request))
    context = {"kind": kind, "received": received, "progress": progress}
    is_part = bool(getattr(request, "htmx", False))
    page = "organizations/records_state.html" if is_part else "organizations/records_progress.html"
    return render(request, page, context)


@require_POST
def record_go_on(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Let go on what broke off."""
    _kind, received = received_for(request, key, pk)
    if progress_of(received, at=moment_of(request)).is_lost:
        work_on_records.enqueue(received.pk)
        messages.success(request, _("It goes on."))
    return redirect("records:check", key, pk)


def taken_over(
    request: HttpRequest,
    kind: RecordKind,
    received: ReceivedRecords,
    changes: Sequence[RecordChange],
    act: RecordAct,
) -> HttpResponse:
    """What was done; what is shown once stands on this answer and nowhere else."""
    count = len(done(changes))
    said = ngettext("%(count)d row was taken over.", "%(count)d rows were taken over.", count)
    messages.success(request, said % {"count": count} if count else _("Nothing has changed."))
    if not act.handed_out:
        return redirect("records:check", kind.key, received.pk)
    context = {"kind": kind, "received": received, "handed_out": act.handed_out}
    response = render(request, "organizations/records_handed_out.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def check_page(
    request: HttpRequest,
    kind: RecordKind,
    received: ReceivedRecords,
    form: TakeOverRecordsForm,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    changes = changes_of(received)
    remarks = [] if received.is_applied else kind.remarks(signed_in(request), changes)
    preview = preview_of(kind, changes, [*received.cautions, *remarks], received.untouched)
    conflicts = [
        (row, form[field_of(change)]) for row, change in zip(preview.conflicts, form.conflicts, strict=True)
    ]
    context = {
        "kind": kind,
        "received": received,
        "preview": preview,
        "form": form,
        "conflicts": conflicts,
        "gives_back": is_found_wanting(received, changes),
        "is_too_long": is_too_long_to_mark(received, changes),
        "refusal": refusal,
    }
    return render(request, "organizations/records_check.html", context, status=status)


@require_POST
def record_discard(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Let a file go that was not taken over, also while it is read."""
    _kind, received = received_for(request, key, pk)
    try:
        discard_records(received=received, at=moment_of(request))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("records:check", key, pk)
    messages.success(request, _("The file was let go; nothing has changed."))
    return redirect("records:kind", key)
