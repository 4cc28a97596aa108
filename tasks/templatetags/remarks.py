"""Template tags of remarks: what was said about one line, and what the person may do about it."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest

from organizations.models import Organization
from tasks.access import signed_in
from tasks.filings.remark_authority import may_answer, may_read, may_settle, reviewing_voice
from tasks.models import Filing, Remark

register = template.Library()


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark as one person sees it; ``error`` and ``typed`` are of an answer that could not be taken."""

    remark: Remark
    may_answer: bool
    may_settle: bool
    error: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where remarks stand: one line of a filing, or with ``kind`` empty the whole. ``voice`` is in whose name
    the person may remark there; None leaves it to who reviews."""

    filing: Filing
    kind: str = ""
    subject_id: int | None = None
    voice: Organization | None = None

    @property
    def anchor(self) -> str:
        """What its panel is called within a page."""
        line = f"{self.kind}-{self.subject_id}" if self.kind else "whole"
        return f"remarks-{self.filing.pk}-{line}"


@dataclass(frozen=True, slots=True)
class Failed:
    """Words that could not be taken: why, what was typed, and under which remark; None for a new one."""

    error: str
    typed: str
    remark: int | None = None


@register.inclusion_tag("tasks/remark_panel.html", takes_context=True)
def remark_panel(
    context: template.Context,
    filing: Filing,
    kind: str = "",
    subject_id: int | None = None,
    voice: Organization | None = None,
) -> dict[str, Any]:
    """The remarks on one line, or on the whole, with what the person may do. ``voice`` is in whose name they
    may remark; by default the organization that reviews. Reads ``filing.all_remarks``."""
    return panel(context["request"], Place(filing, kind, subject_id, voice))


def panel(request: HttpRequest, place: Place, failed: Failed | None = None) -> dict[str, Any]:
    """What the panel's template shows; with ``failed`` what could not be taken is still in its field."""
    user, filing = signed_in(request), place.filing
    remarks = filing.remarks_by_line.get((place.kind, place.subject_id), [])
    return {
        "request": request,
        "filing": filing,
        "kind_key": place.kind,
        "subject_id": place.subject_id,
        "place": place.anchor,
        "voice": place.voice or reviewing_voice(user, filing),
        "shown": [
            ShownRemark(
                remark, may_answer(user, remark), may_settle(user, remark), *failed_at(remark, failed)
            )
            for remark in remarks
            if may_read(user, remark)
        ],
        "failed": failed if failed and failed.remark is None else None,
        "next": request.POST.get("next") or request.get_full_path(),
    }


def failed_at(remark: Remark, failed: Failed | None) -> tuple[str, str]:
    return (failed.error, failed.typed) if failed and failed.remark == remark.pk else ("", "")


@register.simple_tag
def unresolved_remarks(filing: Filing) -> list[Remark]:
    """What still waits for an answer or a change. Reads ``filing.all_remarks``."""
    return [remark for remark in filing.all_remarks if not remark.is_resolved]


@register.simple_tag
def remark_place(remark: Remark) -> str:
    """What the panel is called in which a remark stands."""
    return Place(remark.filing, remark.kind, remark.subject_id).anchor


@register.simple_tag
def unresolved_of_review(filing: Filing) -> list[Remark]:
    """What those who review have remarked on the submitted version: enough to return it. Reads
    ``filing.all_remarks``."""
    return [
        remark
        for remark in filing.all_remarks
        if not remark.is_resolved
        and remark.version == filing.version
        and remark.organization_id == filing.reports_to_id
    ]
