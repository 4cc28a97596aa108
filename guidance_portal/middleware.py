"""What every request passes through."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Responder = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Chinese first: the language chosen by the person, never guessed from the browser."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self.language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def language_of(self, request: HttpRequest) -> str:
        """The language cookie; without one the person's own choice; else Chinese."""
        known = dict(settings.LANGUAGES)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if chosen in known:
            return chosen
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            return request.user.preferred_language
        return settings.LANGUAGE_CODE
