"""Setting a forgotten password anew, through the address that a mail carries."""

from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

if TYPE_CHECKING:
    from organizations.models import User


def reset_password(person: "User", password: str) -> str:
    """What the page answers that the mailed link leads to."""
    from allauth.account.forms import default_token_generator  # noqa: PLC0415 (models are ready only now)
    from allauth.account.utils import user_pk_to_url_str  # noqa: PLC0415

    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    client = Client()
    client.cookies["django_language"] = "en"
    form = client.get(reverse("account_reset_password_from_key", kwargs=key))["Location"]
    return client.post(form, {"password1": password, "password2": password}).content.decode()
