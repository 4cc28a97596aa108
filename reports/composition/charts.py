"""Charts that every report has, and bars in words for those who do not see them."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from reports.composition.manuscript import Manuscript
from reports.snapshot.document import Bar, Chart
from reports.snapshot.year import Figure
from texts.punctuation import enumerated, labelled

WHOLE_GOAL = "100"


def attainment_chart(
    manuscript: Manuscript, figures: Iterable[Figure], title: str, longest: Decimal | None = None
) -> Chart | None:
    """How much of each goal is reached, in percent, by bars that end at ``longest``; None where no goal can
    be reached in part."""
    bars = tuple(
        Bar(
            manuscript.said(figure.name),
            drawn_length(figure.attainment, longest),
            f"{figure.attainment}%",
            WHOLE_GOAL,
        )
        for figure in figures
        if figure.attainment is not None
    )
    if not bars:
        return None
    description = _("Share of each goal that is reached: %(bars)s.") % {"bars": bars_in_words(bars)}
    return Chart(title, "%", bars, description)


def drawn_length(attainment: str, longest: Decimal | None) -> str:
    return attainment if longest is None else str(min(Decimal(attainment), longest))


def bars_in_words(bars: Iterable[Bar]) -> str:
    return enumerated(labelled(bar.label, bar.text) for bar in bars)
