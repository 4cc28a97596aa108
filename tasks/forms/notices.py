"""The switches of a person's notices."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _t

from organizations.models import User
from tasks.models import NoticeKind, NoticePreference
from texts.form_fields import WholeNumber


class ChannelsForm(forms.Form):
    """Two switches a kind: in the portal, and by mail."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = {preference.kind: preference for preference in NoticePreference.objects.filter(user=user)}
        for kind in NoticeKind:
            preference = chosen.get(kind) or NoticePreference()
            self.add_switch(f"{kind}_portal", _t("In the portal"), is_on=preference.in_portal)
            self.add_switch(f"{kind}_mail", _t("By mail"), is_on=preference.by_mail)

    def add_switch(self, name: str, label: str, *, is_on: bool) -> None:
        self.fields[name] = forms.BooleanField(label=label, initial=is_on, required=False)

    def rows(self) -> Iterator[tuple[str, BoundField, BoundField]]:
        """Each kind with its two switches."""
        for kind in NoticeKind:
            yield str(kind.label), self[f"{kind}_portal"], self[f"{kind}_mail"]

    def channels(self) -> dict[NoticeKind, tuple[bool, bool]]:
        """What was chosen, as ``choose_channels`` takes it."""
        return {
            kind: (self.cleaned_data[f"{kind}_portal"], self.cleaned_data[f"{kind}_mail"])
            for kind in NoticeKind
        }


class UpToForm(forms.Form):
    """The latest notice of the list that was read."""

    up_to = WholeNumber(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
