"""Administration of the reporting tree: it is read here, and changed by actions that ask why (design R21)."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import ModelAdmin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from background.read_only import Lead, Leads, ReadOnly
from organizations import actions
from organizations.admin.record_links import AsRecords
from organizations.answers import UNPROCESSABLE
from organizations.errors import TreeChangeRefused
from organizations.forms.organization import CloseForm, MoveForm, NamesForm, NewOrganizationForm, ReasonForm
from organizations.models import Organization, OrganizationEvent, User
from organizations.name_search import ORGANIZATION_NAMES, NameSearch
from texts.back_office import GatedAdmin


@dataclass(frozen=True, slots=True)
class TreeChange:
    """One kind of change of an organization: what its button says, its form, and its action."""

    label: Promise | str
    form: Callable[..., forms.Form]
    act: Callable[..., Any]


def names_form(data: Any, organization: Organization) -> forms.Form:
    return cast("forms.Form", NamesForm(data, instance=organization))


def move_form(data: Any, organization: Organization) -> forms.Form:
    return MoveForm(data, organization=organization)


def close_form(data: Any, organization: Organization) -> forms.Form:
    known = {"last_day": organization.active_until, "successor": organization.successor_id}
    return CloseForm(data, site=admin.site, initial=known)


def reason_form(data: Any, _organization: Organization) -> forms.Form:
    return ReasonForm(data)


CHANGES: dict[str, TreeChange] = {
    "correct": TreeChange(_("Correct names"), names_form, actions.correct_organization),
    "move": TreeChange(_("Move"), move_form, actions.move_organization),
    "close": TreeChange(_("Close or merge"), close_form, actions.close_organization),
    "reopen": TreeChange(_("Open again"), reason_form, actions.reopen_organization),
    "remove": TreeChange(_("Remove"), reason_form, actions.remove_organization),
}


def changes_of(organization: Organization) -> list[str]:
    """The names of the changes that come into question for an organization."""
    if organization.is_office:
        return ["correct"]
    return ["correct", "move", "close", *(["reopen"] if organization.active_until else []), "remove"]


@admin.register(Organization)
class OrganizationAdmin(AsRecords, GatedAdmin, NameSearch, Leads, ReadOnly, ModelAdmin[Organization]):
    """The tree to read, in its order, with the ways to change it."""

    record_kind = "organizations"
    list_display = ("indented_name", "code", "kind", "active_from", "active_until")
    list_filter = ("kind",)
    search_fields = ("code", *ORGANIZATION_NAMES)
    search_codes = ("code",)
    ordering = ("path",)
    fields = (
        *("code", "name", "short_name", "english_name", "kind", "superior", "other_names"),
        *("active_from", "active_until", "successor", "latest_changes"),
    )

    def has_add_permission(self, request: HttpRequest, _obj: object = None) -> bool:
        """A new one is added by its action, on the page of the button."""
        return ModelAdmin.has_add_permission(self, request)

    @admin.display(description=_("short name"), ordering="path")
    def indented_name(self, organization: Organization) -> str:
        return f"{'– ' * (organization.depth - 1)}{organization}"

    @admin.display(description=_("files to"))
    def superior(self, organization: Organization) -> str:
        above = Organization.objects.filter(path=organization.parent_path).first()
        return above.full_display_name if above else "—"

    @admin.display(description=_("aliases"))
    def other_names(self, organization: Organization) -> str:
        return "、".join(organization.aliases) or "—"

    @admin.display(description=_("changes so far"))
    def latest_changes(self, organization: Organization) -> str:
        events = OrganizationEvent.objects.filter(code=organization.code).select_related("by")
        return in_lines(events) or "—"

    def standing_of(self, row: Organization) -> str:  # noqa: ARG002 (the same for each)
        return _t(
            "The reporting tree is changed by the buttons above: each asks why, checks what hangs on the"
            " organization, and stays on record. Code and kind stay as they are."
        )

    def leads_of(self, row: Organization) -> Iterable[Lead]:
        for name in changes_of(row):
            address = reverse("admin:organizations_organization_act", args=[row.pk, name])
            yield Lead(address, str(CHANGES[name].label))

    def get_urls(self) -> list[URLPattern]:
        act = path(
            "<int:pk>/act/<slug:name>/",
            self.admin_site.admin_view(self.act_view),
            name="organizations_organization_act",
        )
        return [act, *super().get_urls()]

    def add_view(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Add an organization under another one."""
        form = NewOrganizationForm(request.POST or None)

        def act(under: Organization, by: User, at: dt.datetime, reason: str, **said: Any) -> Organization:
            new = Organization(**said)
            return actions.add_organization(organization=new, under=under, by=by, at=at, reason=reason)

        return self.page(request, _t("Add an organization"), form, act, None)

    def act_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Change an organization in one of the ways that come into question for it."""
        organization = get_object_or_404(Organization, pk=pk)
        if name not in changes_of(organization):
            raise Http404
        change = CHANGES[name]
        form = change.form(request.POST or None, organization)
        act = partial(change.act, organization=organization)
        return self.page(request, str(change.label), form, act, organization)

    def page(
        self,
        request: HttpRequest,
        title: str,
        form: Any,
        act: Callable[..., Any],
        organization: Organization | None,
    ) -> HttpResponse:
        """The form, or what came of it: a change on record, or a refusal in words beside the form."""
        if request.method == "POST" and form.is_valid():
            try:
                done = act(**form.cleaned_data, by=request.user, at=timezone.now())
            except TreeChangeRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                text = _t("The reporting tree is changed.") if done else _t("Nothing is another than it was.")
                messages.success(request, text)
                return redirect("admin:organizations_organization_changelist")
        context = self.admin_site.each_context(request) | {
            "title": title,
            "form": form,
            "organization": organization,
            "opts": self.opts,
            "media": self.media + form.media,
        }
        status = UNPROCESSABLE if form.errors else 200
        return TemplateResponse(request, "admin/organization_act.html", context, status=status)


def in_lines(events: QuerySet[OrganizationEvent]) -> str:
    """Each change on a line of its own: when, what, why, and who made it."""
    return format_html_join(
        "",
        "<div>{} · {} · {} · {}</div>",
        (
            (
                f"{timezone.localtime(event.at):%Y-%m-%d %H:%M}",
                event.get_kind_display(),
                event.reason or "—",
                event.by or _t("loaded from a file"),
            )
            for event in events
        ),
    )


@admin.register(OrganizationEvent)
class OrganizationEventAdmin(ReadOnly, ModelAdmin[OrganizationEvent]):
    """What was changed in the tree; only to be read."""

    list_display = ("at", "name", "code", "kind", "reason", "by")
    list_filter = ("kind",)
    list_select_related = ("by",)
    search_fields = ("name", "code", "reason")
    date_hierarchy = "at"
    fields = ("name", "code", "kind", "what_changed", "reason", "at", "by")

    @admin.display(description=_("changes"))
    def what_changed(self, event: OrganizationEvent) -> str:
        rows = (
            (change["field"], change["before"] or "—", change["after"] or "—") for change in event.changes
        )
        return format_html_join("", "<div>{}: {} → {}</div>", rows)
