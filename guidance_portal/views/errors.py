"""Answers to requests that cannot be served, each with a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """403 for a form whose token is missing or old; nothing was saved, and the page says what to do."""
    return render(request, "403_csrf.html", status=403)
