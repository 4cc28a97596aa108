"""What is expected of a target's figure, for the place that its row keeps for it.

Forecasts take longer to make than the page: they come afterwards, each into its place by its id.
"""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from organizations.page_addresses import page_address
from reports.data_tables.values import Cell
from targets.figure_numbers import number_of
from targets.figures.queries import TargetFigure
from targets.forecasting.gathering import Expectation
from targets.wording import DASH
from texts.punctuation import sentences

CSS = "target-row__forecast"
PLACE_CSS = "target-row__place"


def forecast_cell(shown: TargetFigure, expectation: Expectation | None) -> Cell:
    """The forecast, or the place for it while it has not come; of an earlier day nothing is forecast."""
    if shown.as_of is not None:
        return Cell(css=CSS)
    if expectation is None:
        return Cell(css=CSS, drawing=empty_place(shown))
    found = expectation.forecast if expectation.is_telling else None
    return Cell(
        number_of(found.value, shown.target.indicator) if found else None,
        words_of(expectation),
        note=note_of(expectation),
        css=CSS,
        unit=shown.target.indicator.display_unit if found else "",
    )


def empty_place(shown: TargetFigure) -> SafeString:
    """The room for a forecast, with the way to it until it comes, of no use on paper."""
    return format_html(
        '<span id="{}" class="{} no-print"><a href="{}#forecast">{}</a></span>',
        *(place_of(shown), PLACE_CSS, page_address("targets:target-detail", shown.target.pk)),
        _("Forecast of the year end"),
    )


def place_of(shown: TargetFigure) -> str:
    """The id of the place that a row keeps for its forecast."""
    return f"forecast-{shown.target.pk}"


def forecast_pieces(expectations: Iterable[Expectation]) -> SafeString:
    """What takes the places in a table that is already there."""
    return format_html_join(
        "",
        '<span id="{}" class="{}" hx-swap-oob="true" tabindex="0" data-note="{}">{}</span>',
        ((place_of(each.shown), PLACE_CSS, note_of(each), words_of(each)) for each in expectations),
    )


def words_of(expectation: Expectation) -> str:
    """The forecast with what it says of the goal; that it cannot be told yet where its range is too wide."""
    if expectation.forecast is None:
        return DASH
    if not expectation.is_telling:
        return _("Cannot be forecast yet")
    if not expectation.prospect:
        return expectation.value_in_words
    words = {"value": expectation.value_in_words, "prospect": expectation.prospect_in_words}
    return _("%(value)s, %(prospect)s") % words


def note_of(expectation: Expectation) -> str:
    """How it was made, or why there is none."""
    if expectation.forecast is None:
        return expectation.way_in_words
    if expectation.is_telling:
        return sentences((_("%(sentence)s.") % {"sentence": expectation.sentence}, expectation.way_in_words))
    return _(
        "The year may end at %(range)s: that is wider than half of what is wanted and tells nobody whether "
        "it will be reached."
    ) % {"range": expectation.range_in_words}
