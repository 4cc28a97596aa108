"""What editors put into the nation's report, in the words and forms that the report itself is composed in."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from reports.composition.charts import bars_in_words
from reports.composition.figures import figure_in_words
from reports.composition.manuscript import Manuscript, paragraph
from reports.composition.outgoing_text import OutgoingText
from reports.snapshot.document import Bar, Block, Chart, Heading, Paragraph, Passage
from reports.snapshot.year import Figure
from texts.punctuation import in_brackets, labelled
from texts.sentences import ended, paragraphs

# The level at which the report's own cases stand.
CASE_LEVEL = 2


def told_text(name: str, text: str, source: str) -> Iterator[Paragraph]:
    """What an organization filed, as it wrote it, behind its name (广东：…), paragraph by paragraph."""
    lead = labelled(name, "")
    for line in paragraphs(OutgoingText()(text)):
        yield Paragraph(tuple(each for each in (Passage(lead), quoted(line, source)) if each.text))
        lead = ""


def told_case(name: str, title: str, text: str, source: str) -> Iterator[Block]:
    """A case under a heading of its own, whole."""
    gate = OutgoingText()
    yield Heading(CASE_LEVEL, "", in_brackets(gate(title).strip() or _("Untitled"), name))
    for line in paragraphs(gate(text)):
        yield Paragraph((quoted(line, source),))


def quoted(line: str, source: str) -> Passage:
    return Passage(ended(line), (source,), is_quoted=True)


def told_figure(manuscript: Manuscript, figure: Figure) -> Paragraph:
    """A figure in a sentence, with the day that it holds."""
    return paragraph(figure_in_words(manuscript, figure, is_dated=True), figure.sources)


def drawn_course(manuscript: Manuscript, figure: Figure, bars: Iterable[Bar]) -> Chart:
    """A figure over its year: a bar for each period."""
    drawn = tuple(bars)
    title = _("%(indicator)s over the year") % {"indicator": manuscript.said(figure.name)}
    return Chart(title, manuscript.said(figure.unit), drawn, labelled(title, bars_in_words(drawn)))
