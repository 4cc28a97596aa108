"""Remarks on a filing: made, answered, resolved, taken up again. With htmx the panel of the line is answered,
without the page that it stood on."""

from collections.abc import Callable
from dataclasses import replace

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organizations.answers import CONFLICT, UNPROCESSABLE, own_address
from organizations.calendar import moment_of
from organizations.models import Organization
from tasks.access import signed_in
from tasks.actions import add_remark, answer_remark, reopen_remark, resolve_remark
from tasks.errors import ActionRefused
from tasks.filings.remark_authority import department_voices, may_answer, voices_on
from tasks.forms.remark import AnswerForm, RemarkForm, SettleForm
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, Remark
from tasks.templatetags.remarks import Failed, Place, panel
from texts.punctuation import sentences


@require_POST
def remark_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Remark on a line of a filing that the person sees, or on the whole of it."""
    form = RemarkForm(request.POST)
    form.is_valid()
    kind, subject = form.cleaned_data.get("kind", ""), form.cleaned_data.get("subject")
    filing = filing_with_line(request, pk, kind, subject)
    voice = voice_for(request, filing, kind, subject, form.cleaned_data.get("voice"))
    place = Place(filing, kind, subject if kind else None, of_department(voice))
    if not form.is_valid():
        return refused(request, place, failed_of(form, request), UNPROCESSABLE)
    try:
        add_remark(
            filing=filing,
            kind=place.kind,
            subject_id=place.subject_id,
            text=form.cleaned_data["text"],
            by=signed_in(request),
            at=moment_of(request),
            organization=voice,
        )
    except ActionRefused as refusal:
        return refused(request, place, Failed(str(refusal), request.POST.get("text", "")), CONFLICT)
    return done(request, place)


def filing_with_line(request: HttpRequest, pk: int, kind: str, subject: int | None) -> Filing:
    """A filing in scope, or one of which the person sees this line (design R18); 404 otherwise."""
    user = signed_in(request)
    filings = Filing.objects.for_list()
    found = filings.visible_to(user).filter(pk=pk).first()
    if found is None and kind in LINE_KINDS:
        place = {"filing": pk, LINE_KINDS[kind].subject_field: subject}
        if LINE_KINDS[kind].visible_to(user).filter(**place).exists():
            found = filings.filter(pk=pk).exclude(status=Filing.Status.DRAFT).first()
    if found is None:
        raise Http404
    return found


def voice_for(
    request: HttpRequest, filing: Filing, kind: str, subject: int | None, wanted: int | None
) -> Organization:
    """In whose name the person speaks: the one they chose, or the first; 403 where they have no say."""
    user = signed_in(request)
    voices = voices_on(user, filing, kind, subject)
    if not voices and filing.status != Filing.Status.SUBMITTED:
        # Whoever reviews or is responsible hears from the action that it is too early, or too late.
        voices = [filing.reports_to] if filing.reports_to in user.organizations_held else []
    if not voices:
        raise PermissionDenied(_("Your role does not allow this here. Ask the administrator if it should."))
    return next((voice for voice in voices if voice.pk == wanted), voices[0])


@require_POST
def remark_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a remark, from either side."""
    return step(
        request,
        pk,
        AnswerForm(request.POST),
        lambda remark, text: answer_remark(
            remark=remark, text=text, by=signed_in(request), at=moment_of(request)
        ),
    )


@require_POST
def remark_resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a remark as dealt with; with a word on it where one was typed."""
    return step(
        request,
        pk,
        SettleForm(request.POST),
        lambda remark, text: resolve_remark(
            remark=remark, text=text, by=signed_in(request), at=moment_of(request)
        ),
    )


@require_POST
def remark_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up again what was resolved too early."""
    return step(
        request,
        pk,
        SettleForm(request.POST),
        lambda remark, text: reopen_remark(
            remark=remark, text=text, by=signed_in(request), at=moment_of(request)
        ),
    )


def step(
    request: HttpRequest, pk: int, form: forms.Form, action: Callable[[Remark, str], object]
) -> HttpResponse:
    """Do one step of the talk about a remark that the person may read and answer."""
    user = signed_in(request)
    remarks = Remark.objects.visible_to(user).select_related("organization", "filing")
    remark = get_object_or_404(remarks, pk=pk)
    filing = remark.filing = Filing.objects.for_list().get(pk=remark.filing_id)
    if not may_answer(user, remark):
        raise PermissionDenied(_("Your role does not allow this here. Ask the administrator if it should."))
    voice = remark.organization if remark.organization in department_voices(user) else None
    place = Place(filing, remark.kind, remark.subject_id, voice)
    if not form.is_valid():
        return refused(request, place, failed_of(form, request, remark), UNPROCESSABLE)
    try:
        action(remark, form.cleaned_data["text"])
    except ActionRefused as refusal:
        failed = Failed(str(refusal), request.POST.get("text", ""), remark.pk)
        return refused(request, place, failed, CONFLICT)
    return done(request, place)


def failed_of(form: forms.Form, request: HttpRequest, remark: Remark | None = None) -> Failed:
    """Why a form could not be taken, and what was typed."""
    said = sentences(error for errors in form.errors.values() for error in errors)
    return Failed(said, request.POST.get("text", ""), remark.pk if remark else None)


def done(request: HttpRequest, place: Place) -> HttpResponse:
    """The panel as it stands now; without a script the page it is on, at the line."""
    if request.headers.get("HX-Request"):
        return render(request, "tasks/remark_done.html", panel(request, as_it_stands(place)))
    fallback = reverse("tasks:filing-detail", args=[place.filing.pk])
    return redirect(f"{back(request, fallback)}#{place.anchor}")


def refused(request: HttpRequest, place: Place, failed: Failed, status: int) -> HttpResponse:
    """The panel with what was typed and why it could not be taken; without a script on a page of its own."""
    context = panel(request, as_it_stands(place), failed)
    template = "tasks/remark_panel.html" if request.headers.get("HX-Request") else "tasks/remark_page.html"
    return render(request, template, context, status=status)


def as_it_stands(place: Place) -> Place:
    """The place with its filing and remarks read now."""
    return replace(place, filing=Filing.objects.for_list().get(pk=place.filing.pk))


def of_department(voice: Organization | None) -> Organization | None:
    """A department's own voice; that of those who review follows from the filing."""
    return voice if voice is not None and voice.is_department else None


def back(request: HttpRequest, fallback: str) -> str:
    """The page that the form stood on, never an address elsewhere."""
    return own_address(request.POST.get("next", ""), otherwise=fallback).partition("#")[0]
