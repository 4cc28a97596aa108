"""四、存在问题 and 五、下一步打算 of the nation: what several say with their number, then examples."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.composition.manuscript import own_words, paragraph
from reports.composition.numbering import ordinal_mark
from reports.composition.office.highlights import Choice, Highlight, told
from reports.composition.office.nation import Nation
from reports.composition.office.respondents import who_says
from reports.composition.office.shortfalls import shortfalls
from reports.composition.points import spaced
from reports.gathering.office.shared_statements import alike
from reports.snapshot.document import Block, Paragraph, Passage
from reports.snapshot.year import SectionYear, Statement
from texts.punctuation import within_quotes
from texts.sentences import unended

# So many are counted off; what more there is of several follows in one paragraph.
MOST_COUNTED = 10
FEWEST_COMMON = 2
# Of what single organizations say so many examples a section.
MOST_SINGLE = 4
MOST_TOGETHER = 10


@dataclass(frozen=True, slots=True)
class CommonPoint:
    """What organizations say in nearly the same words, and in which sections they do."""

    text: str
    sources: tuple[str, ...]
    sections: tuple[str, ...]
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What opens the paragraphs behind those that are counted off."""

    further: str
    single: str
    of_section: str


def problems(nation: Nation) -> Iterator[Block]:
    """What the figures show by themselves, then what the organizations name."""
    yield from shortfalls(nation)
    said = [(section, each) for section in nation.manuscript.year.sections for each in section.problems]
    if not said:
        yield paragraph(_("The reports name no problem."))
        return
    yield paragraph(_("What the organizations name:"))
    words = Words(
        further=_("Further problems that several name:"),
        single=_("Single organizations name:"),
        of_section=_("On “%(section)s” single organizations name %(count)d more, such as:"),
    )
    yield from set_out(nation, common_points(nation, said), words)


def next_steps(nation: Nation) -> Iterator[Block]:
    said = [(section, each) for section in nation.manuscript.year.sections for each in section.next_steps]
    if not said:
        yield paragraph(_("The reports name no next step."))
        return
    yield paragraph(_("What the organizations plan:"))
    words = Words(
        further=_("What several plan besides:"),
        single=_("Single organizations plan:"),
        of_section=_("On “%(section)s” single organizations plan %(count)d more, such as:"),
    )
    yield from set_out(nation, common_points(nation, said), words)


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


def set_out(nation: Nation, points: Sequence[CommonPoint], words: Words) -> Iterator[Paragraph]:
    """The points of several with their counts, each a paragraph; then what single organizations say."""
    common = [point for point in points if len(point.speakers) >= FEWEST_COMMON]
    for number, point in enumerate(common[:MOST_COUNTED], 1):
        mark = ordinal_mark(number) if len(common) > 1 else ""
        yield Paragraph(common_passages(nation, point, mark))
    if common[MOST_COUNTED:]:
        passages = [common_passages(nation, point, "") for point in common[MOST_COUNTED:]]
        yield Paragraph(tuple(spaced([(own_words(words.further),), *passages])))
    yield from singles(nation, points[len(common) :], words)


def singles(nation: Nation, points: Sequence[CommonPoint], words: Words) -> Iterator[Paragraph]:
    """A few all in one paragraph; of many how many there are on each section, and some of them."""
    if len(points) <= MOST_TOGETHER:
        if points:
            everything = [Highlight(point.speakers[0], point.text, point.sources) for point in points]
            yield told(nation, words.single, everything, runs_on=False)
        return
    choice = Choice(nation)
    for section in nation.manuscript.year.sections:
        beneath = [point for point in points if point.sections[0] == section.path]
        if beneath:
            yield from examples(nation, section, beneath, choice, words)


def common_passages(nation: Nation, point: CommonPoint, mark: str) -> tuple[Passage, ...]:
    """The point as the first has worded it, with who says so."""
    passages = (
        Passage(mark),
        Passage(unended(point.text), point.sources, is_quoted=True),
        own_words(
            _(" (%(who)s).") % {"who": who_says(nation, list(point.speakers))},
            point.sources,
        ),
    )
    return tuple(passage for passage in passages if passage.text)


def examples(
    nation: Nation, section: SectionYear, points: Sequence[CommonPoint], choice: Choice, words: Words
) -> Iterator[Paragraph]:
    """How many points there are on one section, and some of them."""
    chosen = choice.of([Statement(point.text, point.sources) for point in points], MOST_SINGLE)
    if chosen:
        title = within_quotes(nation.manuscript.title_of(section))
        lead = words.of_section % {"section": title, "count": len(points)}
        yield told(nation, lead, chosen, runs_on=False)
