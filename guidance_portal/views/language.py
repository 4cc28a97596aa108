"""Switching the language, and remembering it for the person."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as switch

from organizations.models import User


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Switch to the chosen language on the same page; the person's next sign-in starts with it."""
    response = switch(request)
    language = request.POST.get("language", "")
    languages = dict(User._meta.get_field("preferred_language").choices or ())
    if isinstance(request.user, User) and language in languages:
        User.objects.filter(pk=request.user.pk).update(preferred_language=language)
    return response
