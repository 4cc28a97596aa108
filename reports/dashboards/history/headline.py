"""The history of an organization in short: goals reached, what became better, filings, and what was said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.page_addresses import page_address
from reports.dashboards.discipline.wording import days, percent
from reports.dashboards.history.gathering import Histories, IndicatorHistory
from reports.dashboards.history.sayings import UNRESOLVED, said_address
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Headline, KeyNumber, Point, PointList
from targets.arithmetic.change import Trend, trend
from targets.explanation.addresses import address_of
from targets.figures.series import Year
from tasks.filings.discipline import Discipline, FilingRecord, discipline_of
from tasks.filings.review_sayings import SaidCount, What
from tasks.models import Filing
from texts.punctuation import enumerated, labelled

MOST_CHANGES = 6
URGENCIES = {Trend.BETTER: "success", Trend.WORSE: "warning"}


@dataclass(frozen=True, slots=True)
class Move:
    """The last change of an indicator from a year that is over to the next."""

    history: IndicatorHistory
    year: Year
    before: Decimal
    now: Decimal

    @property
    def trend(self) -> Trend | None:
        shown = self.year.shown
        return trend(self.before, self.now, shown.goal) if shown is not None else None

    @property
    def size(self) -> Decimal:
        """The change as a part of what was before."""
        return abs(self.now - self.before) / abs(self.before) if self.before else Decimal(0)


def moves(told: Histories) -> list[Move]:
    """The last changes, the largest first."""
    found = [
        Move(one, last, last.before, last.actual)
        for one in told.found
        if (last := one.last_over) is not None and last.before is not None and last.actual is not None
    ]
    return sorted(found, key=lambda move: -move.size)


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of a history: yearly goals that were judged and reached, indicators that became better or
    worse last, the filings, and what was said."""

    judged: int
    reached: int
    better: int
    worse: int
    compared: int
    filings: Discipline
    returns: int
    unresolved: int
    said: int

    @classmethod
    def of(cls, told: Histories, records: Sequence[FilingRecord], said: Sequence[SaidCount]) -> "Summary":
        trends = [move.trend for move in moves(told)]
        return cls(
            judged=sum(len(one.judged) for one in told.found),
            reached=sum(one.reached for one in told.found),
            better=trends.count(Trend.BETTER),
            worse=trends.count(Trend.WORSE),
            compared=len(trends),
            filings=discipline_of(records, told.on),
            returns=sum(one.count for one in said if one.what is What.RETURN),
            unresolved=unresolved(said),
            said=sum(one.count for one in said),
        )


def unresolved(said: Iterable[SaidCount]) -> int:
    """How many remarks nobody has resolved."""
    return sum(one.count for one in said if one.is_open)


def headline(told: Histories, records: Sequence[FilingRecord], said: Sequence[SaidCount]) -> Headline:
    """Goals reached over the years, how many indicators became better, filings, and what was said."""
    found = Summary.of(told, records, said)
    numbers = key_numbers(told.question, found)
    return Headline(_("%(said)s.") % {"said": enumerated(sentence(told, found))}, numbers)


def key_numbers(question: Question, found: Summary) -> tuple[KeyNumber, ...]:
    """The numbers; those of what was said open it."""
    return (
        *numbers_of_years(found),
        KeyNumber(
            _("Times given back"),
            str(found.returns),
            note=_("in all years"),
            href=said_address(question, what=What.RETURN.value) if found.returns else "",
            is_count=True,
            value=found.returns,
        ),
        KeyNumber(
            _("Remarks not resolved"),
            str(found.unresolved),
            note=_("of %(all)s things said") % {"all": found.said},
            href=said_address(question, state=UNRESOLVED) if found.unresolved else "",
            is_count=True,
            value=found.unresolved,
        ),
    )


def numbers_of_years(found: Summary) -> Iterable[KeyNumber]:
    """What years that are over have come to; nothing of what no year tells."""
    filings = found.filings
    if found.judged:
        yield KeyNumber(
            _("Goals reached"),
            str(found.reached),
            unit=_("of %(all)s") % {"all": found.judged},
            note=_("of all years that are over"),
            value=found.reached,
        )
    if found.compared:
        yield KeyNumber(
            _("Better than the year before"),
            str(found.better),
            unit=_("of %(all)s") % {"all": found.compared},
            note=_("%(worse)s worse") % {"worse": found.worse},
            value=found.better,
        )
    if filings.asked:
        yield KeyNumber(
            _("On-time rate"),
            percent(filings.on_time_rate),
            note=_("%(part)s of %(whole)s filings") % {"part": filings.on_time, "whole": filings.asked},
        )


def sentence(told: Histories, found: Summary) -> Iterable[str]:
    """The statements of the headline."""
    if not told.years:
        yield _("There is no figure of any year")
        return
    if found.judged:
        yield _("%(reached)s of %(judged)s yearly goals reached since %(first)s") % {
            "reached": found.reached,
            "judged": found.judged,
            "first": min(year.year for one in told.found for year in one.judged),
        }
    else:
        yield _("Figures since %(first)s, none of a year that is over has a goal to compare") % {
            "first": told.years[0]
        }
    if found.better or found.worse:
        yield _("on the year before %(better)s better, %(worse)s worse") % {
            "better": found.better,
            "worse": found.worse,
        }
    if found.filings.asked:
        yield _("on-time rate %(rate)s") % {"rate": percent(found.filings.on_time_rate)}
    if found.returns:
        yield ngettext("%(count)d return", "%(count)d returns", found.returns) % {"count": found.returns}


def point_lists(
    told: Histories, records: Sequence[FilingRecord], said: Sequence[SaidCount]
) -> tuple[PointList, ...]:
    """What is open, and what changed most from one year to the next."""
    return (
        PointList(
            key="needs",
            title=_("Needs attention"),
            points=tuple(needs(told, records, said)),
            empty=_("Nothing is returned, missing or unresolved."),
        ),
        PointList(
            key="changes",
            title=_("Changed most from one year to the next"),
            points=tuple(change(told, move) for move in moves(told)[:MOST_CHANGES]),
            empty=_("There are no two years to compare."),
        ),
    )


def needs(told: Histories, records: Sequence[FilingRecord], said: Sequence[SaidCount]) -> Iterable[Point]:
    """Filings that are missing or wait to be corrected, and remarks that nobody has resolved."""
    day = told.on
    for record in reversed(records):
        if record.filed_on is None and record.is_asked(day):
            late = days(record.days_late(day))
            yield filing_point(record, _("A filing is missing"), "error", _("For %(days)s.") % {"days": late})
        elif record.status == Filing.Status.RETURNED:
            yield filing_point(record, _("A filing was given back and is not handed in again"), "warning", "")
    count = unresolved(said)
    if count:
        words = ngettext("%(count)d remark is not resolved", "%(count)d remarks are not resolved", count)
        address = said_address(told.question, state=UNRESOLVED)
        yield Point(words % {"count": count}, urgency="info", href=address, is_count=True)


def filing_point(record: FilingRecord, text: str, urgency: str, note: str) -> Point:
    return Point(text, urgency, note, href=page_address("tasks:filing-detail", record.pk))


def change(told: Histories, move: Move) -> Point:
    """One indicator's last change, which leads to its figure."""
    shown, year = move.year.shown, move.year
    name = move.history.indicator.display_name
    return Point(
        labelled(f"{name} {year.year}", f"{year.actual_in_words} {year.change_in_words}"),
        urgency=URGENCIES.get(move.trend, "info") if move.trend else "info",
        href=address_of(shown, region=told.question.region) if shown is not None else "",
    )
