"""Evidence at the lines of a filing: attaching, removing, putting back, and giving it out."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.answers import UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.permissions import Permission
from tasks.access import filing_for, may, signed_in
from tasks.actions import remove_evidence, restore_evidence
from tasks.actions.evidence import Attached, receive_evidence
from tasks.actions.hand_over import HAND_OVER_ENDED
from tasks.errors import ActionRefused
from tasks.evidence import BY_MEDIA_TYPE, cleaned_name
from tasks.evidence.kinds import PDF
from tasks.lines.kinds import LINE_KINDS, LineKind
from tasks.models import Evidence, Filing
from tasks.models.evidence import EvidenceQuerySet
from texts.outgoing.file_names import content_disposition


@dataclass(frozen=True, slots=True)
class Upload:
    """What became of one file that was sent: attached, or refused with a sentence."""

    name: str
    sentence: str
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """The line whose evidence an address names."""

    filing: Filing
    kind: LineKind[Any]
    subject_id: int
    subject: str

    @property
    def line_url(self) -> str:
        return reverse("tasks:line-edit", args=[self.filing.pk, self.kind.key, self.subject_id])


def place_for(request: HttpRequest, pk: int, kind: str, subject: int) -> Place:
    """A line that the person may edit; 404 where the filing has no such line."""
    filing = filing_for(request, pk, Permission.EDIT_FILING)
    if kind not in LINE_KINDS:
        raise Http404
    line = LINE_KINDS[kind].line_of(filing, subject)
    if line is None:
        raise Http404
    return Place(filing, LINE_KINDS[kind], subject, LINE_KINDS[kind].subject(line))


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_add(request: HttpRequest, pk: int, kind: str, subject: int) -> HttpResponse:
    """Attach the files that were sent, each for itself: one that is refused holds up none of the others."""
    place = place_for(request, pk, kind, subject)
    if request.method != "POST":
        return evidence_page(request, place, [])
    sent = request.FILES.getlist("files")
    uploads = [attach(request, place, file) for file in sent]
    is_ended = tell_of_ended_hand_over(request, place.filing)
    if not sent:
        uploads = [Upload("", _("Choose the files first."), is_refused=True)]
    if request.headers.get("HX-Request") or any(upload.is_refused for upload in uploads):
        return evidence_page(request, place, uploads, is_hand_over_ended=is_ended)
    for upload in uploads:
        messages.success(
            request, f"{upload.name}{pgettext('between a subject and a sentence', ': ')}{upload.sentence}"
        )
    return redirect(f"{place.line_url}#evidence")


def attach(request: HttpRequest, place: Place, file: UploadedFile[Any]) -> Upload:
    """Attach one file and say in a sentence what became of it."""
    name = cleaned_name(file.name or "")
    try:
        attached = receive_evidence(
            filing=place.filing,
            kind=place.kind,
            subject_id=place.subject_id,
            upload=file,
            by=signed_in(request),
            at=moment_of(request),
        )
    except ActionRefused as refusal:
        return Upload(name, str(refusal), is_refused=True)
    return Upload(name, said_of(attached))


def said_of(attached: Attached) -> str:
    """What became of a file that was taken."""
    if attached.was_there:
        return _("It is here already, as “%(name)s”; nothing was changed.") % {"name": attached.evidence.name}
    if attached.elsewhere:
        return ngettext(
            "Attached. %(count)s other line of this filing has the same file.",
            "Attached. %(count)s other lines of this filing have the same file.",
            len(attached.elsewhere),
        ) % {"count": len(attached.elsewhere)}
    return _("Attached.")


def tell_of_ended_hand_over(request: HttpRequest, filing: Filing) -> bool:
    """Whether a filing that was handed over when it was read no longer is, because its evidence has changed;
    without a script a message says so (one query, none where it was not handed over)."""
    is_ended = filing.is_handed_over and not Filing.objects.get(pk=filing.pk).is_handed_over
    if is_ended and not request.headers.get("HX-Request"):
        messages.warning(request, HAND_OVER_ENDED)
    return is_ended


def evidence_page(
    request: HttpRequest, place: Place, uploads: list[Upload], *, is_hand_over_ended: bool = False
) -> HttpResponse:
    """The files at a line as they stand now, with what became of those just sent; for a script only these."""
    context = {
        "filing": place.filing,
        "subject": place.subject,
        "kind_key": place.kind.key,
        "subject_id": place.subject_id,
        "uploads": uploads,
        "is_hand_over_ended": is_hand_over_ended,
    }
    status = UNPROCESSABLE if any(upload.is_refused for upload in uploads) else 200
    if request.headers.get("HX-Request"):
        return render(
            request, "tasks/evidence_files.html", context | files_now(place.filing, place), status=status
        )
    return render(request, "tasks/evidence_page.html", context, status=status)


def files_now(filing: Filing, place: "Place | Evidence") -> dict[str, Any]:
    """The files at one line, read now."""
    key = place.kind.key if isinstance(place, Place) else place.kind
    files = Evidence.objects.standing().at_line(filing, key, place.subject_id)
    return {"files": list(files.select_related("uploaded_by")), "may_edit": filing.is_in_draft}


def evidence_to_change(request: HttpRequest, pk: int) -> Evidence:
    """Evidence in scope at a filing that the person may edit; 403 where they may only see it."""
    evidence = get_object_or_404(visible(request).select_related("filing__period"), pk=pk)
    if not may(signed_in(request), Permission.EDIT_FILING, evidence.filing):
        raise PermissionDenied(_("Your role does not allow this here. Ask the administrator if it should."))
    return evidence


def visible(request: HttpRequest) -> EvidenceQuerySet:
    """The evidence that the person may see (design R18)."""
    return Evidence.objects.visible_to(signed_in(request)).select_related(
        "filing__organization", "filing__reports_to"
    )


@require_POST
def evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file away; what the page shows next offers to put it back."""
    evidence = evidence_to_change(request, pk)
    filing = evidence.filing
    try:
        removed = remove_evidence(evidence=evidence, by=signed_in(request), at=moment_of(request))
    except ActionRefused as refusal:
        return refused(request, evidence, refusal)
    is_ended = tell_of_ended_hand_over(request, filing)
    return changed(request, removed, removed=removed, is_ended=is_ended)


@require_POST
def evidence_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a removed file back."""
    evidence = evidence_to_change(request, pk)
    filing = evidence.filing
    try:
        restored = restore_evidence(evidence=evidence, by=signed_in(request), at=moment_of(request))
    except ActionRefused as refusal:
        return refused(request, evidence, refusal)
    return changed(request, restored, is_ended=tell_of_ended_hand_over(request, filing))


def changed(
    request: HttpRequest, evidence: Evidence, removed: Evidence | None = None, *, is_ended: bool = False
) -> HttpResponse:
    """The files as they stand now; without a script the line's page."""
    if request.headers.get("HX-Request"):
        context = files_now(evidence.filing, evidence) | {"filing": evidence.filing, "removed": removed}
        context["is_hand_over_ended"] = is_ended
        return render(request, "tasks/evidence_files.html", context)
    query = f"?removed={removed.pk}" if removed else ""
    return redirect(f"{line_url(evidence)}{query}#evidence")


def refused(request: HttpRequest, evidence: Evidence, refusal: ActionRefused) -> HttpResponse:
    """The files as they stand, with the reason why nothing was changed."""
    if request.headers.get("HX-Request"):
        upload = Upload(evidence.name, str(refusal), is_refused=True)
        context = files_now(evidence.filing, evidence) | {"filing": evidence.filing, "uploads": [upload]}
        return render(request, "tasks/evidence_files.html", context, status=UNPROCESSABLE)
    messages.error(request, str(refusal))
    return redirect("tasks:filing-detail", evidence.filing_id)


def line_url(evidence: Evidence) -> str:
    return reverse("tasks:line-edit", args=[evidence.filing_id, evidence.kind, evidence.subject_id])


@require_safe
def evidence_download(request: HttpRequest, pk: int, name: str) -> FileResponse:  # noqa: ARG001 (for people to read)
    """Give out a file, streamed from wherever the storage keeps it; 404 outside the scope.

    ``?inline=1`` shows pictures and PDFs within the browser. The type is what the content was recognised as,
    and the browser may not guess another one. The sandbox keeps a file from acting as a page of the portal;
    browsers show no PDF in a sandbox, and run no script of it in the portal's name.
    """
    evidence = get_object_or_404(Evidence.objects.given_out_to(signed_in(request)), pk=pk)
    kind = BY_MEDIA_TYPE.get(evidence.media_type)
    is_inline = bool(request.GET.get("inline")) and kind is not None and kind.is_shown
    try:
        content = evidence.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404(_("The file is missing in the storage. Ask the administrator.")) from missing
    response = FileResponse(content, filename=evidence.name, content_type=evidence.media_type)
    response["Content-Disposition"] = content_disposition(evidence.name, is_inline=is_inline)
    sandbox = "" if is_inline and kind is PDF else "sandbox; "
    response["Content-Security-Policy"] = f"{sandbox}default-src 'none'; frame-ancestors 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
