"""Administration of organizations and people."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _
from treebeard.admin import TreeAdmin
from treebeard.forms import movenodeform_factory

from organizations.models import Membership, Organization, User


@admin.register(Organization)
class OrganizationAdmin(TreeAdmin):
    form = movenodeform_factory(Organization)
    list_display = ("short_name", "code", "kind", "active_from", "active_until")
    list_filter = ("kind",)
    search_fields = ("code", "name", "short_name", "english_name")


class MembershipInline(admin.TabularInline[Membership, User]):
    model = Membership
    extra = 1
    autocomplete_fields = ("organization",)


@admin.register(User)
class PersonAdmin(UserAdmin[User]):
    """People with their memberships; what they may do follows from these alone."""

    list_display = ("username", "name", "email", "is_active", "is_sample")
    list_filter = ("is_active", "memberships__role")
    search_fields = ("username", "name", "email")
    filter_horizontal = ()
    inlines = (MembershipInline,)
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("name", "email", "preferred_language", "is_active")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "name", "email", "usable_password", "password1", "password2")}),
    )
