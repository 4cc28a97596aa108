"""Many filings at once: their workbooks taken away in one file, brought back, looked at and taken over."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.answers import UNPROCESSABLE
from organizations.calendar import moment_of, today
from organizations.table_answers import is_file_asked, table_answer
from tasks.access import signed_in
from tasks.actions.bundle_parts import undo_part
from tasks.actions.bundles import (
    BroughtFile,
    discard_bundle,
    order_taking_over,
    receive_bundle,
    request_bundle,
    take_up_bundle,
)
from tasks.actions.hand_over import HAND_OVER_ENDED
from tasks.bundle_progress import progress_of
from tasks.bundle_work import work_on
from tasks.bundles.reader import reader_for
from tasks.bundles.source import BroughtSource
from tasks.errors import ActionRefused
from tasks.evidence import cleaned_name
from tasks.file_edits import NotReadable
from tasks.filtersets import FilingFilter
from tasks.forms.bundle import LONGEST_QUERY, BringManyForm, TakeForm
from tasks.jobs import work_on_bundle
from tasks.models import BundlePart, Filing, FilingBundle, ReportingPeriod
from tasks.models.filing import FilingQuerySet
from tasks.tables.bundles import bundle_table, standing_of
from texts.outgoing.file_names import content_disposition, file_name

# So many filings are looked at, or taken over, while the person waits; more are the worker's.
AT_ONCE = 3
MEDIA_TYPES = {
    FilingBundle.Form.ZIP: "application/zip",
    FilingBundle.Form.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def bundle_list(request: HttpRequest) -> HttpResponse:
    """Take the workbooks of many filings away, as the list was filtered, or bring them back; what was taken
    and brought in the last days."""
    return list_page(request, take_form(request), BringManyForm())


def list_page(
    request: HttpRequest, take: TakeForm, bring: BringManyForm, *, status: int = 200
) -> HttpResponse:
    user = signed_in(request)
    earlier = FilingBundle.objects.of(user).with_counts().order_by("-pk")
    context = {
        "take": take,
        "filter": chosen_filings(request, take.filters_said),
        "bring": bring,
        "earlier": earlier,
        "has_filings": bool(take.counts),
    }
    return render(request, "tasks/bundle_list.html", context, status=status)


def take_form(request: HttpRequest, data: QueryDict | None = None) -> TakeForm:
    """The form with the periods of which there is something to fill in (two queries)."""
    filters = request.GET.urlencode() if data is None else data.get("filters", "")
    filters = filters if len(filters) <= LONGEST_QUERY else ""
    counts = dict(fillable(request, filters).order_by().values_list("period").annotate(count=Count("pk")))
    periods = ReportingPeriod.objects.filter(pk__in=counts).order_by("-due_on", "-pk")
    return TakeForm(data, periods={period: counts[period.pk] for period in periods}, filters=filters)


def fillable(request: HttpRequest, filters: str) -> FilingQuerySet:
    """The filings of a list, by its filters, into which the person may bring what a workbook says; none where
    a filter does not fit."""
    found: FilingQuerySet = chosen_filings(request, filters).qs
    return found


def chosen_filings(request: HttpRequest, filters: str) -> FilingFilter:
    """The filters of a list of filings, by its address, over what can be filled in."""
    filings = Filing.objects.to_bring_by(signed_in(request), today())
    return FilingFilter(QueryDict(filters), queryset=filings, request=request)


@require_http_methods(["GET", "HEAD", "POST"])
def bundle_take(request: HttpRequest) -> HttpResponse:
    """Ask for the workbooks, then on to how far they are."""
    if request.method != "POST":
        return redirect("tasks:bundle-list")
    form = take_form(request, request.POST)
    if not form.is_valid():
        return list_page(request, form, BringManyForm(), status=UNPROCESSABLE)
    wanted = fillable(request, form.cleaned_data["filters"]).filter(period=form.cleaned_data["period"])
    filings = wanted.order_by("organization__path").values_list("pk", flat=True)
    name = _("%(period)s fill-in workbooks (%(count)d)") % {
        "period": form.chosen_period,
        "count": len(filings),
    }
    bundle = request_bundle(
        filings=[*filings],
        form=form.cleaned_data["form"],
        name=file_name(f"{name}.{form.cleaned_data['form']}"),
        language=get_language() or "",
        by=signed_in(request),
        at=moment_of(request),
    )
    begin(bundle, count=len(filings))
    return redirect("tasks:bundle-detail", bundle.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def bundle_bring(request: HttpRequest) -> HttpResponse:
    """Bring the workbooks back; what they would change is shown next, and nothing is changed yet."""
    if request.method != "POST":
        return redirect("tasks:bundle-list")
    form = BringManyForm(request.POST, request.FILES)
    if form.is_valid() and (bundle := received(request, form)):
        return redirect("tasks:bundle-detail", bundle.pk)
    return list_page(request, take_form(request), form, status=UNPROCESSABLE)


def received(request: HttpRequest, form: BringManyForm) -> FilingBundle | None:
    """The bundle, kept and begun; without one the form says at its field why it cannot be read."""
    file = form.cleaned_data["file"]
    content, name = file.read(), cleaned_name(file.name or "")
    source = BroughtSource(content, name, reader_for(signed_in(request), on=today()))
    try:
        if source.archive is None:
            # One workbook that cannot be read is told at once, where it was chosen.
            count, files = len(source.edits(0, name)), [BroughtFile(0, name)]
        else:
            files = [
                BroughtFile(member.place, member.name, member.problem) for member in source.archive.members
            ]
            count = len(files)
    except NotReadable as refusal:
        form.add_error("file", str(refusal))
        return None
    bundle = receive_bundle(
        content=content,
        name=name,
        files=files,
        language=get_language() or "",
        by=signed_in(request),
        at=moment_of(request),
    )
    begin(bundle, count=count)
    return bundle


def begin(bundle: FilingBundle, *, count: int) -> None:
    """Do what is to be done on a bundle: here and now where that is little, else in the background."""
    if count <= AT_ONCE:
        work_on(bundle)
    else:
        work_on_bundle.enqueue(bundle.pk)


def bundle_for(request: HttpRequest, pk: int) -> FilingBundle:
    """A bundle of the person's own, with its counts; 404 for anybody else's (one query)."""
    own = FilingBundle.objects.of(signed_in(request)).with_counts()
    return get_object_or_404(own, pk=pk)


def parts_of(request: HttpRequest, bundle: FilingBundle) -> list[BundlePart]:
    """The parts with what a page names of them (one query). The filing of one that the person does not see
    any more is not named."""
    related = ("filing__organization", "filing__reports_to", "filing__period__guidance", "workbook")
    parts = list(bundle.parts.select_related(*related).defer("filing__period__guidance__source_text"))
    for part in parts:
        part.bundle = bundle
        if part.filing is not None and not part.filing.is_visible_to(signed_in(request)):
            part.filing = None
    return parts


@require_safe
def bundle_detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """How far a bundle is, and what it comes to filing by filing; the part that changes answers alone when
    htmx asks."""
    bundle = bundle_for(request, pk)
    parts = parts_of(request, bundle)
    if is_file_asked(request):
        return table_answer(request, _("Many filings at once"), bundle_table(parts))
    good = [part for part in parts if part.is_good]
    context: dict[str, Any] = {
        "bundle": bundle,
        "progress": progress_of(bundle, at=moment_of(request)),
        "rows": [(part, standing_of(part)) for part in parts],
        "good": good,
        "good_lines": sum(part.changed for part in good),
        "taken": [part for part in parts if part.state == BundlePart.State.DONE],
        "carried": [part for part in good if part.is_carried],
    }
    is_part = bool(getattr(request, "htmx", False))
    return render(request, "tasks/bundle_state.html" if is_part else "tasks/bundle_detail.html", context)


@require_safe
def bundle_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file that was made; 404 before that, and for what was brought."""
    bundle = bundle_for(request, pk)
    if bundle.is_brought or bundle.state != FilingBundle.State.DONE:
        raise Http404
    media_type = MEDIA_TYPES[FilingBundle.Form(bundle.form)]
    answer = FileResponse(bundle.file.open("rb"), content_type=media_type)
    answer["Content-Disposition"] = content_disposition(bundle.name)
    return answer


@require_POST
def bundle_take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Take all over that can be, each filing by itself; what cannot is left and said."""
    bundle = bundle_for(request, pk)
    try:
        ordered = order_taking_over(bundle=bundle, by=signed_in(request), at=moment_of(request))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("tasks:bundle-detail", pk)
    if ordered.state == FilingBundle.State.TAKING and bundle.state != ordered.state:
        begin(ordered, count=ordered.parts.filter(state=BundlePart.State.QUEUED).count())
    return redirect("tasks:bundle-detail", pk)


@require_POST
def bundle_go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go on what broke off."""
    bundle = bundle_for(request, pk)
    is_idle = bundle.state == FilingBundle.State.FAILED or progress_of(bundle, at=moment_of(request)).is_lost
    if is_idle and take_up_bundle(bundle=bundle, by=signed_in(request)):
        work_on_bundle.enqueue(bundle.pk)
        messages.success(request, _("It goes on."))
    return redirect("tasks:bundle-detail", pk)


@require_POST
def bundle_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a file go, with what was read of it and not taken over."""
    try:
        discard_bundle(bundle=bundle_for(request, pk), by=signed_in(request), at=moment_of(request))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("tasks:bundle-detail", pk)
    messages.success(request, _("The file was let go. What was taken over stays."))
    return redirect("tasks:bundle-list")


@require_POST
def bundle_undo(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Put back what the lines of one filing said before it was taken over."""
    bundle = bundle_for(request, pk)
    found = get_object_or_404(bundle.parts.select_related("filing", "workbook"), pk=part)
    try:
        undone = undo_part(part=found, by=signed_in(request), at=moment_of(request))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undone: the lines say again what they said before."))
        if found.filing and found.filing.is_handed_over and not undone.filing.is_handed_over:
            messages.warning(request, HAND_OVER_ENDED)
    return redirect("tasks:bundle-detail", pk)
