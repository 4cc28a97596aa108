"""Template tags of notices and of the light beside a due day."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.calendar import today
from tasks.models import Filing, Notice, NoticeKind
from tasks.notices import lights, wording
from tasks.templatetags.versions import Tab

register = template.Library()

ICONS = {
    NoticeKind.OPENED: "calendar",
    NoticeKind.DUE_TODAY: "warning",
    NoticeKind.OVERDUE: "overdue",
    NoticeKind.OVERDUE_BELOW: "overdue",
    NoticeKind.REMINDED: "overdue",
    NoticeKind.HANDED_OVER: "draft",
    NoticeKind.GIVEN_BACK: "returned",
    NoticeKind.SIGNED: "submitted",
    NoticeKind.RETURNED: "returned",
    NoticeKind.APPROVED: "approved",
    NoticeKind.TAKEN_BACK: "submitted",
    NoticeKind.REMARK: "info",
    NoticeKind.REPORT_REMINDED: "overdue",
    NoticeKind.REPORT_RETURNED: "returned",
    NoticeKind.TEXT_WAITS: "draft",
    NoticeKind.TEXT_SENT_BACK: "returned",
    NoticeKind.REPORT_RECEIVED: "submitted",
    NoticeKind.REPORT_PUBLIC: "document",
}


@register.filter
def notice_icon(notice: Notice) -> str:
    """The drawing of a notice's kind; a clock for what is still to come."""
    return ICONS.get(NoticeKind(notice.kind), "due")


@register.filter
def news(notice: Notice) -> str:
    """What happened, in a few words."""
    return wording.news(notice)


@register.filter
def about(notice: Notice) -> str:
    """What a notice is about."""
    return wording.subject(notice)


@register.filter
def detail(notice: Notice) -> str:
    """The sentence below a notice."""
    return wording.detail(notice)


@register.inclusion_tag("components/due_light.html")
def due_light(filing: Filing) -> dict[str, object]:
    """The light of a filing whose window is open; its timeliness where it has none."""
    shown = lights.due_light(filing, today())
    words = shown and wording.workdays_left(shown.workdays_left, in_weekdays=shown.in_weekdays)
    return {"shown": shown, "words": words, "timeliness": filing.timeliness}


@register.simple_tag
def notice_tabs(is_unread: bool, unread: int) -> list[Tab]:  # noqa: FBT001 (a template gives them in order)
    """All notices, and those that nobody has read yet."""
    address = reverse("tasks:notice-list")
    return [
        Tab(_("All"), address, is_current=not is_unread),
        Tab(_("Unread"), f"{address}?show=unread", is_current=is_unread, count=unread, opens_counted=True),
    ]
