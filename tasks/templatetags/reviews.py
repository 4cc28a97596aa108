"""Template tags of the review: the approvals that their reviewer can still take back."""

from typing import Any

from django import template
from django.utils import timezone

from tasks.access import signed_in
from tasks.filings.approval_followers import TAKEN_BACK_WITHIN
from tasks.models import Filing

register = template.Library()


@register.inclusion_tag("tasks/undo_approvals.html", takes_context=True)
def undo_approvals(context: template.Context) -> dict[str, Any]:
    """What the person approved within the last minute, each with the moment until which it can be taken back
    (one query)."""
    user = signed_in(context["request"])
    recent = Filing.objects.visible_to(user).filter(
        approved_by=user, approved_at__gte=timezone.now() - TAKEN_BACK_WITHIN
    )
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "approvals": [
            (filing, filing.approved_at + TAKEN_BACK_WITHIN)
            for filing in recent.for_list().order_by("-approved_at", "pk")[:10]
            if filing.approved_at
        ],
    }
