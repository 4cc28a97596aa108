"""What a view of an earlier day says of itself where it has to tell what holds now, and why."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.dashboards.question import Question
from tasks.filings.past_limits import PastLimits, limits_of
from texts.punctuation import listed, within_quotes

# So many names are said; of more the first.
NAMED = 4


def told_as_of_now(question: Question) -> list[str]:
    """Sentences on what could not be told as of the earlier day that is asked for; none for now (three
    queries for an earlier day)."""
    return [] if question.on is None else list(in_words(limits_of(question.guidance, question.on)))


def in_words(limits: PastLimits) -> Iterator[str]:
    if limits.amended:
        yield _(
            "Amended since that day: %(tasks)s. Who is asked about them and how they are worded is told as it"
            " is in force now, because an amendment keeps its words, not the rows that it replaced."
        ) % {"tasks": named([f"“{within_quotes(task)}”" for task in limits.amended])}
    if limits.moved:
        yield _(
            "Moved in the tree since that day: %(organizations)s. What was not approved then is counted at"
            " the present superior, because it went along."
        ) % {"organizations": named(limits.moved)}
    if limits.extended:
        said = ngettext(
            "The window of %(count)d filing was extended since that day. Whether it was overdue is told by"
            " the window in force now, because the earlier one is not kept.",
            "The windows of %(count)d filings were extended since that day. Whether they were overdue is told"
            " by the windows in force now, because the earlier ones are not kept.",
            limits.extended,
        )
        yield said % {"count": limits.extended}


def named(names: Sequence[str]) -> str:
    """The first few by name."""
    said = listed(names[:NAMED])
    return said if len(names) <= NAMED else _("%(names)s and others") % {"names": said}


def facts_of_limits(sentences: Sequence[str]) -> list[tuple[str, str]]:
    """What a view says of its limits for files and prints, as pairs of label and words."""
    return [(_("Limits"), sentence) for sentence in sentences]
