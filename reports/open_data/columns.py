"""Columns that several tables of open data have, and their cells."""

from django.utils.translation import gettext_lazy as _

from reports.open_data.fields import Field, Kind
from reports.snapshot.tables import Row
from reports.snapshot.year import Coverage, Figure, Name

INDICATOR = (
    Field("indicator_code", _("Code of the indicator"), _("The same in every year."), is_given=True),
    Field("indicator_zh", _("Indicator, in Chinese"), _("What is measured."), is_given=True),
    Field("indicator_en", _("Indicator, in English"), _("What is measured."), is_given=True),
    Field("unit_zh", _("Unit, in Chinese"), _("The unit of all numbers of the row but shares and counts.")),
    Field("unit_en", _("Unit, in English"), _("The unit of all numbers of the row but shares and counts.")),
)
ORGANIZATION = (
    Field("organization_code", _("Code of the organization"), _("Its code in the portal."), is_given=True),
    Field("organization_zh", _("Organization, in Chinese"), _("Its short name."), is_given=True),
    Field("organization_en", _("Organization, in English"), _("Its name."), is_given=True),
)
NUMBERS = (
    Field("value", _("Value"), _("The official value; empty where nothing was approved."), Kind.NUMBER),
    Field("numerator", _("Numerator"), _("Of a ratio: what is divided."), Kind.NUMBER),
    Field("denominator", _("Denominator"), _("Of a ratio: what it is divided by."), Kind.NUMBER),
)
PRINTED = (
    Field(
        "printed_zh",
        _("As printed, in Chinese"),
        _("How the Chinese report prints the value."),
        is_given=True,
    ),
    Field(
        "printed_en",
        _("As printed, in English"),
        _("How the English report prints the value."),
        is_given=True,
    ),
)
AS_OF = Field("as_of", _("As of"), _("The day that the value holds, in the time of Beijing."), Kind.DATE)
PROVISIONAL = Field(
    "is_provisional",
    _("Provisional"),
    _("Whether something is counted that waits for approval."),
    Kind.BOOLEAN,
    is_given=True,
)
COVERAGE = (
    Field("expected", _("Organizations asked"), _("For the last period."), Kind.INTEGER),
    Field(
        "counted", _("Organizations counted"), _("Those whose approved answer is in the value."), Kind.INTEGER
    ),
    Field("nil_returns", _("Nil returns"), _("Those who had nothing to report."), Kind.INTEGER),
    Field("pending", _("Waiting for approval"), _("Those whose answer waits for approval."), Kind.INTEGER),
    Field("missing", _("Missing"), _("Those who have not answered."), Kind.INTEGER),
)


def indicator_cells(figure: Figure) -> Row:
    return (figure.indicator, *both(figure.name), *both(figure.unit))


def number_cells(figure: Figure) -> Row:
    return (figure.value, figure.numerator, figure.denominator)


def coverage_cells(coverage: Coverage | None) -> Row:
    if coverage is None:
        return (None,) * len(COVERAGE)
    return (coverage.expected, coverage.counted, coverage.nil, coverage.pending, coverage.missing)


def both(name: Name | None) -> Row:
    return (None, None) if name is None else (name.zh, name.en)
