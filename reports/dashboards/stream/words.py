"""What the stream says first: how many lines there are, and what of them waits."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.calendar import day_of
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Headline, KeyNumber, Point, PointList
from reports.dashboards.since import Occasion, Since
from reports.dashboards.stream.asked import StreamQuestion
from tasks.filings.line_rules import OPEN, WITHOUT, Part
from tasks.filings.line_stream import Stream
from texts.punctuation import labelled, listed

DAY = dt.timedelta(days=1)


class Kind(StrEnum):
    """What some of the lines are: new, or waiting for somebody."""

    NEW = "new"
    WAITING = "waiting"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class LinesApart:
    """Some of the lines: what they are called above their number, how a sentence counts them, where they are
    listed, and what they are."""

    label: str
    phrase: str
    href: str
    count: int
    kind: Kind = Kind.WAITING


def headline_of(asked: StreamQuestion, found: int, parts: Sequence[LinesApart]) -> Headline:
    """How many lines are found, and at most five numbers of them (no query)."""
    lines = ngettext("%(count)d line", "%(count)d lines", found) % {"count": found}
    said = listed(part.phrase % {"count": part.count} for part in parts if part.count)
    sentence = _("%(lines)s: %(parts)s.") if said else _("%(lines)s.")
    numbers = [counted(_("Lines"), asked.address(), found)]
    numbers += [counted(part.label, part.href, part.count) for part in parts]
    return Headline(sentence % {"lines": lines, "parts": said}, tuple(numbers))


def point_lists(parts: Sequence[LinesApart], since: Since) -> tuple[PointList, ...]:
    """What waits for somebody, and what came since they were last here; each opens just its lines (no
    query)."""
    return (
        PointList(
            "needs",
            _("What needs attention"),
            tuple(point(part, "warning") for part in parts if part.kind is Kind.WAITING and part.count),
            empty=_("Nothing waits for anybody."),
        ),
        PointList(
            "changes",
            _("What has changed"),
            tuple(point(part, "info") for part in parts if part.kind is Kind.NEW and part.count),
            note=since.in_words,
            empty=_("Nothing has changed since then."),
        ),
    )


def point(part: LinesApart, urgency: str) -> Point:
    lines = ngettext("%(count)d line", "%(count)d lines", part.count) % {"count": part.count}
    return Point(labelled(part.label, lines), urgency, href=part.href, is_count=True)


def parts_of(asked: StreamQuestion, stream: Stream, since: Since) -> Iterator[LinesApart]:
    """What of the lines of ``stream`` is new, and what waits for somebody (a query each)."""
    if asked.reader.is_department:
        yield apart(asked, stream, _("Not seen yet"), _("%(count)d not seen yet"), seen="no")
    yield replace(newly_filed(asked, stream, since), kind=Kind.NEW)
    told = apart(asked, stream, _("With problems"), _("%(count)d with problems"), part=Part.PROBLEMS)
    yield replace(told, kind=Kind.TOLD)
    label, phrase = _("Problems not remarked on"), _("%(count)d with problems not remarked on")
    yield apart(asked, stream, label, phrase, part=Part.PROBLEMS, remarks=WITHOUT)
    if not asked.reader.is_department:
        unresolved = _("%(count)d with a remark that is not resolved")
        yield apart(asked, stream, _("Remarks not resolved"), unresolved, remarks=OPEN)


def newly_filed(asked: StreamQuestion, stream: Stream, since: Since) -> LinesApart:
    """The lines that came since the day of the last visit, that day included; since a week ago where there
    was none, and after the day that the address names (one query)."""
    match since.occasion:
        case Occasion.VISIT:
            label = _("Filed since the day of your last visit")
            phrase = _("%(count)d filed since the day of your last visit")
        case Occasion.DAY:
            label = _("Filed since that day")
            phrase = _("%(count)d filed since that day")
        case _week:
            label, phrase = _("Filed in the last week"), _("%(count)d filed in the last week")
    return apart(asked, stream, label, phrase, since=(day_of(since.moment) - DAY).isoformat())


def apart(asked: StreamQuestion, stream: Stream, label: str, phrase: str, **filters: str) -> LinesApart:
    """The lines that some filters find besides (one query)."""
    count = asked.narrowed(stream, **filters).count()
    return LinesApart(label, phrase, asked.address(**filters), count)


def counted(label: str, href: str, count: int) -> KeyNumber:
    """A number that opens the lines that it counts."""
    return KeyNumber(label, str(count), href=href if count else "", is_count=bool(count), value=count)


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
