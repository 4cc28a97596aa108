"""The figures of a year: of the country, of regions, of bureaus and centers, and period by period."""

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext_lazy as _

from organizations.statistical_regions import REGION_LABELS, Region, region_of
from reports.gathering.bilingual import in_both
from reports.open_data.columns import (
    AS_OF,
    COVERAGE,
    INDICATOR,
    NUMBERS,
    ORGANIZATION,
    PRINTED,
    PROVISIONAL,
    both,
    coverage_cells,
    indicator_cells,
    number_cells,
)
from reports.open_data.fields import Field, Kind, Resource
from reports.open_data.year import OfficeYear
from reports.snapshot.tables import Row
from reports.snapshot.year import Figure
from targets.arithmetic.outcome import Outcome

REGION = Field(
    "region",
    _("Region"),
    _("The region of the national statistics; empty for departments."),
    values=tuple(region.value for region in Region),
)


# --- The country ------------------------------------------------------------------------------------
def national_rows(year: OfficeYear) -> Iterator[Row]:
    for number, figure in enumerate(year.national, 1):
        yield (
            number,
            *indicator_cells(figure),
            *both(figure.goal),
            figure.goal_value,
            *number_cells(figure),
            *both(figure.text),
            figure.attainment,
            figure.outcome,
            *both(figure.outcome_name),
            figure.last_year,
            *both(figure.change),
            figure.holds_on or None,
            *both(figure.responsible),
            figure.section or None,
            figure.is_provisional,
            *coverage_cells(figure.coverage),
        )


TARGETS = Resource(
    "targets",
    _("Targets of the country"),
    _("Each target of the guidance with what the country has reached: annex 1 of the report."),
    (
        Field("number", _("No."), _("As in the report."), Kind.INTEGER, is_given=True),
        *INDICATOR,
        Field("goal_zh", _("Goal, in Chinese"), _("The goal of the year in words.")),
        Field("goal_en", _("Goal, in English"), _("The goal of the year in words.")),
        Field("goal_value", _("Goal"), _("The number of the goal; empty where it has none."), Kind.NUMBER),
        *NUMBERS,
        *PRINTED,
        Field("attainment_percent", _("Attainment"), _("In percent of the goal."), Kind.NUMBER),
        Field(
            "outcome",
            _("Outcome"),
            _("How the value stands against the goal and the path to it."),
            values=tuple(outcome.value for outcome in Outcome),
        ),
        Field("outcome_zh", _("Outcome, in Chinese"), _("The same in words.")),
        Field("outcome_en", _("Outcome, in English"), _("The same in words.")),
        Field("last_year", _("Last year"), _("The value of the year before."), Kind.NUMBER),
        Field("change_zh", _("Change, in Chinese"), _("Against the year before, in words.")),
        Field("change_en", _("Change, in English"), _("Against the year before, in words.")),
        AS_OF,
        Field(
            "responsible_zh", _("Responsible, in Chinese"), _("The department that answers for the target.")
        ),
        Field(
            "responsible_en", _("Responsible, in English"), _("The department that answers for the target.")
        ),
        Field("section", _("Section of the guidance"), _("The path of its printed numbers.")),
        PROVISIONAL,
        *COVERAGE,
    ),
    national_rows,
    ("indicator_code",),
)


# --- Regions ----------------------------------------------------------------------------------------
def regional_rows(year: OfficeYear) -> Iterator[Row]:
    for figure in year.regional:
        yield (
            figure.organization,
            *both(in_both(partial(str, REGION_LABELS[Region(figure.organization)]))),
            *indicator_cells(figure),
            *number_cells(figure),
            *both(figure.text),
            figure.holds_on or None,
            figure.is_provisional,
            *coverage_cells(figure.coverage),
        )


REGIONS = Resource(
    "regions",
    _("Regions"),
    _("Sums, and ratios of sums, of the organizations in each region: annex 2 of the report."),
    (
        Field(
            "region",
            _("Region"),
            _("The region of the national statistics."),
            values=REGION.values,
            is_given=True,
        ),
        Field("region_zh", _("Region, in Chinese"), _("Its name."), is_given=True),
        Field("region_en", _("Region, in English"), _("Its name."), is_given=True),
        *INDICATOR,
        *NUMBERS,
        *PRINTED,
        AS_OF,
        PROVISIONAL,
        *COVERAGE,
    ),
    regional_rows,
    ("region", "indicator_code"),
)


# --- Bureaus and centers ----------------------------------------------------------------------------
def organization_cells(year: OfficeYear, code: str) -> Row:
    return (code, *both(year.names[code]), region_of(code))


def local_rows(year: OfficeYear) -> Iterator[Row]:
    for figure in year.local:
        yield (
            *organization_cells(year, figure.organization),
            *indicator_cells(figure),
            *number_cells(figure),
            *both(figure.text),
            figure.share,
            share_reached(figure),
            figure.rank,
            figure.holds_on or None,
            year.has_closed(figure.organization),
            figure.is_provisional,
        )


def share_reached(figure: Figure) -> str | None:
    """The part of its own share that an organization has reached, as the report prints it."""
    return figure.attainment if figure.share is not None else None


ORGANIZATIONS = Resource(
    "organizations",
    _("Figures of bureaus and centers"),
    _("What each bureau and center has reached, as it attests it: annex 2 of the report."),
    (
        *ORGANIZATION,
        REGION,
        *INDICATOR,
        *NUMBERS,
        *PRINTED,
        Field("share", _("Own share"), _("Its share of the goal, where that is shared out."), Kind.NUMBER),
        Field("share_reached_percent", _("Share reached"), _("In percent of its own share."), Kind.NUMBER),
        Field(
            "place", _("Place"), _("Among those whose year-end filing counts; 1 is the best."), Kind.INTEGER
        ),
        AS_OF,
        Field(
            "is_closed",
            _("Year closed"),
            _("Whether its year-end filing is in the report; else this is what is approved so far."),
            Kind.BOOLEAN,
            is_given=True,
        ),
        PROVISIONAL,
    ),
    local_rows,
    ("organization_code", "indicator_code"),
)


# --- Period by period -------------------------------------------------------------------------------
def period_rows(year: OfficeYear) -> Iterator[Row]:
    for row in year.answers():
        figure, code = year.indicators[str(row["indicator"])], str(row["organization_code"])
        yield (
            *organization_cells(year, code),
            *indicator_cells(figure),
            row["period"],
            row["period_en"],
            row["value"],
            row["numerator"],
            row["denominator"],
            str(row["approved_at"])[:10],
        )


PERIODS = Resource(
    "periods",
    _("Values by period"),
    _(
        "What each bureau, center and department attests for each period, as it was approved. An increment or"
        " a running total, as the method of the report says of each indicator."
    ),
    (
        *ORGANIZATION,
        REGION,
        *INDICATOR,
        Field("period_zh", _("Period, in Chinese"), _("The reporting period."), is_given=True),
        Field("period_en", _("Period, in English"), _("The reporting period."), is_given=True),
        *NUMBERS,
        Field("approved_on", _("Approved on"), _("The day of its approval."), Kind.DATE, is_given=True),
    ),
    period_rows,
    (),
)
