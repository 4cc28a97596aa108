"""Which measures are delayed, where, since when, and what was written about why."""

from collections.abc import Iterator
from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.page_addresses import page_address
from reports.dashboards.work.addresses import lines_address, measures_address
from reports.dashboards.work.gathered import Work
from reports.data_tables.values import Cell, DataTable, Head, Row
from tasks.filings.delayed_measures import Delay

KEY = "delayed"
# What is longer is folded, and unfolds in full.
LONGEST_QUOTE = 60


def delayed_table(work: Work) -> DataTable:
    """Each delayed measure, those of most organizations first, and beneath it where it is delayed."""
    heads = (
        Head("measure", _("Delayed measure and where"), width=60),
        Head("organizations", _("Organizations"), is_number=True, descends=True),
        Head("since", _("Delayed since"), width=20),
        Head("problems", _("Problems, as written"), width=60),
        Head("next_steps", _("Next steps, as written"), width=60),
        Head("evidence", _("Evidence"), is_number=True, descends=True),
        Head("task", _("Task"), width=40),
    )
    return DataTable(
        KEY,
        _("What is delayed, where, since when and why"),
        heads,
        tuple(delayed_rows(work)),
        note=_("Quoted is the answer that is counted, in the words of who filed it."),
        empty=_("No measure is delayed."),
    )


def delayed_rows(work: Work) -> Iterator[Row]:
    """A row for each measure, followed by one for each organization."""
    for _pk, group in groupby(work.delays, key=lambda delay: delay.measure.pk):
        delays = list(group)
        yield measure_row(work, delays)
        yield from (organization_row(work, delay) for delay in delays)


def row_key(delay: Delay) -> str:
    return f"delayed-{delay.measure.pk}"


def measure_row(work: Work, delays: list[Delay]) -> Row:
    first = min(delays, key=lambda delay: delay.since.order)
    task = first.entry.task
    address = measures_address(work.question, "delayed", task, measure=first.measure)
    cells = (
        Cell(first.measure.text),
        Cell(len(delays), href=address, is_count=True),
        Cell(str(first.since), order=first.since.order),
        Cell(None),
        Cell(None),
        Cell(None),
        Cell(f"{task.section.number}{task.display_title}"),
    )
    return Row(row_key(first), cells, css="row--measure")


def organization_row(work: Work, delay: Delay) -> Row:
    entry, filing = delay.entry, delay.entry.filing
    place = {"filing": str(filing.pk), "task": str(entry.task_id)}
    address = f"{lines_address(work.question, **place)}#evidence-{filing.pk}-progress-{entry.task_id}"
    cells = (
        Cell(str(filing.organization), href=entry_address(work, delay)),
        Cell(None),
        Cell(str(delay.since), order=delay.since.order, note=told_in_words(delay)),
        quoted(entry.problems),
        quoted(entry.next_steps),
        evidence_cell(work, delay, address),
        Cell(None),
    )
    return Row(f"{row_key(delay)}-{filing.organization.code}", cells, parent=row_key(delay), level=1)


def evidence_cell(work: Work, delay: Delay, address: str) -> Cell:
    """How many files prove it, which opens them; those of an earlier day stand in no list any more."""
    if not delay.evidence or work.question.on is not None:
        return Cell(delay.evidence)
    return Cell(delay.evidence, href=address, is_count=True)


def entry_address(work: Work, delay: Delay) -> str:
    """The line in its filing where the person may open that, else in the stream."""
    filing, task = delay.entry.filing, delay.entry.task_id
    if work.user.scope.covers(filing.organization):
        return f"{page_address('tasks:filing-detail', filing.pk)}#line-progress-{task}"
    return lines_address(work.question, filing=str(filing.pk), task=str(task))


def told_in_words(delay: Delay) -> str:
    """In which filing the delay is told last."""
    return _("Told last in the filing for %(period)s, version %(version)d.") % {
        "period": delay.entry.filing.period,
        "version": delay.entry.filing.version,
    }


def quoted(text: str) -> Cell:
    """What was written, in full: a long text is folded on pages, and whole in files."""
    text = text.strip()
    if not text:
        return Cell(None, words=_("Nothing written"), css="muted")
    if len(text) <= LONGEST_QUOTE:
        return Cell(text, css="quoted")
    return Cell(text, drawing=folded(text), is_drawn=True, css="quoted")


def folded(text: str) -> SafeString:
    """The beginning of a text that unfolds into the whole."""
    return format_html(
        '<details><summary>{}…</summary><p class="pre-line">{}</p></details>', text[:LONGEST_QUOTE], text
    )


def delays_in_words(delays: list[Delay]) -> str:
    """How many organizations one measure is delayed at, and since when."""
    first = min(delays, key=lambda delay: delay.since.order)
    said = ngettext(
        "%(count)d organization, since %(period)s",
        "%(count)d organizations, the first since %(period)s",
        len(delays),
    )
    return said % {"count": len(delays), "period": first.since}
