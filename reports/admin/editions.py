"""Texts of reports with their parts, changes, confirmations and files from Word, to read."""

from typing import override

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from background.read_only import Leads, ReadOnly
from reports.admin.drafts import EDITION_NAMES, EDITION_SEARCH, DraftFields, DraftPage
from reports.models import (
    Countersigner,
    Edition,
    EditionChange,
    EditionConfirmation,
    EditionPart,
    ReturnedText,
)


class PartInline(DraftFields, ReadOnly, admin.TabularInline[EditionPart, Edition]):
    model = EditionPart
    told = ("number", "version", "is_left_out", "joined_into", "edited_at", "edited_by")
    said = ("words",)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[EditionPart]:
        return super().get_queryset(request).select_related(*EDITION_NAMES, "edited_by")


class ConfirmationInline(DraftFields, ReadOnly, admin.TabularInline[EditionConfirmation, Edition]):
    model = EditionConfirmation
    told = ("key", "confirmed_at", "confirmed_by", "withdrawn_at", "withdrawn_by")
    said = ("reason",)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[EditionConfirmation]:
        people = ("confirmed_by", "withdrawn_by")
        return super().get_queryset(request).select_related(*EDITION_NAMES, *people)


class CountersignerInline(ReadOnly, admin.TabularInline[Countersigner, Edition]):
    model = Countersigner
    fields = readonly_fields = ("organization",)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Countersigner]:
        return super().get_queryset(request).select_related(*EDITION_NAMES, "organization")


@admin.register(Edition)
class EditionAdmin(DraftPage, ReadOnly, Leads, admin.ModelAdmin[Edition]):
    """Texts with who has begun them, how far they are and as which version they were issued."""

    list_display = ("organization", "year", "status", "version", "begun_at", "begun_by", "issued_at")
    list_filter = ("status", "guidance")
    search_fields = ("organization__name", "organization__code")
    list_select_related = ("guidance", "organization", "begun_by")
    told = (
        *("guidance", "organization", "base", "status", "version", "begun_at", "begun_by"),
        *("issued_at", "issued_by", "report"),
    )
    said = ("asked",)
    inlines = (CountersignerInline, ConfirmationInline, PartInline)


@admin.register(EditionChange)
class EditionChangeAdmin(DraftPage, ReadOnly, Leads, admin.ModelAdmin[EditionChange]):
    """Every change of every text: who, when and of which kind."""

    list_display = ("edition", "version", "kind", "at", "by")
    list_filter = ("kind", "edition__guidance")
    search_fields = (*EDITION_SEARCH, "by__name", "by__username")
    list_select_related = (*EDITION_NAMES, "by")
    told = ("edition", "version", "kind", "undoes", "undoes_until", "at", "by")
    said = ("content",)


@admin.register(ReturnedText)
class ReturnedTextAdmin(DraftPage, ReadOnly, Leads, admin.ModelAdmin[ReturnedText]):
    """Files that came back from Word, and what became of each."""

    list_display = ("edition", "file_name", "returned_at", "returned_by", "outcome", "settled_at")
    list_filter = ("outcome", "edition__guidance")
    search_fields = (*EDITION_SEARCH, "file_name", "sha256")
    list_select_related = (*EDITION_NAMES, "returned_by")
    told = (
        *("edition", "file_name", "sha256", "returned_at", "returned_by"),
        *("outcome", "settled_at", "settled_by"),
    )
    said = ("content",)
