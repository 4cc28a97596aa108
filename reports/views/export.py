"""Exports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def report_list(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


export_create = report_list


def export_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "base.html")


export_download = export_detail
