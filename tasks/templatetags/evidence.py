"""Template tags of evidence: its type in words, and the files at one line."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest

from tasks.evidence import BY_MEDIA_TYPE
from tasks.evidence.inspection import MEGABYTE
from tasks.evidence.kinds import ACCEPT, PDF
from tasks.models import Evidence, Filing

register = template.Library()


@register.filter
def type_label(evidence: Evidence) -> str:
    """What the file is, in words."""
    kind = BY_MEDIA_TYPE.get(evidence.media_type)
    return str(kind.label) if kind else evidence.media_type


@register.filter
def is_shown_picture(evidence: Evidence) -> bool:
    """Whether browsers show it as a picture."""
    kind = BY_MEDIA_TYPE.get(evidence.media_type)
    return kind is not None and kind is not PDF and kind.is_shown


@register.filter
def is_pdf(evidence: Evidence) -> bool:
    return evidence.media_type == PDF.media_type


@register.inclusion_tag("tasks/evidence_panel.html", takes_context=True)
def evidence_panel(context: template.Context, filing: Filing, kind: str, subject_id: int) -> dict[str, Any]:
    """The files at one line, with the form to attach more while the filing is in draft (one query, and one
    more after a removal)."""
    request: HttpRequest = context["request"]
    return {
        "filing": filing,
        "kind_key": kind,
        "subject_id": subject_id,
        "files": filing.evidence_by_line.get((kind, subject_id), []),
        "removed": removed_lately(request, filing, kind, subject_id),
        "uploads": context.get("uploads", ()),
        "may_edit": filing.is_in_draft and filing.has_opened,
        "accept": ACCEPT,
        "most_mb": settings.EVIDENCE_FILE_MB,
        "most_bytes": settings.EVIDENCE_FILE_MB * MEGABYTE,
        "most_files": settings.EVIDENCE_LINE_FILES,
    }


def removed_lately(request: HttpRequest, filing: Filing, kind: str, subject_id: int) -> Evidence | None:
    """The file that the address says was just removed from this line, so that it can be put back."""
    number = request.GET.get("removed", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    place = Evidence.objects.at_line(filing, kind, subject_id)
    return place.filter(pk=int(number)).exclude(removed_at=None).first()
