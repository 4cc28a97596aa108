"""代理: who acts for me, for whom I act, and who did before."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organizations.actions import end_deputy, name_deputy
from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of, today
from organizations.deputy_table import deputy_table
from organizations.errors import DeputyRefused
from organizations.forms.deputy import DeputyForm
from organizations.models import Deputy, User
from organizations.permissions import DEPUTIZED_ROLES
from organizations.table_answers import is_file_asked, table_answer

# Of those that are over so many are shown, the latest first.
SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
def account_deputies(request: HttpRequest) -> HttpResponseBase:
    """Who acts for the person and for whom they act; a POST names a deputy."""
    user = cast("User", request.user)
    if is_file_asked(request) and request.method != "POST":
        return deputies_file(request, user)
    if request.method != "POST":
        return page(request, DeputyForm(user=user, initial={"starts_on": today()}))
    if not may_name(user):
        raise PermissionDenied(_("Leads and reviewers name deputies, each for their own role."))
    form = DeputyForm(request.POST, user=user)
    if not form.is_valid():
        return page(request, form, status=UNPROCESSABLE)
    try:
        named = name_deputy(**form.cleaned_data, by=user, at=moment_of(request))
    except DeputyRefused as refusal:
        form.add_error(None, str(refusal))
        return page(request, form, status=CONFLICT)
    words = {"person": named.deputy}
    messages.success(request, _("%(person)s acts for you on these days, and is told of it.") % words)
    return redirect("account-deputies")


def deputies_file(request: HttpRequest, user: User) -> HttpResponseBase:
    """All namings of the page as a file, also those that are long over."""
    tables = [deputy_table(_("For whom you act"), coming_for(user))]
    if may_name(user):
        tables.insert(0, deputy_table(_("Who acts for you"), list(user.deputies.for_page())))
    return table_answer(request, _("Deputies"), *tables)


@require_POST
def account_deputy_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the person's own namings before its last day."""
    user = cast("User", request.user)
    deputy = get_object_or_404(user.deputies.select_related("deputy"), pk=pk)
    try:
        end_deputy(deputy=deputy, by=user, at=moment_of(request))
    except DeputyRefused as refusal:
        messages.error(request, str(refusal))
    else:
        words = {"person": deputy.deputy}
        messages.success(request, _("%(person)s no longer acts for you, and is told of it.") % words)
    return redirect("account-deputies")


def may_name(user: User) -> bool:
    """Whether the person has a role in which somebody else can stand in for them (no query beyond the
    memberships)."""
    return any(held.role in DEPUTIZED_ROLES for held in user.memberships_held)


def page(request: HttpRequest, form: DeputyForm, *, status: int = 200) -> HttpResponse:
    user, day = cast("User", request.user), today()
    named = list(user.deputies.for_page()) if may_name(user) else []
    context = {
        "form": form,
        "may_name": may_name(user),
        "current": [each for each in reversed(named) if not each.is_over(day)],
        "past": [each for each in named if each.is_over(day)][:SHOWN],
        "stands_in": coming_for(user),
        "day": day,
    }
    return render(request, "organizations/account_deputies.html", context, status=status)


def coming_for(user: User) -> list[Deputy]:
    """For whom the person stands in, today or later (one query)."""
    namings = user.standing_in.standing().filter(ends_on__gte=today()).for_page()
    return list(namings.order_by("starts_on", "pk"))
