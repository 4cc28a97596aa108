"""One's own account: who I am here, where mail goes, what happened to my way in."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.account_wording import sentence
from organizations.actions import ask_for_confirmation, confirm_address
from organizations.address_confirmation import confirmation_of
from organizations.answers import UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.errors import AccountRefused
from organizations.forms.account import AddressForm
from organizations.models import AccountEvent, User
from organizations.views.deputies import coming_for, may_name

SHOWN = 20


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """The person's data, roles and mail address, and the latest changes of the account with who made them."""
    user = cast("User", request.user)
    history = [in_words(event) for event in user.account_events.select_related("by")[:SHOWN]]
    context = {
        "person": user,
        "history": history,
        "stands_in": coming_for(user),
        "may_name": may_name(user),
    }
    return render(request, "organizations/account.html", context)


def in_words(event: AccountEvent) -> dict[str, Any]:
    """One entry of the history: what happened, when, who else did it, from where."""
    return {
        "label": sentence(event),
        "at": event.at,
        "by": event.by if event.by_id != event.user_id else None,
        "change": _("from the address %(address)s") % {"address": event.address} if event.address else "",
        "icon": "lock",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def account_address(request: HttpRequest) -> HttpResponse:
    """Ask for another mail address, with the password; it becomes the person's once its link is opened."""
    user = cast("User", request.user)
    form = AddressForm(request.POST or None, request=request)
    if form.is_valid():
        address = form.cleaned_data["address"]
        ask_for_confirmation(user=user, address=address)
        tell_what_comes(request, address)
        return redirect("account")
    status = UNPROCESSABLE if form.is_bound else 200
    return render(
        request, "organizations/account_address.html", {"form": form, "person": user}, status=status
    )


@require_POST
def account_address_send(request: HttpRequest) -> HttpResponse:
    """Send the link to the address that is on record but not confirmed."""
    user = cast("User", request.user)
    if user.email and user.email_confirmed_at is None:
        ask_for_confirmation(user=user, address=user.email)
        tell_what_comes(request, user.email)
    return redirect("account")


@require_http_methods(["GET", "HEAD", "POST"])
def account_address_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link would confirm, for programs open links too; the button then does it."""
    confirmation = confirmation_of(token)
    if confirmation is None:
        return render(request, "organizations/account_address_void.html", status=404)
    if request.method != "POST":
        return render(request, "organizations/account_address_confirm.html", {"confirmation": confirmation})
    user = cast("User", request.user)
    try:
        source = get_adapter().get_client_ip(request)
        confirm_address(user=user, confirmation=confirmation, at=moment_of(request), source=source)
    except AccountRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Thank you. Mail for you goes to %(address)s.") % {"address": confirmation.address}
        )
    return redirect("account")


def tell_what_comes(request: HttpRequest, address: str) -> None:
    text = _(
        "A mail with a link goes to %(address)s within minutes. Open the link, so that we know the address is"
        " yours; until then nothing changes."
    )
    messages.success(request, text % {"address": address})
