"""What waits for the person at the organization that they look at: to sign, to file, to answer, to review."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.calendar import day_of
from organizations.models import Organization, User
from organizations.page_addresses import page_address
from organizations.permissions import Permission
from organizations.prepared_queries import PreparedQuery
from organizations.scope import Scope
from reports.dashboards.matters.due_days import days_in_words, due_in_words, urgency_of
from reports.dashboards.matters.matter import Matter
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Point
from tasks.filings.waiting import reviewed_at
from tasks.models import Filing, Remark
from texts.punctuation import sentences


def holds(user: User, permission: Permission, organization: Organization) -> bool:
    """Whether the person does such work there, not only may (no query)."""
    return organization.pk in {held.pk for held in user.organizations_where(permission)}


def own_work(question: Question, user: User, day: dt.date) -> Iterator[Matter]:
    """Everything that waits for the person there on a day (one query where they file or sign, one where they
    review)."""
    organization = question.organization
    if holds(user, Permission.EDIT_FILING, organization):
        yield from to_file_or_sign(question, user, day)
    if holds(user, Permission.REVIEW_FILING, organization):
        yield from to_review(question, user, day)


def to_file_or_sign(question: Question, user: User, day: dt.date) -> Iterator[Matter]:
    """The organization's own filings that are open (one query, one more for remarks on what was returned)."""
    may_sign = holds(user, Permission.SUBMIT_FILING, question.organization)
    open_ones = Filing.objects.filter(
        organization=question.organization,
        period__guidance=question.guidance,
        period__opens_on__lte=day,
        status__in=[Filing.Status.DRAFT, Filing.Status.RETURNED],
    )
    filings = list(open_ones.select_related("period").by_due_on())
    remarks = unresolved_remarks(filings)
    for filing in filings:
        is_returned = filing.status == Filing.Status.RETURNED
        note = sentences(
            [_("%(due)s.") % {"due": due_in_words(filing.due_on, day)}, remarks_in_words(remarks[filing.pk])]
        )
        yield Matter(
            Point(
                text=what_waits(filing, may_sign=may_sign),
                urgency="warning" if is_returned else urgency_of(filing, day),
                note=note,
                href=filing_address(filing, may_sign=may_sign),
            ),
            is_mine=True,
            since=filing.due_on,
        )


def unresolved_remarks(filings: Iterable[Filing]) -> Counter[int]:
    """How many remarks on those that were returned are not resolved, by filing id (one query, none where
    nothing was returned)."""
    returned = [filing.pk for filing in filings if filing.status == Filing.Status.RETURNED]
    if not returned:
        return Counter()
    return Counter(Remark.objects.unresolved().filter(filing__in=returned).values_list("filing", flat=True))


def what_waits(filing: Filing, *, may_sign: bool) -> str:
    period = {"period": filing.period}
    if may_sign and filing.is_handed_over:
        return _("%(period)s waits for your signature") % period
    if filing.status == Filing.Status.RETURNED:
        return _("%(period)s was returned: correct it") % period
    return _("%(period)s is to be filed") % period


def filing_address(filing: Filing, *, may_sign: bool) -> str:
    page = "tasks:filing-check" if may_sign and filing.is_handed_over else "tasks:filing-detail"
    return page_address(page, filing.pk)


def remarks_in_words(count: int) -> str:
    if not count:
        return ""
    said = ngettext("%(count)d remark is not resolved.", "%(count)d remarks are not resolved.", count)
    return said % {"count": count}


def to_review(question: Question, user: User, day: dt.date) -> Iterator[Matter]:
    """The filings that wait for the person's review, wherever they review, and those of them with doubts that
    were explained (one query)."""
    year = question.guidance.year
    reviewing = tuple(held.pk for held in user.organizations_where(Permission.REVIEW_FILING))
    waiting = filings_to_review.rows(reviewing=reviewing, scope=user.scope, year=year)
    if not waiting:
        return
    queue, oldest = f"{page_address('tasks:review-queue')}?year={year}", waiting[0]
    since = day_of(oldest.submitted_at) if oldest.submitted_at else day
    said = ngettext(
        "%(count)d filing waits for your review", "%(count)d filings wait for your review", len(waiting)
    )
    text = said % {"count": len(waiting)}
    note = longest_waiting(oldest, day)
    yield Matter(Point(text, "warning", note, queue, is_count=True), is_mine=True, since=since)
    doubted = sum(filing.warning_count > 0 for filing in waiting)
    if doubted:
        said = ngettext(
            "%(count)d of them has doubts that were explained",
            "%(count)d of them have doubts that were explained",
            doubted,
        )
        text, href = said % {"count": doubted}, f"{queue}&flags=warnings"
        yield Matter(Point(text, "warning", href=href, is_count=True), is_mine=True, since=since)


@PreparedQuery
def filings_to_review(reviewing: tuple[int, ...], scope: Scope, year: int) -> QuerySet[Filing]:
    return (
        Filing.objects.filter(reviewed_at(reviewing))
        .visible_in(scope)
        .of_year(year)
        .select_related("organization")
        .only("organization__short_name", "organization__english_name", "submitted_at", "warning_count")
        .order_by("submitted_at", "pk")
    )


def longest_waiting(filing: Filing, day: dt.date) -> str:
    """Who has waited longest, since when, how long."""
    if filing.submitted_at is None:
        return ""
    return _("Longest: %(organization)s, since %(at)s (%(days)s)") % {
        "organization": filing.organization,
        "at": date_format(localtime(filing.submitted_at), "DATE_FORMAT"),
        "days": days_in_words(max((day - day_of(filing.submitted_at)).days, 0)),
    }
