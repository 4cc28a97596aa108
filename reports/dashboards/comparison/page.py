"""The view "comparison": what has become better and what worse, and the table side by side."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext as _p

from organizations.models import User
from reports.dashboards.comparison.differences import Difference, Way, difference_of, way_label
from reports.dashboards.comparison.sides import Comparison, Side
from reports.dashboards.comparison.table import comparison_table, counts_table
from reports.dashboards.facts import facts_of
from reports.dashboards.shown_page import Headline, KeyNumber, Point, PointList, ShownPage
from reports.dashboards.tabs import view_address
from reports.data_tables.markup import rows_id
from targets.arithmetic.outcome import ZERO
from targets.explanation.addresses import address_of
from targets.figures.queries import TargetFigure
from targets.models import Target
from targets.wording import coverage_in_words
from texts.punctuation import enumerated, in_brackets, labelled, listed

URL_NAME = "reports:dashboard-comparison"
# How many are named in the sentence, and in each list.
NAMED, LISTED = 2, 5
STATES = {Way.BETTER: "met", Way.WORSE: "off_track"}


def comparison_page(
    comparison: Comparison, asked: Sequence[tuple[str, str]], user: User, at: dt.datetime
) -> ShownPage:
    """The view as plain values (no query); ``asked`` is what the address says is compared."""
    question, only = comparison.question, comparison.wish.only
    differences = differences_of(comparison)
    targets = [target for target in comparison.targets if not only or only in ways_of(differences, target)]
    table = comparison_table(comparison, targets)
    title = listed(side.title for side in comparison.sides)
    sentence = said(comparison, differences)
    return ShownPage(
        name=f"comparison-{question.organization.code}",
        title=_("Comparison"),
        subject=question.organization.full_display_name,
        headline=Headline(sentence, tuple(numbers(comparison, differences, asked, rows_id(table)))),
        facts=(
            *facts_of(question, user, at, coverage=coverages(comparison)),
            (_("Compared"), title),
        ),
        lists=(went(comparison, differences, Way.WORSE), went(comparison, differences, Way.BETTER)),
        tables=(table, counts_table(comparison)),
        context={"comparison": comparison, "is_narrowed": bool(only), "compared": title},
    )


def differences_of(comparison: Comparison) -> list[Difference]:
    """The differences of every side to the first, indicator by indicator."""
    return [
        difference_of(comparison, target, side)
        for target in comparison.targets
        for side in comparison.sides[1:]
    ]


def ways_of(differences: Sequence[Difference], target: Target) -> set[str]:
    return {each.way.value for each in differences if each.target.indicator_id == target.indicator_id}


def coverages(comparison: Comparison) -> str:
    """On how many organizations the figures of each side stand, the best covered of its indicators."""
    told = []
    for side in comparison.sides:
        covered = [shown.figure.coverage for shown in side.figures.values()]
        best = max(covered, key=lambda coverage: coverage.counted, default=None)
        if best is not None:
            told.append(labelled(side.title, coverage_in_words(best)))
    return enumerated(told)


def far_first(differences: Sequence[Difference], way: Way) -> list[Difference]:
    """Those that went one way, the farthest in proportion on top."""
    found = [each for each in differences if each.way is way]
    return sorted(found, key=lambda each: abs(each.share or ZERO), reverse=True)


def said(comparison: Comparison, differences: Sequence[Difference]) -> str:
    """The greatest improvements and setbacks in one sentence; of organizations, who is ahead on how much."""
    titles = [side.title for side in comparison.sides]
    if comparison.is_of_parts:
        facts = [standing(comparison, side) for side in comparison.sides[1:]]
        return _("Against %(first)s: %(facts)s.") % {"first": titles[0], "facts": enumerated(facts)}
    facts = [
        in_brackets(number_in_words(way, len(found)), listed(change_of(each) for each in found[:NAMED]))
        for way in (Way.BETTER, Way.WORSE)
        if (found := far_first(differences, way))
    ]
    return _("%(others)s against %(first)s: %(facts)s.") % {
        "first": titles[0],
        "others": listed(titles[1:]),
        "facts": enumerated(facts or [_("nothing is better or worse")]),
    }


def standing(comparison: Comparison, side: Side) -> str:
    """On how many indicators an organization is ahead of the first, and on how many behind it."""
    counted = Counter(difference_of(comparison, target, side).way for target in comparison.targets)
    return _("%(name)s is ahead on %(ahead)d and behind on %(behind)d") % {
        "name": side.title,
        "ahead": counted[Way.BETTER],
        "behind": counted[Way.WORSE],
    }


def number_in_words(way: Way, number: int) -> str:
    if way is Way.BETTER:
        return ngettext("%(number)d is better", "%(number)d are better", number) % {"number": number}
    return ngettext("%(number)d is worse", "%(number)d are worse", number) % {"number": number}


def change_of(each: Difference) -> str:
    """An indicator with its change."""
    name = each.target.indicator.display_name
    return f"{name} {each.share_in_words if each.share else each.in_words}"


def numbers(
    comparison: Comparison,
    differences: Sequence[Difference],
    asked: Sequence[tuple[str, str]],
    rows: str,
) -> Iterator[KeyNumber]:
    """How many indicators went which way; each count opens them."""
    counted = Counter(
        way for target in comparison.targets for way in Way if way.value in ways_of(differences, target)
    )
    for way in Way:
        address = view_address(URL_NAME, comparison.question, *asked, ("only", way.value))
        yield KeyNumber(
            way_label(way, comparison),
            str(counted[way]),
            note=_p("indicators", "of %(all)d") % {"all": len(comparison.targets)},
            state=STATES.get(way, "") if counted[way] else "",
            href=f"{address}#{rows}",
            is_count=True,
            value=counted[way],
        )


def went(comparison: Comparison, differences: Sequence[Difference], way: Way) -> PointList:
    """What went one way, the farthest on top."""
    points = tuple(
        Point(
            moved(comparison, each, each.shown),
            urgency="success" if way is Way.BETTER else "error",
            note=each.shown.sentence,
            href=address_of(each.shown, region=comparison.question.region),
        )
        for each in far_first(differences, way)[:LISTED]
        if each.shown is not None
    )
    return PointList(way.value, way_label(way, comparison), points, empty=_("No indicator went this way."))


def moved(comparison: Comparison, each: Difference, shown: TargetFigure) -> str:
    """An indicator with its difference, and whose it is where organizations are compared."""
    name = shown.target.indicator.display_name
    if comparison.is_of_parts:
        name = f"{shown.organization} · {name}"
    return f"{name} {each.in_words}"
