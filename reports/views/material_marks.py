"""What editors do with material: mark it, take it out, put it in order, note something beside it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from organizations.answers import own_address
from organizations.calendar import moment_of
from reports.actions.material import move_pick, note_pick, pick_material, unpick_material
from reports.forms.material import PickNoteForm
from reports.material.access import editor
from reports.material.items import item_named
from reports.models import MaterialPick
from tasks.errors import ActionRefused
from texts.punctuation import sentences


def back(request: HttpRequest) -> HttpResponse:
    """To the page from which something was sent."""
    return redirect(own_address(request.POST.get("next", ""), otherwise=reverse("reports:material-basket")))


def pick_in_scope(request: HttpRequest, pk: int) -> MaterialPick:
    return get_object_or_404(MaterialPick.objects.visible_to(editor(request).user), pk=pk)


@require_POST
def material_pick(request: HttpRequest) -> HttpResponse:
    """Mark what the form names for the report of its guidance; 404 for what the person may not see."""
    user = editor(request).user
    item = item_named(user, request.POST.get("item", ""))
    if item is None:
        raise Http404
    pick_material(item=item, by=user, at=moment_of(request))
    return back(request)


@require_POST
def material_unpick(request: HttpRequest, pk: int) -> HttpResponse:
    """Take something out of the basket."""
    pick = pick_in_scope(request, pk)
    unpick_material(pick=pick, by=editor(request).user, at=moment_of(request))
    return back(request)


@require_POST
def material_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move something one place up or down within its section."""
    pick, is_up = pick_in_scope(request, pk), request.POST.get("way") == "up"
    move_pick(pick=pick, is_up=is_up, by=editor(request).user, at=moment_of(request))
    return back(request)


@require_POST
def material_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a note beside what is marked."""
    pick, form = pick_in_scope(request, pk), PickNoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, sentences(problem for found in form.errors.values() for problem in found))
        return back(request)
    said = {"note": form.cleaned_data["note"], "seen": form.cleaned_data["seen"]}
    try:
        note_pick(pick=pick, **said, by=editor(request).user, at=moment_of(request))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    return back(request)
