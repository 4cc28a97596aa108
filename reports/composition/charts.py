"""Charts of one organization's report."""

from django.utils.translation import gettext as _

from reports.composition.manuscript import Manuscript
from reports.snapshot.document import Bar, Chart
from texts.punctuation import enumerated, labelled

ALL = "100"


def attainment_chart(manuscript: Manuscript) -> Chart | None:
    """How much of each goal is reached, in percent; None where no goal can be reached in part."""
    figures = [figure for figure in manuscript.year.figures if figure.attainment is not None]
    if not figures:
        return None
    bars = tuple(
        Bar(manuscript.said(figure.name), figure.attainment, f"{figure.attainment}%", ALL)
        for figure in figures
    )
    said = enumerated(labelled(bar.label, bar.text) for bar in bars)
    return Chart(
        title=_("How much of the goals is reached"),
        unit="%",
        bars=bars,
        description=_("Share of each goal that is reached: %(bars)s.") % {"bars": said},
    )
