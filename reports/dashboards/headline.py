"""The state of an organization's year in one sentence and at most five numbers. Only what is: nothing of
which there is none is told."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organizations.page_addresses import page_address
from reports.dashboards.changes import Changes
from reports.dashboards.question import Question
from reports.dashboards.shown_page import MOST_NUMBERS, Headline, KeyNumber
from reports.dashboards.tabs import view_address
from reports.overview import Reporting
from targets.arithmetic.outcome import Outcome
from targets.explanation.addresses import address_of
from targets.figures.movements import Movement
from targets.figures.rows import FigureRow
from targets.wording import MINUS, difference, outcome_label
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing
from texts.punctuation import enumerated, labelled, listed

# Where the rows of the targets are on the page that they stand on.
ROWS = "#targets-rows"
VIEW = "reports:dashboard-of"
OUTCOME_COUNTS = {
    Outcome.MET: gettext_lazy("%(count)d met"),
    Outcome.ON_TRACK: gettext_lazy("%(count)d on track"),
    Outcome.AT_RISK: gettext_lazy("%(count)d at risk"),
    Outcome.OFF_TRACK: gettext_lazy("%(count)d off track"),
}
TO_JUDGE, NO_FIGURE = gettext_lazy("%(count)d to be judged"), gettext_lazy("%(count)d without data")
# The outcomes that a number tells of, the first the most telling.
TELLING = (Outcome.MET, Outcome.OFF_TRACK, Outcome.AT_RISK)


def headline_of(
    question: Question, rows: Sequence[FigureRow], reported: Reporting, changes: Changes
) -> Headline:
    """The sentence and the numbers (no query)."""
    parts = [
        own_filing_in_words(question, reported),
        targets_in_words(rows),
        filings_in_words(question, reported),
        changes_in_words(changes),
    ]
    said = enumerated(filter(None, parts))
    sentence = _("%(said)s.") % {"said": said} if said else _("Nothing is asked for here in this period.")
    return Headline(sentence, tuple(islice(numbers_of(question, rows, reported, changes), MOST_NUMBERS)))


# --- The sentence -----------------------------------------------------------------------------------
def targets_in_words(rows: Sequence[FigureRow]) -> str:
    """ "10 targets: 4 met, 3 on track, 1 at risk, 2 to be judged"."""
    if not rows:
        return ""
    counted = Counter(row.shown.outcome for row in rows)
    unjudged = [row for row in rows if row.shown.outcome is Outcome.NO_DATA]
    answered = sum(row.shown.has_answer for row in unjudged)
    counts = [(words, counted[outcome]) for outcome, words in OUTCOME_COUNTS.items()]
    counts += [(TO_JUDGE, answered), (NO_FIGURE, len(unjudged) - answered)]
    said = listed(words % {"count": count} for words, count in counts if count)
    total = ngettext("%(count)d target", "%(count)d targets", len(rows)) % {"count": len(rows)}
    return labelled(total, said)


def filings_in_words(question: Question, reported: Reporting) -> str:
    """ "7 of 44 filings approved, 2 overdue"; of a local organization those of its subordinates."""
    filings = others_of(question, reported)
    if not filings:
        return ""
    approved = sum(filing.status == Filing.Status.APPROVED for filing in filings)
    overdue = sum(filing.timeliness == Timeliness.OVERDUE for filing in filings)
    words = {"approved": approved, "total": len(filings)}
    said = (
        _("%(approved)d of %(total)d filings of subordinates approved") % words
        if question.organization.is_local
        else _("%(approved)d of %(total)d filings approved") % words
    )
    return listed([said, _("%(count)d overdue") % {"count": overdue}] if overdue else [said])


def others_of(question: Question, reported: Reporting) -> list[Filing]:
    """The filings that others file; of a local organization its own is told by itself."""
    if not question.organization.is_local:
        return list(reported.filings)
    return [each for each in reported.filings if each.organization_id != question.organization.pk]


def own_filing_of(question: Question, reported: Reporting) -> Filing | None:
    """What a local organization files itself for the period."""
    if not question.organization.is_local:
        return None
    return reported.by_organization.get(question.organization.pk)


def own_filing_in_words(question: Question, reported: Reporting) -> str:
    """ "Third quarter: submitted, on time"."""
    filing = own_filing_of(question, reported)
    if filing is None:
        return ""
    said = [filing.get_status_display(), filing.timeliness.label]
    return labelled(reported.period, listed(str(words).lower() for words in said))


def changes_in_words(changes: Changes) -> str:
    """ "since last week +2 approved, pledge financing +121.5 亿元"; "" where neither has changed."""
    said = []
    if changes.newly_approved:
        said.append(_("%(count)s approved") % {"count": signed(changes.newly_approved)})
    movement = largest_of(changes.movements)
    if movement is not None:
        said.append(moved_in_words(movement))
    if not said:
        return ""
    words = {"since": changes.since.compared_with, "changes": listed(said)}
    return _("%(since)s %(changes)s") % words


def signed(count: int) -> str:
    return f"{'+' if count > 0 else MINUS}{abs(count)}"


def moved_in_words(movement: Movement) -> str:
    """ "Pledge financing +121.5 亿元"."""
    indicator = movement.now.target.indicator
    sign = "+" if movement.difference > 0 else MINUS
    words = {"name": indicator.display_name, "change": f"{sign}{difference(movement.difference, indicator)}"}
    return _("%(name)s %(change)s") % words


def largest_of(movements: Sequence[Movement]) -> Movement | None:
    """The movement that is the largest part of what the figure was before; None where none was a number
    before and is one now."""
    comparable = [
        each
        for each in movements
        if each.before.figure.value and each.now.figure.value is not None and each.has_moved
    ]
    parts = {
        place: abs(each.difference / (each.before.figure.value or 1)) for place, each in enumerate(comparable)
    }
    return comparable[max(parts, key=lambda place: parts[place])] if parts else None


# --- The numbers ------------------------------------------------------------------------------------
def numbers_of(
    question: Question, rows: Sequence[FigureRow], reported: Reporting, changes: Changes
) -> Iterator[KeyNumber]:
    """Candidates, the most telling first; the first five are shown."""
    yield from outcome_numbers(question, rows)
    if reported.filings:
        yield from filing_numbers(reported, changes)
    yield from own_numbers(question, reported)
    yield from figure_numbers(question, rows)


def outcome_numbers(question: Question, rows: Sequence[FigureRow]) -> Iterator[KeyNumber]:
    """How many targets are met, off track, at risk, each opening the rows that it counts."""
    counted = Counter(row.shown.outcome for row in rows)
    for outcome in TELLING:
        if counted[outcome]:
            yield KeyNumber(
                label=outcome_label(outcome),
                words=str(counted[outcome]),
                note=_("of %(total)d targets") % {"total": len(rows)},
                state=outcome.value,
                href=view_address(VIEW, replace(question, outcome=outcome)) + ROWS,
                is_count=True,
                value=counted[outcome],
            )


def filing_numbers(reported: Reporting, changes: Changes) -> Iterator[KeyNumber]:
    """How many filings are approved, overdue and waiting, each opening their list; of a local organization
    its own is among them, as in that list."""
    counts = {count.key: count for count in (*reported.statuses, *reported.timeliness)}
    total = _("of %(total)d filings") % {"total": reported.total}
    candidates = (
        (Filing.Status.APPROVED.value, _("Approved"), approved_note(total, changes)),
        (Timeliness.OVERDUE.value, _("Overdue"), total),
        (Filing.Status.SUBMITTED.value, _("Waiting for approval"), total),
    )
    for key, label, note in candidates:
        count = counts.get(key)
        if count is not None and (count.count or key == Filing.Status.APPROVED):
            words, href = str(count.count), count.href
            yield KeyNumber(label, words, "", note, key, href, is_count=True, value=count.count)


def approved_note(total: str, changes: Changes) -> str:
    """Of how many, and how many more than at the moment that is compared with."""
    if not changes.newly_approved:
        return total
    words = {"since": changes.since.compared_with, "changes": signed(changes.newly_approved)}
    return listed([total, _("%(since)s %(changes)s") % words])


def own_numbers(question: Question, reported: Reporting) -> Iterator[KeyNumber]:
    """How a local organization's own filing stands."""
    filing = own_filing_of(question, reported)
    if filing is not None:
        yield KeyNumber(
            label=_("Own filing"),
            words=filing.get_status_display(),
            note=str(filing.timeliness.label),
            state=str(filing.status),
            href=page_address("tasks:filing-detail", filing.pk),
        )


def figure_numbers(question: Question, rows: Sequence[FigureRow]) -> Iterator[KeyNumber]:
    """The figures themselves in the order of the guidance, each explained by its page."""
    for row in rows:
        shown = row.shown
        if shown.figure.value is not None:
            yield KeyNumber(
                label=shown.target.indicator.display_name,
                words=shown.number_in_words,
                unit=shown.unit_in_words,
                note=shown.outcome_in_words if shown.is_compared else "",
                state=shown.outcome.value if shown.is_compared else "",
                href=address_of(shown, region=question.region),
            )
