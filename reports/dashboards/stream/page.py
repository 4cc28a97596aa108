"""The stream as it is shown."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.form_answers import as_of_in_words
from organizations.models import User
from reports.dashboards.shown_page import Headline, PointList, ShownPage
from reports.dashboards.stream.asked import StreamQuestion
from reports.data_tables.values import DataTable

type Fact = tuple[str, str]


def stream_facts(
    asked: StreamQuestion, user: User, at: dt.datetime, shown: int, found: int
) -> tuple[Fact, ...]:
    """Whose lines they are, what they are narrowed by, how many of them are here, who took them and when."""
    taken = date_format(localtime(at), "DATETIME_FORMAT")
    lines = ngettext("%(count)d line", "%(count)d lines", found) % {"count": found}
    if shown < found:
        lines = _("%(shown)d of %(found)d lines; narrow the filters for the others") % {
            "shown": shown,
            "found": found,
        }
    return (
        (_("Organization"), asked.reader.full_display_name),
        (_("Guidance"), asked.question.guidance.title),
        *asked.in_words,
        (_("Order"), str(asked.order.label)),
        (_("Coverage"), lines),
        (_("As of"), as_of_in_words(None, at)),
        (_("Taken by"), user.name),
        (_("Taken at"), taken),
    )


def stream_page(
    asked: StreamQuestion,
    name: str,
    title: str,
    *,
    headline: Headline,
    facts: tuple[Fact, ...],
    table: DataTable | None,
    lists: tuple[PointList, ...] = (),
    **context: object,
) -> ShownPage:
    """A page of the stream; ``table`` is what a file of it holds."""
    return ShownPage(
        name=f"{name}-{asked.reader.code}-{asked.question.guidance.year}",
        title=title,
        subject=asked.reader.full_display_name,
        headline=headline,
        facts=facts,
        lists=lists,
        tables=(table,) if table is not None else (),
        context={"filter": asked.filters, "asked": asked, **context},
    )
