"""Administration of organizations and people.

Nobody changes roles, address or password of their own here, and only a superuser touches a superuser
(``organizations.account_rules``); what is changed for a person is put on record and told to them.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, override

from allauth.account.adapter import get_adapter
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.db import transaction
from django.db.models import Q
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from treebeard.admin import TreeAdmin
from treebeard.forms import movenodeform_factory

from background.read_only import ReadOnly
from organizations.account_wording import sentence
from organizations.actions import note_password_set, note_roles_changed, roles_of, set_address
from organizations.errors import AccountRefused
from organizations.models import AccountEvent, Membership, Organization, User
from texts.back_office import GatedAdmin, GatedFields


@admin.register(Organization)
class OrganizationAdmin(GatedAdmin, TreeAdmin):
    form = movenodeform_factory(Organization)
    list_display = ("short_name", "code", "kind", "active_from", "active_until")
    list_filter = ("kind",)
    search_fields = ("code", "name", "short_name", "english_name")

    def get_deleted_objects(self, objs: Iterable[Organization], request: HttpRequest) -> Any:
        """Deleting takes along what stands below: whatever keeps one of them keeps all (design R25)."""
        below = reduce(or_, (Q(path__startswith=node.path) for node in objs), Q(pk__in=[]))
        return super().get_deleted_objects(Organization.objects.filter(below), request)


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
class PersonAdmin(GatedAdmin, UserAdmin[User]):
    """People with their memberships; what they may do follows from these alone."""

    list_display = ("username", "name", "email", "is_active", "is_sample")
    list_filter = ("is_active", "memberships__role")
    search_fields = ("username", "name", "email")
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
        before = User.objects.get(pk=obj.pk).email if change else ""
        if obj.email != before:
            obj.email_confirmed_at = None
        super().save_model(request, obj, form, change)
        about = told_by(request)
        if not change and obj.has_usable_password():
            note_password_set(user=obj, **about)
        if obj.email != before:
            set_address(user=obj, before=before, **about)

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        before = roles_of(form.instance)
        super().save_related(request, form, formsets, change)
        note_roles_changed(user=form.instance, before=before, **told_by(request))

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
    return {"by": request.user, "at": timezone.now(), "source": get_adapter().get_client_ip(request)}


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

    @admin.display(description=_("what the person was told"))
    def told(self, event: AccountEvent) -> str:
        return sentence(event)
