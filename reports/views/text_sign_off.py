"""签批: the page on which a text is read and signed off, step by step."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.deputizing import Capacity, not_any_more
from organizations.models import Deputy, Organization
from reports.actions import (
    check_text,
    countersign_text,
    hand_on_text,
    send_back_text,
    sign_out_text,
    take_back_text,
)
from reports.composed_document import composed_document
from reports.editing.document import edited_document
from reports.forms.text import OpinionForm
from reports.models import Edition
from reports.sign_off_page import SignOffPage
from reports.text_access import text_in_scope
from reports.views.text import left_in_words
from tasks.access import signed_in
from tasks.errors import ActionRefused
from texts.punctuation import sentences

ACTS: Mapping[str, Callable[..., object]] = {
    "hand_on": hand_on_text,
    "check": check_text,
    "countersign": countersign_text,
    "sign_out": sign_out_text,
    "send_back": send_back_text,
    "take_back": take_back_text,
}
# The acts under which a name stands that can stand in place of another's.
SIGNED = frozenset({"check", "countersign", "sign_out", "send_back"})


@require_http_methods(["GET", "HEAD", "POST"])
def text_sign_off(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Read the text as it stands and see how far it is; a POST does the next step."""
    edition = text_in_scope(request, year, code)
    if edition is None:
        raise Http404
    shown = SignOffPage(edition, signed_in(request))
    if request.method != "POST":
        return page(request, shown)
    act = request.POST.get("act", "")
    if act not in ACTS:
        raise Http404
    form = OpinionForm(request.POST)
    capacity = chosen_capacity(request, shown)
    if capacity is None and act in SIGNED and (refusal := not_in_place(request, shown)):
        return page(request, shown, form=form, refusal=refusal, status=CONFLICT)
    if act not in shown.acts:
        raise PermissionDenied(_("This step is not yours to do, or the text does not wait for it any more."))
    if not form.is_valid():
        return page(request, shown, form=form, status=UNPROCESSABLE)
    waiting = shown.waiting if act == "sign_out" else None
    try:
        ACTS[act](**arguments(request, shown, act, form, capacity))
    except ActionRefused as refusal:
        return page(
            request,
            SignOffPage(edition_again(edition), signed_in(request)),
            form=form,
            refusal=str(refusal),
            status=CONFLICT,
        )
    messages.success(request, sentences([shown.done_in_words(act), left_in_words(waiting)]))
    return redirect("reports:text-sign-off", year, code)


def edition_again(edition: Edition) -> Edition:
    """The text as it stands after a refusal."""
    return Edition.objects.for_page().get(pk=edition.pk)


def chosen_capacity(request: HttpRequest, shown: SignOffPage) -> Capacity | None:
    """In what the person signs, as the page said it and they sent it; None where that is not, or no more,
    offered."""
    sent = request.POST.get("deputy", "")
    found = (each for each in shown.capacities if (str(each.deputy.pk) if each.deputy else "") == sent)
    return next(found, None)


def not_in_place(request: HttpRequest, shown: SignOffPage) -> str:
    """Why somebody does not sign in place of whom they named, or that they have to name one; "" where neither
    is so."""
    sent = request.POST.get("deputy", "")
    if not sent:
        return _("Choose for whom you act.") if shown.stands_in else ""
    deputy = Deputy.objects.sent_by(shown.user, sent)
    if deputy is None:
        return ""
    if shown.capacities and not shown.stands_in:
        return _("You act in your own name here now. Read below and sign again.")
    if deputy in shown.user.stands_in_now:
        return _("Somebody has acted on this text meanwhile. Read below how it stands now.")
    return not_any_more(deputy)


def arguments(
    request: HttpRequest, shown: SignOffPage, act: str, form: OpinionForm, capacity: Capacity | None
) -> dict[str, Any]:
    """What an act is done with."""
    said, user = form.cleaned_data, signed_in(request)
    given: dict[str, Any] = {
        "edition": shown.edition.pk,
        "by": user,
        "at": moment_of(request),
        "among": Edition.objects.visible_to(user),
    }
    if act == "take_back":
        return given
    if act == "hand_on":
        return given | signed_under(form) | {"countersigners": chosen(request, shown)}
    if capacity is None:
        raise PermissionDenied(_("This step is not yours to do, or the text does not wait for it any more."))
    given |= {"deputy": capacity.deputy}
    if act == "send_back":
        return given | {"reason": said["opinion"], "organization": shown.sends_back_for(capacity)}
    given |= signed_under(form)
    return given | ({"organization": capacity.organization} if act == "countersign" else {})


def signed_under(form: OpinionForm) -> dict[str, Any]:
    """The version that was read, and what was said of it."""
    return {"seen": form.cleaned_data["seen"], "opinion": form.cleaned_data["opinion"]}


def chosen(request: HttpRequest, shown: SignOffPage) -> list[Organization]:
    """The organizations that are asked to countersign, of those that may be."""
    codes = set(request.POST.getlist("countersigner"))
    return [each for each in shown.countersigners_offered if each.code in codes]


def page(request: HttpRequest, shown: SignOffPage, *, status: int = 200, **words: object) -> HttpResponse:
    edition = shown.edition
    context = {
        "edition": edition,
        "guidance": edition.guidance,
        "organization": edition.organization,
        "shown": shown,
        "document": edited_document(composed_document(edition.base), shown.text),
        "numbers": {},
        "form": OpinionForm(initial={"seen": edition.version}),
        "chosen": set(request.POST.getlist("countersigner")),
        "chosen_deputy": request.POST.get("deputy", ""),
        "is_wide": True,
        **words,
    }
    return render(request, "reports/text/sign_off.html", context, status=status)
