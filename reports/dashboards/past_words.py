"""What a view of an earlier day says of itself where it has to tell what holds now, and why."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import Organization
from reports.dashboards.question import Question
from reports.overview import filings_beneath
from tasks.filings.past_limits import PastLimits, limits_of
from tasks.models import Filing
from tasks.models.filing import FilingQuerySet
from texts.punctuation import first_of, within_quotes

# So many names are said; of more the first.
NAMED = 4


def told_as_of_now(question: Question) -> list[str]:
    """Sentences on what could not be told as of the earlier day that is asked for; none for now (three
    queries for an earlier day)."""
    if question.on is None:
        return []
    filings = filings_within(question.organization)
    return list(in_words(limits_of(question.guidance, question.periods, question.on, filings)))


def filings_within(organization: Organization) -> FilingQuerySet:
    """The filings that views of an organization can tell of: those of all beneath it, however far; of a
    department those that it counts."""
    if organization.is_local:
        return Filing.objects.filter(organization__path__startswith=organization.path)
    return filings_beneath(organization) if organization.is_department else Filing.objects.all()


def in_words(limits: PastLimits) -> Iterator[str]:
    if limits.amended:
        yield _(
            "Amended since that day: %(tasks)s. Who is asked about them and how they are worded is told as it"
            " is in force now, because an amendment keeps its words, not the rows that it replaced."
        ) % {"tasks": first_of([f"“{within_quotes(task)}”" for task in limits.amended], NAMED)}
    if limits.windows:
        yield _(
            "Windows amended since that day: %(periods)s. Whether a filing was overdue is told by the window"
            " in force now, because an amendment keeps its words, not the days that it replaced."
        ) % {"periods": first_of(limits.windows, NAMED)}
    if limits.moved:
        yield _(
            "Moved in the tree since that day: %(organizations)s. What was not approved then is counted at"
            " the present superior, because it went along."
        ) % {"organizations": first_of(limits.moved, NAMED)}
    if limits.extended:
        said = ngettext(
            "The window of %(count)d filing was extended since that day. Whether it was overdue is told by"
            " the window in force now, because the earlier one is not kept.",
            "The windows of %(count)d filings were extended since that day. Whether they were overdue is told"
            " by the windows in force now, because the earlier ones are not kept.",
            limits.extended,
        )
        yield said % {"count": limits.extended}


def facts_of_limits(sentences: Sequence[str]) -> list[tuple[str, str]]:
    """What a view says of its limits for files and prints, as pairs of label and words."""
    return [(_("Limits"), sentence) for sentence in sentences]
