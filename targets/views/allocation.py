"""Sharing a target out among one's subordinates, and the history of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.models import Organization, User
from organizations.row_batches import RowBatches
from organizations.table_answers import is_file_asked, table_answer
from targets.actions import allocate_target, show_ranks
from targets.allocation.shares import (
    Balance,
    ShareStanding,
    latest_version,
    may_allocate,
    proposed,
    receivers,
    sharers,
    standings,
    whole_of,
)
from targets.allocation_table import share_table, version_table
from targets.forms.allocation import AllocationForm, name_of, receivers_of, typed
from targets.models import AllocationVersion, Target
from targets.record_kinds.share_rows import STEM as SHARES
from targets.wording import goal_in_words
from tasks.access import administrator, signed_in
from tasks.errors import ActionRefused, StaleAllocation

PAGE_SIZE = 20
Way = AllocationVersion.Way


@dataclass(frozen=True, slots=True)
class Row:
    """One subordinate: the field, and how it stands against the share that is saved."""

    standing: ShareStanding
    field: BoundField


@dataclass(slots=True)
class Sheet:
    """What the page is about, fetched once."""

    user: User
    target: Target
    parent: Organization
    organizations: list[Organization]
    whole: Decimal | None
    last: AllocationVersion | None

    @property
    def may_edit(self) -> bool:
        in_force = self.target.guidance.is_published and self.target.withdrawn_on is None
        return in_force and self.target.can_be_shared and may_allocate(self.user, self.parent)

    @property
    def facts(self) -> list[tuple[str, str]]:
        return facts_of(self.target, self.parent)

    @property
    def number(self) -> int:
        return self.last.number if self.last else 0

    def form(self, data: Any = None, **kwargs: Any) -> AllocationForm:
        indicator = self.target.indicator
        return AllocationForm(data, organizations=self.organizations, indicator=indicator, **kwargs)


def facts_of(target: Target, parent: Organization) -> list[tuple[str, str]]:
    """What shares are of, for the top of their file."""
    return [
        (_("Indicator"), target.indicator.display_name),
        (_("Guidance"), target.guidance.title),
        (_("Goal"), goal_in_words(target)),
        (_("Shared out by"), parent.full_display_name),
    ]


def shared_target(request: HttpRequest, pk: int) -> tuple[Target, Organization]:
    """A target and the person's organization that shares it out; 404 without subordinates."""
    user = signed_in(request)
    targets = Target.objects.published().select_related("indicator", "guidance")
    target = get_object_or_404(targets.defer("guidance__source_text"), pk=pk)
    parent = next(iter(sharers(user)), None)
    if parent is None:
        raise Http404
    return target, parent


def sheet_of(request: HttpRequest, pk: int) -> Sheet:
    target, parent = shared_target(request, pk)
    return Sheet(
        signed_in(request),
        target,
        parent,
        receivers(parent),
        whole_of(target, parent),
        latest_version(target, parent),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def allocation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The shares of the person's direct subordinates, against the whole."""
    sheet = sheet_of(request, pk)
    if request.method == "POST":
        if not sheet.may_edit:
            raise PermissionDenied(
                _("Your role does not allow this here. Ask the administrator if it should.")
            )
        return answer(request, sheet)
    if is_file_asked(request):
        organizations = sheet.organizations if sheet.target.can_be_shared else []
        found = standings(sheet.target, organizations)
        shares = share_table([found[each.pk] for each in organizations], sheet.target.indicator)
        return table_answer(request, _("Shares"), shares, facts=sheet.facts)
    return begun_page(request, sheet)


def begun_page(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """The form as it is opened."""
    shares, way = begun_from(request, sheet)
    initial = {"version": sheet.number, "whole": sheet.whole, "way": way} | typed(sheet.organizations, shares)
    return page(request, sheet, sheet.form(initial=initial), shares)


def begun_from(request: HttpRequest, sheet: Sheet) -> tuple[Mapping[int, Decimal], str]:
    """The shares that stand, or those of the version named by ``?from=``."""
    number = request.GET.get("from", "")
    if number.isascii() and number.isdigit() and len(number) < 6:
        versions = sheet.target.allocation_versions.filter(parent=sheet.parent)
        return get_object_or_404(versions, number=int(number)).values, Way.EARLIER
    return (sheet.last.values if sheet.last else {}), Way.BY_HAND


def answer(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Propose, preview or save what was sent; what was typed stays."""
    form, wanted = sheet.form(request.POST), request.POST.get("do", "save")
    is_right = form.is_valid()
    if wanted in {Way.EQUALLY, Way.LAST_YEAR} and sheet.whole is not None:
        shares = proposed(sheet.target, sheet.whole, sheet.organizations, wanted)
        return again(request, sheet, shares=shares, way=wanted)
    if not is_right:
        return page(request, sheet, form, form.shares, status=UNPROCESSABLE)
    if wanted != "save":
        return page(request, sheet, form, form.shares)
    return save(request, sheet, form)


def again(
    request: HttpRequest, sheet: Sheet, *, shares: Mapping[int, Decimal], way: str, status: int = 200
) -> HttpResponse:
    """The form with proposed shares, not saved yet."""
    data = typed(sheet.organizations, shares) | {
        "version": request.POST.get("version", sheet.number),
        "whole": request.POST.get("whole", sheet.whole),
        "receivers": request.POST.get("receivers", ""),
        "way": way,
        "reason": request.POST.get("reason", ""),
    }
    form = sheet.form(data)
    form.is_valid()
    return page(request, sheet, form, shares, status=status)


def save(request: HttpRequest, sheet: Sheet, form: AllocationForm) -> HttpResponse:
    """Save a valid form; a refusal stays on the page with what was typed."""
    said = form.cleaned_data
    try:
        version = allocate_target(
            target=sheet.target,
            parent=sheet.parent,
            by=sheet.user,
            at=moment_of(request),
            expected_version=said["version"],
            expected_whole=said["whole"],
            expected_receivers=said["receivers"],
            shares=form.shares,
            way=said["way"] or Way.BY_HAND,
            reason=said["reason"],
        )
    except StaleAllocation as refusal:
        data = request.POST.copy()
        data["version"] = str(sheet.number)
        data["whole"] = "" if sheet.whole is None else str(sheet.whole)
        data["receivers"] = receivers_of(sheet.organizations)
        form = sheet.form(data)
        form.is_valid()
        form.add_error(None, str(refusal))
        return page(request, sheet, form, form.shares, status=CONFLICT)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return page(request, sheet, form, form.shares, status=UNPROCESSABLE)
    messages.success(request, _("The shares are saved.") if version else _("Nothing has changed."))
    return redirect("targets:target-allocation", sheet.target.pk)


def page(
    request: HttpRequest,
    sheet: Sheet,
    form: AllocationForm,
    shares: Mapping[int, Decimal],
    *,
    status: int = 200,
) -> HttpResponse:
    organizations = sheet.organizations if sheet.target.can_be_shared else []
    found = standings(sheet.target, organizations)
    context = {
        "target": sheet.target,
        "indicator": sheet.target.indicator,
        "parent": sheet.parent,
        "form": form,
        "rows": [Row(found[receiver.pk], form[name_of(receiver)]) for receiver in organizations],
        "balance": Balance(sheet.whole, sum(shares.values(), Decimal(0))),
        "last": sheet.last,
        "may_edit": sheet.may_edit,
        "workbook": f"{SHARES}-{sheet.target.guidance.year}" if sheet.may_edit else "",
        "may_show_ranks": sheet.may_edit and sheet.user.is_administrator,
        "can_be_shared": sheet.target.can_be_shared,
    }
    return render(request, "targets/allocation.html", context, status=status)


@require_POST
def allocation_ranks(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everybody see their place, or not any more: for the office's administrators."""
    administrator(request)
    target, _parent = shared_target(request, pk)
    are_shown = request.POST.get("shown") == "1"
    try:
        show_ranks(target=target, by=signed_in(request), are_shown=are_shown)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Each organization sees its place now.") if are_shown else _("Nobody sees places any more.")
        messages.success(request, said)
    return redirect("targets:target-allocation", pk)


@require_safe
def allocation_history(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every version of the shares, the latest first."""
    target, parent = shared_target(request, pk)
    versions = target.allocation_versions.filter(parent=parent).select_related("by")
    if is_file_asked(request):
        told = (each for batch in RowBatches(versions, size=PAGE_SIZE) for each in with_names(batch))
        table, facts = version_table(told, target.indicator), facts_of(target, parent)
        return table_answer(request, _("History of the shares"), table, facts=facts)
    page_obj = Paginator(versions, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "target": target,
        "indicator": target.indicator,
        "parent": parent,
        "page_obj": page_obj,
        "rows": with_names(page_obj),
        "may_edit": may_allocate(signed_in(request), parent),
    }
    return render(request, "targets/allocation_history.html", context)


def with_names(
    versions: Iterable[AllocationVersion],
) -> list[tuple[AllocationVersion, list[tuple[Organization, Decimal]]]]:
    """Versions with the shares of each organization that there still is (one query)."""
    listed = list(versions)
    names = Organization.objects.in_bulk({pk for version in listed for pk in version.values})
    return [
        (version, [(names[pk], value) for pk, value in version.values.items() if pk in names])
        for version in listed
    ]
