"""What every request passes through."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from organizations.calendar import TimedRequest
from tasks.access import DraftPublished, PartGone
from tasks.views.missing_part import gone_page, published_page, typed_in

FOUND, UNAUTHORIZED, FORBIDDEN = 302, 401, 403
NOT_KEPT = "no-store, private"
Responder = Callable[[HttpRequest], HttpResponse]


class MomentMiddleware:
    """Notes when a request came in, before anything else is done about it.

    What the person did was done then: a sign-off sent before midnight is in time, however long it waits for
    a lock (design R20).
    """

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast("TimedRequest", request).moment = timezone.now()
        return self.get_response(request)


class NoStoreMiddleware:
    """Lets no browser and no proxy keep an answer of the portal: page, partial, file, feed, redirect, error.

    Whoever sits down at the machine after a person has signed out finds nothing by Back. What a view says
    about caches does not count, so that no view can forget it or weaken it. Style and scripts are the same
    for everybody and are kept: WhiteNoise answers them before a request comes here.
    """

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Cache-Control"] = NOT_KEPT
        return response


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


class SessionEndedMiddleware:
    """Answers 401 with a sentence where htmx would be led to the sign-in page.

    A browser follows a redirect unseen, and the sign-in page would be put into the middle of a form.
    """

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_led_away = response.status_code == FOUND and response.headers["Location"].startswith(
            reverse(settings.LOGIN_URL)
        )
        if not (is_led_away and request.headers.get("HX-Request")):
            return response
        sentence = _("Your session has ended. Sign in in another tab; your text is kept here.")
        return HttpResponse(sentence, status=UNAUTHORIZED, content_type="text/plain")


class TemporaryPasswordMiddleware:
    """Leads whoever signed in with a password that somebody else has set to choosing one of their own; until
    then nothing else is served."""

    LET_THROUGH = frozenset(
        {
            "account_change_password",
            "account_logout",
            "set_language",
            "healthz",
            "readyz",
            "calendar-feed",
            "verify",
        }
    )

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """A redirect for people; for scripts and the API 403 with a sentence."""
        match = request.resolver_match
        if match is not None and match.url_name in self.LET_THROUGH:
            return None
        if not getattr(request.user, "must_change_password", False):
            return None
        if request.headers.get("HX-Request") or request.path.startswith("/api/"):
            sentence = _("Choose a password of your own first.")
            return HttpResponse(sentence, status=FORBIDDEN, content_type="text/plain; charset=utf-8")
        return redirect("account_change_password")


class PublishedMeanwhileMiddleware:
    """Leads from the pages of a draft to the guidance that it has become; nothing was changed."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A redirect with a message for a draft that was published, or what was typed; so for a form about
        something that is gone from the draft. Anything else goes its way."""
        if isinstance(exception, PartGone):
            return gone_page(request, exception, typed_in(request)) if request.method == "POST" else None
        if not isinstance(exception, DraftPublished):
            return None
        if typed := typed_in(request):
            return published_page(request, exception, typed)
        messages.warning(
            request, _("This guidance is published: it can be amended, but no longer corrected as a draft.")
        )
        return redirect("tasks:guidance-detail", exception.guidance.year)
