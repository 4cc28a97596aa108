"""What is said of a person, by whichever door an administrator says it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import User
from texts.form_fields import form_field


class PersonForm(forms.ModelForm[User]):
    """A person without roles and password."""

    class Meta:
        formfield_callback = form_field
        model = User
        fields = ["name", "email", "preferred_language", "is_active"]


class NewPersonForm(PersonForm):
    """A person who is new, with the name to sign in by."""

    class Meta(PersonForm.Meta):
        fields = ["username", *PersonForm.Meta.fields]

    def clean_username(self) -> str:
        """No two names differ by large and small letters alone, as at every other door."""
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("Somebody signs in by this name already."))
        return username
