"""Dashboards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def dashboard(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


def dashboard_of(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "base.html")
