"""Forms of one's own account: the password, a forgotten one, the mail address."""

from typing import Any, cast, override

from allauth.account import forms as allauth_forms
from allauth.core import context
from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organizations.jobs import mail_password_reset
from organizations.models import User

WRONG_PASSWORD = _("This is not your present password.")


def refuse_wrong_password(request: HttpRequest, password: str) -> None:
    """Raise a ``ValidationError`` unless it is the password of the person signed in; wrong ones count as
    those at the sign-in page do."""
    user = cast("User", request.user)
    if authenticate(request, username=user.username, password=password) != user:
        raise forms.ValidationError(WRONG_PASSWORD, code="wrong_password")


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """Changes one's own password, after asking for the present one."""

    @override
    def clean_oldpassword(self) -> str:
        password = str(self.cleaned_data.get("oldpassword", ""))
        refuse_wrong_password(context.request, password)
        return password


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """Asks for a link that sets a new password; the worker finds out whose address it is, so that the answer
    is the same, and takes as long, for every address."""

    @override
    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    @override
    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        address = str(self.cleaned_data["email"])
        mail_password_reset.enqueue(address)
        return address


class AddressForm(forms.Form):
    """Names a new mail address, with the present password."""

    address = forms.EmailField(
        label=_("New mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("Your present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_address(self) -> str:
        """Refuse the address that is confirmed already."""
        user, address = self.request.user, str(self.cleaned_data["address"])
        if isinstance(user, User) and user.email == address and user.email_confirmed_at is not None:
            raise forms.ValidationError(_("This is your mail address already."), code="same_address")
        return address

    def clean(self) -> None:
        """Look at the password only once everything else is right, so that a slip costs no try."""
        super().clean()
        if not self.errors:
            try:
                refuse_wrong_password(self.request, self.cleaned_data["password"])
            except forms.ValidationError as error:
                self.add_error("password", error)
