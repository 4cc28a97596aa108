"""What the stream says first: how many lines there are, and what of them waits."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.calendar import today
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Headline, KeyNumber
from reports.dashboards.since import WEEK
from reports.dashboards.stream.asked import StreamQuestion
from tasks.filings.line_rules import OPEN, WITHOUT, Part
from texts.punctuation import listed


@dataclass(frozen=True, slots=True)
class LinesApart:
    """Some of the lines: what they are called above their number, how a sentence counts them, and which
    filters find them."""

    label: str
    phrase: str
    asked: StreamQuestion
    count: int


def headline_of(asked: StreamQuestion, found: int) -> Headline:
    """How many lines are found, and at most five numbers of them (four queries)."""
    parts = list(parts_of(asked))
    lines = ngettext("%(count)d line", "%(count)d lines", found) % {"count": found}
    said = listed(part.phrase % {"count": part.count} for part in parts if part.count)
    sentence = _("%(lines)s: %(parts)s.") if said else _("%(lines)s.")
    numbers = [counted(part.label, part.asked, part.count) for part in parts]
    return Headline(sentence % {"lines": lines, "parts": said}, (counted(_("Lines"), asked, found), *numbers))


def parts_of(asked: StreamQuestion) -> Iterator[LinesApart]:
    """What of the lines is new, and what waits for somebody (a query each)."""
    if asked.reader.is_department:
        yield apart(asked, _("Not seen yet"), _("%(count)d not seen yet"), seen="no")
    week_ago = (today() - WEEK).isoformat()
    yield apart(asked, _("Filed in the last week"), _("%(count)d filed in the last week"), since=week_ago)
    yield apart(asked, _("With problems"), _("%(count)d with problems"), part=Part.PROBLEMS)
    open_problems = {"part": Part.PROBLEMS, "remarks": WITHOUT}
    yield apart(
        asked, _("Problems not remarked on"), _("%(count)d with problems not remarked on"), **open_problems
    )
    if not asked.reader.is_department:
        unresolved = _("%(count)d with a remark that is not resolved")
        yield apart(asked, _("Remarks not resolved"), unresolved, remarks=OPEN)


def apart(asked: StreamQuestion, label: str, phrase: str, **filters: str) -> LinesApart:
    """The lines that some filters find besides (one query)."""
    narrower = asked.changed(**filters)
    return LinesApart(label, phrase, narrower, narrower.stream.count())


def counted(label: str, asked: StreamQuestion, count: int) -> KeyNumber:
    """A number that opens the lines that it counts."""
    return KeyNumber(
        label, str(count), href=asked.address() if count else "", is_count=bool(count), value=count
    )


def limits(question: Question) -> list[str]:
    """Which filters of the dashboard say nothing about lines."""
    said = []
    if question.on:
        said.append(_("Lines are shown as they stand now, not as of an earlier day."))
    if question.outcome:
        said.append(_("Outcomes are those of targets; lines have none."))
    if question.with_submitted:
        said.append(_("Each line says whether it is submitted or approved; the status narrows them."))
    return said
