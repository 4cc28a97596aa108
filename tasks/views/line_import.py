"""A spreadsheet brought for a filing: looked at, taken over, undone, given back with what was found."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.permissions import Permission
from tasks.access import filing_for, signed_in
from tasks.actions.hand_over import HAND_OVER_ENDED
from tasks.actions.import_lines import Imported, LinesRefused
from tasks.actions.received_workbooks import (
    discard_workbook,
    receive_workbook,
    take_over_workbook,
    undo_workbook,
)
from tasks.errors import ActionRefused
from tasks.evidence import cleaned_name
from tasks.file_edits import NotReadable, read_file
from tasks.forms.line_import import BringForm, TakeOverForm
from tasks.line_imports.edits import FilingEdits, Finding
from tasks.line_imports.preview import Preview, closed_in_words, preview_of
from tasks.line_imports.weighing import Outcome
from tasks.models import Filing, OwnSpreadsheet, ReceivedWorkbook
from tasks.own_spreadsheets.filing_files import spreadsheets_for
from texts.outgoing.file_names import content_disposition

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKBOOKS = (".xlsx", ".xlsm")


@require_http_methods(["GET", "HEAD", "POST"])
def filing_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a spreadsheet for a filing; what it would change is shown next, and nothing is changed yet."""
    filing = filing_for(request, pk, Permission.EDIT_FILING)
    if closed_in_words(filing):
        return import_page(request, filing, None, status=CONFLICT if request.method == "POST" else 200)
    if request.method != "POST":
        return import_page(request, filing, BringForm(spreadsheets=own_spreadsheets(filing)))
    form = BringForm(request.POST, request.FILES, spreadsheets=own_spreadsheets(filing))
    if form.is_valid() and (workbook := received(request, filing, form)):
        return redirect("tasks:import-check", pk, workbook.pk)
    return import_page(request, filing, form, status=UNPROCESSABLE)


def own_spreadsheets(filing: Filing) -> list[OwnSpreadsheet]:
    """Those that can fill the filing."""
    return list(spreadsheets_for(filing.organization))


def import_page(
    request: HttpRequest, filing: Filing, form: BringForm | None, *, status: int = 200
) -> HttpResponse:
    """The page with the form; without one it says why no file can be brought now, and what to do."""
    earlier = filing.received_workbooks.of(signed_in(request)).order_by("-pk")
    context = {"filing": filing, "form": form, "earlier": earlier, "closed": closed_in_words(filing)}
    return render(request, "tasks/import_bring.html", context, status=status)


def received(request: HttpRequest, filing: Filing, form: BringForm) -> ReceivedWorkbook | None:
    """The file, kept; without one the form says at its field why it cannot be read."""
    file = form.cleaned_data["file"]
    content, name = file.read(), cleaned_name(file.name or "")
    try:
        read = read_file(content, name, filing=filing, chosen=form.chosen)
        return receive_workbook(
            filing=filing,
            content=content,
            name=name,
            by=signed_in(request),
            at=moment_of(request),
            own_spreadsheet=read.spreadsheet,
        )
    except (NotReadable, ActionRefused) as refusal:
        form.add_error("file", str(refusal))
    return None


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that the person brought, and what it says for its filing."""

    filing: Filing
    workbook: ReceivedWorkbook
    content: bytes
    edits: FilingEdits
    spreadsheet: OwnSpreadsheet | None

    def is_as_shown(self, reading: str) -> bool:
        """Whether the file is read as the person was shown: a mapping may have changed since (design R20)."""
        return self.spreadsheet is None or reading == self.edits.digest

    def preview(self, request: HttpRequest) -> Preview:
        return preview_of(self.filing, self.edits, by=signed_in(request))


def workbook_for(request: HttpRequest, pk: int, workbook: int) -> tuple[Filing, ReceivedWorkbook]:
    """A file that the person brought for a filing that they may edit; 404 for anybody else's."""
    filing = filing_for(request, pk, Permission.EDIT_FILING)
    kept = filing.received_workbooks.of(signed_in(request))
    return filing, get_object_or_404(kept, pk=workbook)


def brought(request: HttpRequest, pk: int, workbook: int) -> Brought:
    """As ``workbook_for``, read anew; a file that is read no more, as after its mapping was deleted, or that
    another one took the place of, says why and nothing for the filing."""
    filing, kept = workbook_for(request, pk, workbook)
    content = b""
    try:
        with kept.file.open("rb") as file:
            content = file.read()
        read = read_file(content, kept.name, filing=filing, chosen=kept.own_spreadsheet)
    except FileNotFoundError:
        gone = Finding(_("The file is not kept any more: bring it again."))
        return Brought(filing, kept, content, FilingEdits(filing.pk, (), (gone,)), None)
    except NotReadable as refusal:
        unread = FilingEdits(filing.pk, (), (Finding(str(refusal)),))
        return Brought(filing, kept, content, unread, None)
    return Brought(filing, kept, content, read.edits, read.spreadsheet)


@require_http_methods(["GET", "HEAD", "POST"])
def import_check(request: HttpRequest, pk: int, workbook: int) -> HttpResponse:
    """What a file would change, row by row; a POST takes it over."""
    found = brought(request, pk, workbook)
    preview = found.preview(request)
    if request.method != "POST" or found.workbook.is_taken_over:
        return check_page(request, found, preview, fresh_form(found, preview))
    form = TakeOverForm(request.POST, preview=preview)
    form.is_valid()
    if not found.is_as_shown(form.cleaned_data.get("reading", "")):
        again = _(
            "Nothing was taken over: the spreadsheet was mapped otherwise since you looked. Look again."
        )
        return check_page(request, found, preview, fresh_form(found, preview), refusal=again)
    try:
        imported = take_over_workbook(
            workbook=found.workbook,
            edits=found.edits,
            seen=form.cleaned_data["seen"],
            choice=form.choice,
            by=signed_in(request),
            at=moment_of(request),
        )
    except LinesRefused as refusal:
        anew = fresh_form(found, refusal.preview)
        return check_page(request, found, refusal.preview, anew, refusal=str(refusal))
    except ActionRefused as refusal:
        return check_page(request, found, preview, form, refusal=str(refusal))
    tell(request, imported)
    return redirect("tasks:import-check", pk, workbook)


def fresh_form(found: Brought, preview: Preview) -> TakeOverForm:
    return TakeOverForm(preview=preview, reading=found.edits.digest)


def tell(request: HttpRequest, imported: Imported) -> None:
    """What became of the file, in a sentence."""
    count = len(imported.lines)
    said = ngettext("%(count)d line was taken over.", "%(count)d lines were taken over.", count)
    messages.success(request, said % {"count": count} if count else _("Nothing has changed."))
    if imported.is_hand_over_ended:
        messages.warning(request, HAND_OVER_ENDED)


def check_page(
    request: HttpRequest, found: Brought, preview: Preview, form: TakeOverForm, *, refusal: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {
        "filing": found.filing,
        "workbook": found.workbook,
        "spreadsheet": found.spreadsheet,
        "preview": preview,
        "form": form,
        "refusal": refusal,
        "conflicts": [(row, form.chosen_of(row)) for row in preview.conflicts],
        "unchanged": len(preview.of(Outcome.UNCHANGED)) + len(preview.of(Outcome.SAID)),
        "writable": len(preview.changed) + len(preview.conflicts),
        "gives_back": found.workbook.name.lower().endswith(WORKBOOKS),
    }
    return render(request, "tasks/import_check.html", context, status=CONFLICT if refusal else 200)


@require_POST
def import_discard(request: HttpRequest, pk: int, workbook: int) -> HttpResponse:
    """Let a file go that was not taken over."""
    _filing, kept = workbook_for(request, pk, workbook)
    discard_workbook(workbook=kept, by=signed_in(request), at=moment_of(request))
    messages.success(request, _("The file was let go; nothing has changed."))
    return redirect("tasks:filing-detail", pk)


@require_POST
def import_undo(request: HttpRequest, pk: int, workbook: int) -> HttpResponse:
    """Put back what the lines said before a file was taken over."""
    filing, kept = workbook_for(request, pk, workbook)
    try:
        undone = undo_workbook(workbook=kept, by=signed_in(request), at=moment_of(request))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undone: the lines say again what they said before."))
        if filing.is_handed_over and not undone.filing.is_handed_over:
            messages.warning(request, HAND_OVER_ENDED)
    return redirect("tasks:import-check", pk, workbook)


@require_safe
def import_returned(request: HttpRequest, pk: int, workbook: int) -> HttpResponse:
    """The file with what was found in it, in a column to filter by and in comments; 404 for one that is no
    workbook."""
    from tasks.line_imports.returned_workbook import returned_workbook  # noqa: PLC0415 (loaded once one is made)

    found = brought(request, pk, workbook)
    if not found.content or not found.workbook.name.lower().endswith(WORKBOOKS):
        raise Http404
    try:
        content = returned_workbook(found.content, found.preview(request))
    except NotReadable as refusal:
        messages.error(request, str(refusal))
        return redirect("tasks:import-check", pk, workbook)
    name = _("%(name)s (checked)") % {"name": found.workbook.name.rpartition(".")[0]}
    headers = {"Content-Disposition": content_disposition(f"{name}.xlsx")}
    return HttpResponse(content, content_type=XLSX, headers=headers)
