"""The form by which a lead or reviewer names who acts for them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organizations.forms.organization import day_input
from organizations.models import Membership, User
from organizations.models.deputy import LONGEST_REASON
from organizations.permissions import DEPUTIZED_ROLES
from texts.form_fields import Day, Text


class PostField(forms.ModelChoiceField[Membership]):
    """One of the person's own roles."""

    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.organization} · {obj.get_role_display()}"


class PersonField(forms.ModelChoiceField[User]):
    """Somebody of the same organizations, with where they belong."""

    def label_from_instance(self, obj: User) -> str:
        places = dict.fromkeys(str(held.organization) for held in obj.memberships.all())
        return " · ".join([str(obj), *places])


class DeputyForm(forms.Form):
    """Names a deputy for some days: somebody with a role where the person is lead or reviewer."""

    post = PostField(Membership.objects.none(), label=_("In which role"), empty_label=None)
    deputy = PersonField(User.objects.none(), label=_("Deputy"))
    starts_on = Day(label=_("First day"), widget=day_input())
    ends_on = Day(label=_("Last day, included"), widget=day_input())
    reason = Text(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=_("The deputy reads it, for example: on a business trip."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = Membership.objects.filter(user=user, role__in=DEPUTIZED_ROLES)
        there = Membership.objects.filter(organization__in=posts.values("organization"))
        people = User.objects.filter(is_active=True, pk__in=there.values("user")).exclude(pk=user.pk)
        offered: dict[str, QuerySet[Any]] = {
            "post": posts.select_related("organization"),
            "deputy": people.order_by("name", "pk").prefetch_related("memberships__organization"),
        }
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = offered[name]
