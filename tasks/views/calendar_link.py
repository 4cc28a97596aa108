"""The link by which a person's own calendar asks for their due days, and what it is answered."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.calendar import moment_of, today
from tasks.access import signed_in
from tasks.actions import end_calendar_link, note_calendar_use, renew_calendar_token
from tasks.forms.notices import ChannelsForm
from tasks.models import Subscription
from tasks.views.notices import settings_page
from texts.outgoing.file_names import content_disposition

SETTINGS = "tasks:notice-settings"


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_renew(request: HttpRequest) -> HttpResponse:
    """Make the link, or a new one in place of the one before, and show its address this once.

    Whoever comes back to the page of that answer, as the language switch does, is led to the settings.
    """
    if request.method != "POST":
        return redirect(SETTINGS)
    user = signed_in(request)
    token = renew_calendar_token(by=user, at=moment_of(request))
    address = settings.PORTAL_ADDRESS + reverse("tasks:calendar-feed", args=[token])
    messages.success(request, _("The link of your calendar is made; one made before no longer works."))
    return settings_page(request, ChannelsForm(user=user), feed_address=address)


@require_POST
def calendar_end(request: HttpRequest) -> HttpResponse:
    """End the link without making a new one."""
    if end_calendar_link(by=signed_in(request)):
        messages.success(request, _("The link is ended; calendars that use it get nothing more."))
    return redirect(SETTINGS)


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The due days behind a secret address, in the language of its owner; 404 for any other."""
    from tasks.notices.feed import calendar_of  # noqa: PLC0415 (loaded once a calendar asks)

    subscription, at = get_object_or_404(Subscription.objects.opened_by(token)), moment_of(request)
    if not subscription.is_use_noted(at):
        note_calendar_use(subscription=subscription, at=at)
    with translation.override(subscription.user.preferred_language):
        content = calendar_of(subscription.user, on=today(), at=at)
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": content_disposition("due-days.ics", is_inline=True),
            "Referrer-Policy": "no-referrer",
        },
    )
