"""Charts of the nation: goals, who reported, and the order of the provinces."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from reports.composition.charts import attainment_chart, bars_in_words
from reports.composition.office.nation import Nation
from reports.composition.office.states import counts_by_state
from reports.composition.spacing import printed
from reports.snapshot.document import Bar, Chart
from reports.snapshot.year import Figure
from texts.punctuation import labelled

# A growth that is four times its goal would leave nothing to see of the other bars.
LONGEST = Decimal(150)
# Fewer numbers make no order worth drawing.
FEWEST_COMPARED = 3
MOST_CHARTS = 2


def goals_chart(nation: Nation) -> Chart | None:
    """How much of each of the nation's goals is reached."""
    title = _("How much of the goals is reached (bars end at %(longest)s%%)") % {"longest": LONGEST}
    return attainment_chart(nation.manuscript, nation.figures, printed(title), LONGEST)


def states_chart(nation: Nation) -> Chart | None:
    """How many organizations stand where with their reports."""
    counts = counts_by_state(nation.manuscript.year.standings)
    if not counts:
        return None
    bars = tuple(Bar(word, str(count), str(count)) for word, count in counts.items())
    return Chart(
        title=_("Reports by their state"),
        unit=_p("unit of a chart", "organizations"),
        bars=bars,
        description=_("How many organizations stand where: %(bars)s.") % {"bars": bars_in_words(bars)},
    )


def ranking_charts(nation: Nation) -> list[Chart]:
    """The bureaus and centers by their figures, the best first, on the first goals that give them places."""
    charts = [chart for whole in nation.compared if (chart := ranking_chart(nation, whole)) is not None]
    return charts[:MOST_CHARTS]


def ranking_chart(nation: Nation, whole: Figure) -> Chart | None:
    placed = [
        (figure.rank, figure)
        for (_code, indicator), figure in nation.by_organization.items()
        if indicator == whole.indicator and figure.rank is not None and figure.value is not None
    ]
    if len(placed) < FEWEST_COMPARED:
        return None
    placed.sort(key=lambda each: each[0])
    bars = tuple(
        Bar(
            nation.name_of(figure.organization),
            figure.value,
            nation.manuscript.said(figure.text),
            figure.share,
        )
        for _rank, figure in placed
    )
    title = _("%(indicator)s by place") % {"indicator": nation.manuscript.said(whole.name)}
    unit = nation.manuscript.said(whole.unit)
    return Chart(title, unit, bars, labelled(title, bars_in_words(bars)))
