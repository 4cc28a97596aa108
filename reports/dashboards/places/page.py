"""The view "places": what it says, what needs attention, the map and the table."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext as _p

from organizations.models import User
from reports.dashboards.facts import facts_of
from reports.dashboards.places.colouring import Colouring
from reports.dashboards.places.colours import Scale, is_said, scale_of, tone_of
from reports.dashboards.places.narrowing import BEHIND, LAGGING, MISSING, OVERDUE, is_kept, outcome_key
from reports.dashboards.places.rows import Place, Places
from reports.dashboards.places.table import places_table
from reports.dashboards.places.tiles import coloured_map, rows_address
from reports.dashboards.shown_page import Headline, KeyNumber, Point, PointList, ShownPage
from targets.arithmetic.outcome import BEST_FIRST, ZERO, Outcome
from targets.figures.queries import TargetFigure
from targets.models import Target
from targets.wording import attainment_in_percent, outcome_label
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing
from texts.punctuation import enumerated, first_of, in_brackets, listed

MOST_NAMES = 6
URGENCY = {Outcome.OFF_TRACK: "error", Outcome.AT_RISK: "warning"}


@dataclass(frozen=True, slots=True)
class Wish:
    """How the view is wanted: its colours, which rows, and whether by region."""

    colouring: Colouring
    only: str = ""
    by_region: bool = False


def places_page(places: Places, wish: Wish, user: User, at: dt.datetime) -> ShownPage:
    """The view as plain values (no query)."""
    scales = {target.pk: scale_of(target.indicator, places.figures_on(target)) for target in places.targets}
    rows = [place for place in places.rows if is_kept(place, wish.only, wish.colouring)]
    table = places_table(places, rows, scales, user, by_region=wish.by_region)
    shown_map = coloured_map(places, wish.colouring, user)
    question = places.question
    return ShownPage(
        name=f"places-{question.organization.code}",
        title=_p("of an organization", "Subordinates") if question.organization.is_local else _("Places"),
        subject=question.organization.full_display_name,
        headline=Headline(sentence(places), tuple(numbers(places))),
        facts=facts_of(question, user, at, coverage=coverage(places)),
        lists=(needing_attention(places),),
        tables=(table,),
        charts=(shown_map.chart,) if shown_map else (),
        context={
            "map": shown_map,
            "is_narrowed": len(rows) < len(places.rows),
            "shown_rows": len(rows),
            "all_rows": len(places.rows),
            "scales": scale_lines(places, scales),
        },
    )


def scale_lines(places: Places, scales: Mapping[int, Scale]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the colours of the cells mean: outcomes once for all who are judged, and the classes of each
    target on which somebody is not."""
    lines: list[tuple[str, list[tuple[str, str]]]] = []
    if is_judged(places):
        judged = [(f"tone--{outcome}", outcome_label(outcome)) for outcome in BEST_FIRST]
        lines.append((_("Against the own share or goal"), judged))
    for target in places.targets:
        scale = scales[target.pk]
        is_heat = any(
            tone_of(shown, scale) != "tone--none" and not is_said(shown)
            for shown in places.figures_on(target)
        )
        if is_heat:
            heats = [f"tone--{scale.heat_of(place)}" for place in range(len(scale.classes))]
            lines.append((target.indicator.display_name, list(zip(heats, scale.labels, strict=True))))
    return lines


def is_heat(shown: TargetFigure, scale: Scale) -> bool:
    """Whether a cell is coloured by the class of its value."""
    return not is_said(shown) and tone_of(shown, scale) != "tone--none"


def counted(places: Places, *statuses: Filing.Status) -> int:
    return sum(place.filing is not None and place.filing.status in statuses for place in places.rows)


def overdue(places: Places) -> list[Place]:
    return [place for place in places.rows if place.filing and place.filing.timeliness == Timeliness.OVERDUE]


def behind(places: Places) -> list[Place]:
    return [place for place in places.rows if place.behind]


def coverage(places: Places) -> str:
    return _("%(number)d of %(all)d organizations approved for %(period)s") % {
        "number": counted(places, Filing.Status.APPROVED),
        "all": len(places.rows),
        "period": places.question.period,
    }


def sentence(places: Places) -> str:
    """Who has filed, who is late, and who is behind on what."""
    said = [
        _("%(number)d of %(all)d are approved")
        % {"number": counted(places, Filing.Status.APPROVED), "all": len(places.rows)}
    ]
    if late := overdue(places):
        said.append(
            ngettext("%(number)d is overdue", "%(number)d are overdue", len(late)) % {"number": len(late)}
        )
    if is_judged(places):
        said.append(lagging_in_words(places))
    return _("%(facts)s.") % {"facts": enumerated(said)}


def lagging_in_words(places: Places) -> str:
    """How many are behind, and on what most of them are."""
    lagging = behind(places)
    if not lagging:
        return _("nobody is behind")
    names = Counter(shown.target.indicator.display_name for place in lagging for shown in place.behind)
    number = ngettext(
        "%(number)d is at risk or off track", "%(number)d are at risk or off track", len(lagging)
    ) % {"number": len(lagging)}
    ((name, count),) = names.most_common(1)
    most = _("%(count)d of them on %(indicator)s") % {"count": count, "indicator": name}
    return in_brackets(number, most)


def is_judged(places: Places) -> bool:
    return any(is_said(shown) for place in places.rows for shown in place.figures.values())


def numbers(places: Places) -> Iterator[KeyNumber]:
    """The counts, each of which opens its rows."""
    approved = counted(places, Filing.Status.APPROVED)
    waiting = counted(places, Filing.Status.SUBMITTED)
    counts = [
        (_("Approved"), approved, Filing.Status.APPROVED.value, ""),
        (_("Waiting for approval"), waiting, Filing.Status.SUBMITTED.value, ""),
        (_("Overdue"), len(overdue(places)), OVERDUE, "overdue"),
        (_("At risk or off track"), len(behind(places)), BEHIND, "off_track"),
        (_("Without an answer"), sum(bool(place.missing) for place in places.rows), MISSING, ""),
    ]
    for label, count, only, state in counts:
        yield KeyNumber(
            label,
            str(count),
            note=_("of %(all)d organizations") % {"all": len(places.rows)},
            state=state if count else "",
            href=rows_address(places, None, only),
            is_count=True,
            value=count,
        )


def needing_attention(places: Places) -> PointList:
    """What is off track before what is at risk, on each indicator; then what is overdue."""
    points = [
        point
        for outcome in LAGGING
        for target in places.targets
        if (point := lagging_point(places, target, outcome)) is not None
    ]
    if late := overdue(places):
        points.append(overdue_point(places, late))
    return PointList(
        "attention",
        _("Needs attention"),
        tuple(points),
        empty=_("Nobody is overdue, and nobody is behind."),
    )


def lagging_point(places: Places, target: Target, outcome: Outcome) -> Point | None:
    """Who stands so on one indicator, those on top who have reached the least; None where nobody does."""
    found = [place for place in places.rows if place.figures[target.pk].outcome is outcome]
    if not found:
        return None
    found.sort(key=lambda place: place.figures[target.pk].assessment.attainment or ZERO)
    said = {
        "number": len(found),
        "indicator": target.indicator.display_name,
        "outcome": outcome_label(outcome),
    }
    return Point(
        ngettext(
            "%(number)d organization: %(indicator)s – %(outcome)s",
            "%(number)d organizations: %(indicator)s – %(outcome)s",
            len(found),
        )
        % said,
        urgency=URGENCY[outcome],
        note=names_of(found, target),
        href=rows_address(places, None, outcome_key(target, outcome)),
        is_count=True,
    )


def names_of(found: Sequence[Place], target: Target) -> str:
    """The first few by name, with the part of the share or goal that each has reached."""
    names = [
        f"{place.organization} {attainment_in_percent(reached)}"
        if reached is not None
        else str(place.organization)
        for place in found
        for reached in [place.figures[target.pk].assessment.attainment]
    ]
    return first_of(names, MOST_NAMES)


def overdue_point(places: Places, late: list[Place]) -> Point:
    names = listed(place.organization for place in late[:MOST_NAMES])
    day = date_format(places.question.period.due_on, "DATE_FORMAT")
    return Point(
        ngettext(
            "%(number)d organization is overdue with its filing",
            "%(number)d organizations are overdue with their filings",
            len(late),
        )
        % {"number": len(late)},
        urgency="warning",
        note=_("Due on %(day)s: %(names)s") % {"day": day, "names": names},
        href=rows_address(places, None, OVERDUE),
        is_count=True,
    )
