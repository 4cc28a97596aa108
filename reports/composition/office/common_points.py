"""四、存在问题 and 五、下一步打算 of the nation: what several say with their number, then examples."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.composition.manuscript import own_words, paragraph
from reports.composition.numbering import ordinal_mark
from reports.composition.office.highlights import Choice, told
from reports.composition.office.nation import Nation
from reports.composition.office.respondents import who_says
from reports.composition.office.shortfalls import shortfalls
from reports.gathering.office.shared_statements import alike
from reports.snapshot.document import Block, Paragraph, Passage
from reports.snapshot.year import SectionYear, Statement
from texts.punctuation import within_quotes

MOST_COMMON = 8
FEWEST_COMMON = 2
# Of what single organizations say so many examples a section.
MOST_SINGLE = 4


@dataclass(frozen=True, slots=True)
class CommonPoint:
    """What organizations say in nearly the same words, and in which sections they do."""

    text: str
    sources: tuple[str, ...]
    sections: tuple[str, ...]
    speakers: tuple[str, ...]


def problems(nation: Nation) -> Iterator[Block]:
    """What the figures show by themselves, then what the organizations name."""
    yield from shortfalls(nation)
    said = [(section, each) for section in nation.manuscript.year.sections for each in section.problems]
    if not said:
        yield paragraph(_("The reports name no problem."))
        return
    yield paragraph(_("What the organizations name:"))
    lead = _("On “%(section)s” single organizations name %(count)d more, such as:")
    yield from set_out(nation, common_points(nation, said), lead=lead)


def next_steps(nation: Nation) -> Iterator[Block]:
    said = [(section, each) for section in nation.manuscript.year.sections for each in section.next_steps]
    if not said:
        yield paragraph(_("The reports name no next step."))
        return
    yield paragraph(_("What the organizations plan:"))
    lead = _("On “%(section)s” single organizations plan %(count)d more, such as:")
    yield from set_out(nation, common_points(nation, said), lead=lead)


def common_points(nation: Nation, said: Sequence[tuple[SectionYear, Statement]]) -> list[CommonPoint]:
    """What is said in any section, once for all who say nearly the same; what most say comes first."""
    groups = [
        [said[place] for place in places] for places in alike([statement.text for _s, statement in said])
    ]
    points = [common_point(nation, group) for group in groups]
    return sorted(points, key=lambda point: -len(point.speakers))


def common_point(nation: Nation, group: Sequence[tuple[SectionYear, Statement]]) -> CommonPoint:
    sources = tuple(dict.fromkeys(source for _section, each in group for source in each.sources))
    return CommonPoint(
        text=nation.manuscript.gate(group[0][1].text),
        sources=sources,
        sections=tuple(dict.fromkeys(section.path for section, _statement in group)),
        speakers=tuple(nation.speakers(sources)),
    )


def set_out(nation: Nation, points: Sequence[CommonPoint], *, lead: str) -> Iterator[Paragraph]:
    """The points of several with their counts, each a paragraph; then examples of what single ones say."""
    common = [point for point in points if len(point.speakers) >= FEWEST_COMMON][:MOST_COMMON]
    for number, point in enumerate(common, 1):
        yield common_paragraph(nation, point, ordinal_mark(number) if len(common) > 1 else "")
    rest = points[len(common) :]
    choice = Choice(nation)
    for section in nation.manuscript.year.sections:
        beneath = [point for point in rest if point.sections[0] == section.path]
        if beneath:
            yield from examples(nation, section, beneath, choice, lead)


def common_paragraph(nation: Nation, point: CommonPoint, mark: str) -> Paragraph:
    """The point as the first has worded it, with who says so."""
    passages = (
        Passage(mark),
        Passage(point.text.rstrip("。.；; "), point.sources, is_quoted=True),
        own_words(
            _(" (%(who)s).") % {"who": who_says(nation, list(point.speakers))},
            point.sources,
        ),
    )
    return Paragraph(tuple(passage for passage in passages if passage.text))


def examples(
    nation: Nation, section: SectionYear, points: Sequence[CommonPoint], choice: Choice, lead: str
) -> Iterator[Paragraph]:
    """How many points there are besides on one section, and some of them."""
    statements = [Statement(point.text, point.sources) for point in points]
    chosen = choice.of(statements, MOST_SINGLE)
    if chosen:
        words = {"section": within_quotes(nation.manuscript.gate(section.title)), "count": len(points)}
        yield told(nation, lead % words, chosen)
