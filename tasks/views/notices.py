"""A person's notices, and how they want to be told."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from organizations.calendar import moment_of
from organizations.row_batches import RowBatches
from organizations.table_answers import is_file_asked, table_answer
from tasks.access import signed_in
from tasks.actions import choose_channels, mark_all_read, mark_read
from tasks.filtersets import NoticeFilter
from tasks.forms.notices import ChannelsForm, UpToForm
from tasks.models import Notice, Subscription
from tasks.notices.wording import address
from tasks.tables.notices import notice_table
from tasks.views.remark import back

PAGE_SIZE = 25


@require_safe
def notice_list(request: HttpRequest) -> HttpResponseBase:
    """Everything that the person was told, unread first; with ``?show=unread`` what the bell counts."""
    notices = Notice.objects.visible_to(signed_in(request)).in_portal().for_list().unread_first()
    chosen = NoticeFilter(request.GET, queryset=notices, request=request)
    if is_file_asked(request):
        return table_answer(request, _("Notices"), notice_table(RowBatches(chosen.qs)), form=chosen.form)
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page_obj": page,
        "latest": chosen.qs.aggregate(latest=Max("pk"))["latest"],
        "is_unread": chosen.is_valid() and bool(request.GET.get("show")),
    }
    return render(request, "tasks/notices.html", context)


@require_GET
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice read, for whoever follows it has read it, and lead to what it is about."""
    user = signed_in(request)
    notice = get_object_or_404(Notice.objects.visible_to(user).in_portal(), pk=pk)
    mark_read(by=user, at=moment_of(request), notice=notice)
    return redirect(address(notice) or "tasks:notice-list")


@require_POST
def notice_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice read and stay on the list."""
    user = signed_in(request)
    notice = get_object_or_404(Notice.objects.visible_to(user).in_portal(), pk=pk)
    mark_read(by=user, at=moment_of(request), notice=notice)
    return redirect(back(request, reverse("tasks:notice-list")))


@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    """Mark every notice of the person read that the list had."""
    form = UpToForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The page was incomplete. Load it again and read what stands there."))
        return redirect("tasks:notice-list")
    user = signed_in(request)
    mark_all_read(by=user, at=moment_of(request), **form.cleaned_data)
    if Notice.objects.visible_to(user).in_portal().unread().exists():
        messages.info(request, _("What you have seen is marked as read; something new has come since."))
    else:
        messages.success(request, _("All notices are marked as read."))
    return redirect("tasks:notice-list")


@require_http_methods(["GET", "HEAD", "POST"])
def notice_settings(request: HttpRequest) -> HttpResponse:
    """Which kinds the person wants in the portal and by mail, and the link of their calendar."""
    user = signed_in(request)
    form = ChannelsForm(request.POST or None, user=user)
    if form.is_valid():
        choose_channels(by=user, channels=form.channels())
        messages.success(request, _("Saved. It holds for notices from now on."))
        return redirect("tasks:notice-settings")
    return settings_page(request, form)


def settings_page(request: HttpRequest, form: ChannelsForm, *, feed_address: str = "") -> HttpResponse:
    """The page of both; ``feed_address`` shows on the one answer that made it."""
    subscription = Subscription.objects.filter(user=signed_in(request)).select_related("user").first()
    return render(
        request,
        "tasks/notices_settings.html",
        {"form": form, "feed_address": feed_address, "subscription": subscription},
    )
