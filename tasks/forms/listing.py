"""What the address of a page asks to have listed, where the rows are counted and no filter finds them."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.filtersets import refusal_of


class ListingForm(forms.Form):
    """One of the lists that a page has, by its key; all of it where none is named."""

    show = forms.ChoiceField(label=_("What to list"), required=False)

    def __init__(self, *args: Any, keys: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["show"]).choices = [(key, key) for key in keys]

    @property
    def refusal(self) -> str:
        """What does not fit; "" where everything does."""
        return refusal_of(self)

    @property
    def show_key(self) -> str:
        """The key that was asked for; "" for none, and for one that there is not."""
        self.is_valid()
        return str(self.cleaned_data.get("show", ""))
