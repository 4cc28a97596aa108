"""From a checked draft to a plan in force: its periods, what publishing brings, publishing, giving up."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of
from tasks.access import draft_for, signed_in
from tasks.actions import publish_guidance
from tasks.actions.draft import discard_guidance
from tasks.actions.periods import set_up_periods
from tasks.drafts.draft_statement import draft_statement, drafted_windows
from tasks.drafts.planned_periods import Choice, PlannedPeriod, Rhythm, choice_of, plan_periods
from tasks.drafts.proposed_periods import proposed_periods
from tasks.drafts.publication_blockers import draft_obstacles
from tasks.drafts.publication_preview import contents_of, publication_preview
from tasks.errors import ActionRefused, NotAsRead
from tasks.forms.periods import BasePeriodFormSet, PeriodFormSet, PublishForm, RhythmForm, rows_of
from tasks.models import Filing, FilingOpening, Guidance
from tasks.views.attempt import Attempt, acted, changed_since, in_columns, seen_in, since
from texts.punctuation import sentences

OK = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """The forms of the page on periods, and the periods they come to; none while they do not fit."""

    form: RhythmForm
    formset: BasePeriodFormSet
    planned: list[PlannedPeriod]


@require_http_methods(["GET", "HEAD", "POST"])
def draft_periods(request: HttpRequest, year: int) -> HttpResponse:
    """Choose the reporting periods; a preview shows every window before they are saved."""
    guidance = draft_for(request, year)
    if request.method != "POST":
        return periods_page(request, guidance, standing(guidance))
    chosen = chosen_in(request, guidance)
    if not chosen.planned or "preview" in request.POST:
        return periods_again(request, guidance, chosen)
    count = len(chosen.planned)
    text = ngettext("%(count)d reporting period is set.", "%(count)d reporting periods are set.", count)
    attempt = acted(
        request,
        lambda: set_up_periods(
            guidance=guidance,
            by=signed_in(request),
            at=moment_of(request),
            planned=chosen.planned,
            seen=seen_in(request),
        ),
        text % {"count": count},
    )
    if attempt.changed:
        return periods_page(request, guidance, chosen, preview=True, attempt=replace(attempt, is_typed=True))
    return redirect("tasks:draft-publish" if attempt.is_done else "tasks:draft-periods", year)


def periods_again(request: HttpRequest, guidance: Guidance, chosen: Chosen) -> HttpResponse:
    """The windows of what was chosen, or what is wrong with it; with what somebody else has set since."""
    changed = changed_since(request, drafted_windows(guidance))
    attempt = Attempt(is_done=False, changed=changed) if changed else None
    is_right = bool(chosen.planned)
    status = OK if is_right else UNPROCESSABLE
    return periods_page(request, guidance, chosen, preview=is_right, status=status, attempt=attempt)


def standing(guidance: Guidance) -> Chosen:
    """The periods as they stand; for a draft without any, those that its document asks for, else quarters."""
    due_on, issued_on = guidance.report_due_on, guidance.issued_on
    planned = [PlannedPeriod.of(period) for period in guidance.periods.order_by("order")]
    proposed = proposed_periods(guidance)
    choice = Choice(Rhythm.STATED if proposed else Rhythm.QUARTERLY)
    if planned and not (proposed and planned == proposed.planned):
        choice = choice_of(planned, guidance.year, due_on=due_on, issued_on=issued_on)
    elif proposed:
        planned = proposed.planned
    else:
        planned = plan_periods(guidance.year, choice.rhythm, due_on=due_on, issued_on=issued_on)
    form = RhythmForm(initial=asdict(choice), proposed=proposed)
    return Chosen(form, rows_with(guidance, planned), planned)


def chosen_in(request: HttpRequest, guidance: Guidance) -> Chosen:
    """What was sent: the rows count only where dates of one's own were chosen, and show the rhythm else."""
    form = RhythmForm(request.POST, proposed=proposed_periods(guidance))
    if not form.is_valid():
        return Chosen(form, PeriodFormSet(request.POST, guidance=guidance), [])
    if form.cleaned_data["rhythm"] is not Rhythm.OWN:
        planned = form.planned(guidance)
        return Chosen(form, rows_with(guidance, planned), planned)
    formset = PeriodFormSet(request.POST, guidance=guidance)
    return Chosen(form, formset, formset.planned() if formset.is_valid() else [])


def rows_with(guidance: Guidance, planned: list[PlannedPeriod]) -> BasePeriodFormSet:
    return PeriodFormSet(guidance=guidance, initial=rows_of(planned))


def periods_page(
    request: HttpRequest,
    guidance: Guidance,
    chosen: Chosen,
    *,
    preview: bool = False,
    status: int = OK,
    attempt: Attempt | None = None,
) -> HttpResponse:
    """The choice and its windows; with what was set since the page was opened, if that stood in the way."""
    context = {
        "guidance": guidance,
        "form": chosen.form,
        "formset": chosen.formset,
        "duties": guidance.report_duties.order_by("order"),
        "asking": [duty.pk for duty in chosen.form.proposed.duties] if chosen.form.proposed else [],
        "planned": chosen.planned,
        "is_preview": preview,
        "is_saved": guidance.periods.exists(),
        "seen": drafted_windows(guidance),
        **since(attempt),
    }
    return render(request, "tasks/draft_periods.html", context, status=attempt.status if attempt else status)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_publish(request: HttpRequest, year: int) -> HttpResponse:
    """What publishing brings and what is in its way; and publishing itself."""
    guidance = draft_for(request, year)
    if request.method != "POST":
        return publish_page(request, guidance, PublishForm(initial={"seen": draft_statement(guidance)}))
    form = PublishForm(request.POST)
    if "seen" in form.errors:
        messages.error(request, sentences(form.errors["seen"]))
        form = PublishForm(initial={"seen": draft_statement(guidance)})
    if not form.is_valid():
        return publish_page(request, guidance, form, status=UNPROCESSABLE)
    return published(request, guidance, form)


def publish_page(
    request: HttpRequest, guidance: Guidance, form: PublishForm, *, status: int = OK, **said: Any
) -> HttpResponse:
    context = {
        "guidance": guidance,
        "form": form,
        "obstacles": draft_obstacles(guidance),
        "forecast": publication_preview(guidance),
        **said,
    }
    return render(request, "tasks/draft_publish.html", context, status=status)


def published(request: HttpRequest, guidance: Guidance, form: PublishForm) -> HttpResponse:
    """Publish, or say why not; what is missing stands on the page with its links, and what was corrected
    since the page was opened."""
    by, at, seen = signed_in(request), moment_of(request), form.cleaned_data["seen"]
    try:
        publish_guidance(guidance=guidance, by=by, at=at, seen=seen)
    except NotAsRead as refusal:
        fresh = PublishForm(initial={"seen": draft_statement(guidance)})
        said = {"refusal": str(refusal), "changed": in_columns(refusal.differences)}
        return publish_page(request, guidance, fresh, status=CONFLICT, **said)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("tasks:draft-publish", guidance.year)
    messages.success(request, in_force(guidance))
    return redirect("tasks:guidance-detail", guidance.year)


def in_force(guidance: Guidance) -> str:
    """What publishing has brought, or begun, in a sentence."""
    opening = FilingOpening.objects.filter(guidance=guidance, is_finished=False).first()
    if opening is not None:
        begun = _("%(guidance)s is published. Filings are being opened for %(organizations)d organizations.")
        return begun % {"guidance": guidance.title, "organizations": opening.organizations}
    filings = Filing.objects.filter(period__guidance=guidance)
    text = _("%(guidance)s is published: %(organizations)d organizations have %(filings)d filings to make.")
    return text % {
        "guidance": guidance.title,
        "organizations": filings.values("organization").distinct().count(),
        "filings": filings.count(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def draft_discard(request: HttpRequest, year: int) -> HttpResponse:
    """Ask once more, then delete the draft."""
    guidance = draft_for(request, year)
    if request.method != "POST":
        return discard_page(request, guidance)
    attempt = acted(
        request,
        lambda: discard_guidance(
            guidance=guidance, by=signed_in(request), at=moment_of(request), seen=seen_in(request)
        ),
        _("The draft for %(year)s is discarded.") % {"year": year},
    )
    if attempt.changed:
        return discard_page(request, guidance, attempt)
    if attempt.is_done:
        return redirect("tasks:guidance-list")
    return redirect("tasks:draft-discard", year)


def discard_page(request: HttpRequest, guidance: Guidance, attempt: Attempt | None = None) -> HttpResponse:
    """What is deleted; with what was corrected since the page was opened, if that stood in the way."""
    context = {
        "guidance": guidance,
        "contents": contents_of(guidance),
        "seen": draft_statement(guidance),
        **since(attempt),
    }
    return render(request, "tasks/draft_discard.html", context, status=CONFLICT if attempt else OK)
