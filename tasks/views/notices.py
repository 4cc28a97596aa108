"""A person's notices, how they want to be told, and the calendar feed of their due days."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from organizations.calendar import today
from organizations.models import User
from tasks.access import signed_in
from tasks.actions import choose_channels, mark_read, renew_calendar_token
from tasks.forms.notices import ChannelsForm
from tasks.models import Notice, Subscription
from tasks.notices.feed import calendar_of

PAGE_SIZE = 25


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """Everything that the person was told, unread first."""
    notices = Notice.objects.visible_to(signed_in(request)).in_portal().for_list().unread_first()
    page = Paginator(notices, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "tasks/notices.html", {"page_obj": page})


@require_GET
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice read, for whoever follows it has read it, and lead to what it is about."""
    user = signed_in(request)
    notice = get_object_or_404(Notice.objects.visible_to(user).in_portal(), pk=pk)
    mark_read(by=user, at=timezone.now(), notice=notice)
    if notice.filing_id is None:
        return redirect("tasks:notice-list")
    return redirect("tasks:filing-detail", notice.filing_id)


@require_POST
def notice_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice read and stay on the list."""
    user = signed_in(request)
    notice = get_object_or_404(Notice.objects.visible_to(user).in_portal(), pk=pk)
    mark_read(by=user, at=timezone.now(), notice=notice)
    return redirect("tasks:notice-list")


@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    """Mark every notice of the person read."""
    mark_read(by=signed_in(request), at=timezone.now())
    messages.success(request, _("All notices are marked as read."))
    return redirect("tasks:notice-list")


@require_http_methods(["GET", "HEAD", "POST"])
def notice_settings(request: HttpRequest) -> HttpResponse:
    """Which kinds the person wants in the portal and by mail, and the address of their calendar feed."""
    user = signed_in(request)
    form = ChannelsForm(request.POST or None, user=user)
    if form.is_valid():
        choose_channels(by=user, channels=form.channels())
        messages.success(request, _("Saved. It holds for notices from now on."))
        return redirect("tasks:notice-settings")
    return render(request, "tasks/notices_settings.html", {"form": form, "feed_address": feed_address(user)})


def feed_address(user: User) -> str:
    """The whole address of the person's calendar feed; empty until they ask for one (one query)."""
    subscription = Subscription.objects.filter(user=user).first()
    if subscription is None or subscription.calendar_token is None:
        return ""
    return settings.PORTAL_ADDRESS + reverse("tasks:calendar-feed", args=[subscription.calendar_token])


@require_POST
def calendar_renew(request: HttpRequest) -> HttpResponse:
    """Make the address of the calendar feed, or a new one in place of one that others know."""
    renew_calendar_token(by=signed_in(request))
    messages.success(request, _("The address of your calendar is new; the one before no longer works."))
    return redirect(reverse("tasks:notice-settings") + "#calendar")


@login_not_required
@require_safe
def calendar_feed(_request: HttpRequest, token: str) -> HttpResponse:
    """The due days behind a secret address, in the language of its owner; 404 for any other."""
    subscription = get_object_or_404(
        Subscription.objects.select_related("user"), calendar_token=token, user__is_active=True
    )
    with translation.override(subscription.user.preferred_language):
        content = calendar_of(subscription.user, on=today(), at=timezone.now())
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": 'inline; filename="due-days.ics"',
            "Referrer-Policy": "no-referrer",
        },
    )
