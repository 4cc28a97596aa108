"""Administration of people.

Nobody changes roles, address or password of their own here, and only a superuser touches a superuser
(``organizations.account_rules``); what is changed for a person is put on record and told to them.
"""

from collections.abc import Iterable
from typing import Any, override

from allauth.account.adapter import get_adapter
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from background.read_only import ReadOnly
from organizations.account_rules import is_vacant
from organizations.account_wording import sentence
from organizations.actions import (
    note_opened,
    note_password_set,
    note_roles_changed,
    note_switched_off,
    note_switched_on,
    roles_of,
    set_address,
)
from organizations.actions.roles import HeldRole
from organizations.admin.record_links import AsRecords
from organizations.calendar import moment_of
from organizations.errors import AccountRefused
from organizations.models import AccountEvent, Membership, Organization, User
from organizations.name_search import PERSON_NAMES, NameSearch, people_named
from organizations.permissions import Role
from texts.back_office import GatedAdmin, GatedFields

# Roles without which an organization's work stands still.
NEEDED = frozenset({Role.LEAD, Role.REVIEWER})


def may_manage(request: HttpRequest, person: User | None) -> bool:
    """Whether the person signed in may change another's account; of no one in particular, yes."""
    by = request.user
    return person is None or (isinstance(by, User) and by != person and by.may_manage(person))


class MembershipInline(GatedFields, admin.TabularInline[Membership, User]):
    model = Membership
    extra = 1
    autocomplete_fields = ("organization",)

    @override
    def has_add_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return may_manage(request, obj) and super().has_add_permission(request, obj)

    @override
    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return may_manage(request, obj) and super().has_change_permission(request, obj)

    @override
    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return may_manage(request, obj) and super().has_delete_permission(request, obj)


@admin.register(User)
class PersonAdmin(AsRecords, GatedAdmin, NameSearch, UserAdmin[User]):
    """People with their memberships; what they may do follows from these alone."""

    record_kind = "people"
    list_display = ("username", "name", "email", "is_active", "is_sample")
    list_filter = ("is_active", "memberships__role")
    search_fields = PERSON_NAMES
    filter_horizontal = ()
    inlines = (MembershipInline,)
    readonly_fields = ("last_login", "date_joined", "email_confirmed_at", "must_change_password")
    own_account = ("username", "email", "is_active")
    fieldsets = (
        (None, {"fields": ("username", "password", "must_change_password")}),
        (_("Person"), {"fields": ("name", "email", "email_confirmed_at", "preferred_language", "is_active")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "name", "email", "usable_password", "password1", "password2")}),
    )

    @override
    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        is_allowed = may_manage(request, obj) or obj == request.user
        return is_allowed and super().has_change_permission(request, obj)

    @override
    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody is deleted, but switched off: what a person did names that person for good (design R25)."""
        return False

    @override
    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """What of one's own account is changed elsewhere, or by somebody else, is only shown."""
        return self.readonly_fields + (self.own_account if obj == request.user else ())

    @override
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page of a person; what an action refuses stands on it as a sentence, and nothing is saved."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except AccountRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.get_full_path())

    @override
    def save_model(self, request: HttpRequest, obj: User, form: ModelForm[User], change: bool) -> None:
        """Save a person; a password given to a new one is temporary, an address has to be confirmed."""
        standing = User.objects.get(pk=obj.pk) if change else None
        before = standing.email if standing else ""
        if obj.email != before:
            obj.email_confirmed_at = None
        super().save_model(request, obj, form, change)
        about = told_by(request)
        if standing is None:
            note_opened(user=obj, **about)
        elif standing.is_active != obj.is_active:
            (note_switched_on if obj.is_active else note_switched_off)(user=obj, **about)
        if not change and obj.has_usable_password():
            note_password_set(user=obj, **about)
        if obj.email != before:
            set_address(user=obj, before=before, **about)

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        before = roles_of(form.instance)
        super().save_related(request, form, formsets, change)
        note_roles_changed(user=form.instance, before=before, **told_by(request))
        self.warn_of_vacancies(request, before)

    def warn_of_vacancies(self, request: HttpRequest, before: Iterable[HeldRole]) -> None:
        """Say where nobody is left to sign or to review; what was handed in there is looked after already."""
        for role, code in sorted(before):
            organization = Organization.objects.filter(code=code).first()
            if role in NEEDED and organization and is_vacant(Role(role), organization):
                text = _t("Nobody is %(role)s of %(organization)s any more. Give somebody the role.")
                named = {"role": Role(role).label, "organization": organization.full_display_name}
                messages.warning(request, text % named)

    @override
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Set a temporary password for somebody else; one's own is changed where the present one is asked."""
        if unquote(id) == str(request.user.pk):
            return redirect("account_change_password")
        with transaction.atomic():
            before = self.get_object(request, unquote(id))
            response = super().user_change_password(request, id, form_url)
            after = self.get_object(request, unquote(id))
            if before is not None and after is not None and after.password != before.password:
                note_password_set(user=after, **told_by(request))
        return response


def told_by(request: HttpRequest) -> dict[str, Any]:
    """Who does it, when, and from which address, as the actions on accounts take it."""
    return {"by": request.user, "at": moment_of(request), "source": get_adapter().get_client_ip(request)}


@admin.register(AccountEvent)
class AccountEventAdmin(ReadOnly, admin.ModelAdmin[AccountEvent]):
    """What was done to whose account; only to be read."""

    list_display = ("at", "user", "kind", "by", "address")
    list_filter = ("kind",)
    list_select_related = ("user", "by")
    search_fields = ("user__username", "user__name")
    date_hierarchy = "at"
    fields = ("user", "kind", "told", "at", "by", "address", "mail_to")
    readonly_fields = fields

    @override
    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[AccountEvent], search_term: str
    ) -> tuple[QuerySet[AccountEvent], bool]:
        """What was done to the accounts of the people who are found so."""
        return queryset.filter(user__in=people_named(search_term)), False

    @admin.display(description=_("what the person was told"))
    def told(self, event: AccountEvent) -> str:
        return sentence(event)
