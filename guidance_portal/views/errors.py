"""Answers to requests that cannot be served, each with a way on."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

logger = logging.getLogger(__name__)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """403 for a form whose token is missing or old; nothing was saved, and the page says what to do."""
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 with the way on; in bare text where even the page cannot be made, as before set-up."""
    try:
        return render(request, "500.html", status=500)
    except Exception:
        logger.exception("The page for failures failed itself.")
        text = _(
            "Something went wrong on our side. What was saved before is safe; please try again in a moment."
        )
        return HttpResponseServerError(text, content_type="text/plain; charset=utf-8")
