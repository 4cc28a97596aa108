"""Texts of reports that wait for the name of the person who looks."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organizations.calendar import day_of
from organizations.models import User
from reports.dashboards.matters.matter import Matter
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Point
from reports.sign_off_wording import in_place_in_words, step_to_do
from reports.signatures import Waiting, waiting_for
from texts.punctuation import sentences


def signature_matters(question: Question, user: User) -> Iterator[Matter]:
    """The texts of the year that the person can sign at the organization that they look at (as
    ``waiting_for`` costs)."""
    for waiting in waiting_for(user):
        is_of_year = waiting.edition.guidance_id == question.guidance.pk
        if is_of_year and question.organization.pk in waiting.organizations:
            yield signature_matter(waiting)


def signature_matter(waiting: Waiting) -> Matter:
    words = {"report": waiting.organization, "step": step_to_do(waiting.step)}
    since = _("Since %(day)s.") % {"day": date_format(localtime(waiting.since), "DATE_FORMAT")}
    return Matter(
        Point(
            text=_("The report of %(report)s waits for you: %(step)s") % words,
            urgency="warning",
            note=sentences([since, in_place_in_words(waiting.persons)]),
            href=waiting.address,
        ),
        is_mine=True,
        since=day_of(waiting.since),
    )
