"""Whose words are told of in the nation's report, of many who wrote some: chosen by one rule for everybody.

Regions take turns, so that none is left out. Within one, whoever was told of least so far comes first, then
who gives numbers, then the order of the tree. What is told are whole sentences of the latest filing; nothing
is told twice.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language

from reports.composition.office.nation import Nation
from reports.composition.points import spaced
from reports.gathering.office.regions import Region, region_of
from reports.gathering.restatement import LIKE, Sentence, likeness
from reports.snapshot.document import Paragraph, Passage
from reports.snapshot.year import Statement
from texts.punctuation import labelled
from texts.sentences import ended, paragraphs, run_on, sentences_in

# A point ends before its next sentence would make it longer than this.
LONGEST = 100
SHORTEST = 12
# How far a task is stands in the first sentence of the section already.
_ROUTINE = re.compile("本任务|项举措")
_NUMBER = re.compile(r"\d")
# A text that speaks of itself or counts off does not go on behind a name.
_OWN_SUBJECT = re.compile(r"[我本该]|一是|第一|首先|[（(【\[\d①-⑳]|[一二三四五六七八九十]+、")


@dataclass(frozen=True, slots=True)
class Highlight:
    """What is told of one organization, in its own words."""

    organization: str
    text: str
    sources: tuple[str, ...]

    @property
    def has_numbers(self) -> bool:
        return _NUMBER.search(self.text) is not None


@dataclass(frozen=True)
class Choice:
    """Chooses for one part of a report after another, and remembers who was told of."""

    nation: Nation
    told: Counter[str] = field(default_factory=Counter)

    def of(self, statements: Iterable[Statement], most: int) -> list[Highlight]:
        """At most so many of those who wrote the statements, in the order of the tree."""
        found = highlights_of(self.nation, statements)
        ranked = sorted(found, key=lambda each: (self.told[each.organization], not each.has_numbers))
        chosen = {each.organization for each in in_turns(differing(ranked), most)}
        self.told.update(chosen)
        return [highlight for highlight in found if highlight.organization in chosen]


def differing(ranked: Iterable[Highlight]) -> list[Highlight]:
    """Without those that say, but for its numbers, what one before them says: nobody reads it twice."""
    kept: list[tuple[Highlight, Sentence]] = []
    for highlight in ranked:
        said = Sentence(highlight.text, 0, 0)
        if all(likeness(said, other) < LIKE for _highlight, other in kept):
            kept.append((highlight, said))
    return [highlight for highlight, _said in kept]


def in_turns(ranked: Sequence[Highlight], most: int) -> list[Highlight]:
    """The first of each region, then the second, until there are enough; who lies in none comes last."""
    by_region: Mapping[Region | None, list[Highlight]] = defaultdict(list)
    for highlight in ranked:
        by_region[region_of(highlight.organization)].append(highlight)
    order = [region for region in (*Region, None) if region in by_region]
    rounds = range(max(map(len, by_region.values()), default=0))
    taken = [by_region[region][at] for at in rounds for region in order if at < len(by_region[region])]
    return taken[:most]


def highlights_of(nation: Nation, statements: Iterable[Statement]) -> list[Highlight]:
    """What may be told of each organization, of its latest statement that says something."""
    by_organization: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for code in nation.speakers(statement.sources)[:1]:
            by_organization[code].append(statement)
    found = (
        highlight_of(nation, code, said) for code in nation.standings if (said := by_organization.get(code))
    )
    return [highlight for highlight in found if highlight is not None]


def highlight_of(nation: Nation, code: str, statements: Sequence[Statement]) -> Highlight | None:
    for statement in reversed(statements):
        text = excerpt(without_name(nation, code, nation.manuscript.gate(statement.text)))
        if text:
            return Highlight(code, text, statement.sources)
    return None


def without_name(nation: Nation, code: str, text: str) -> str:
    """The text without the writer's own name and a colon before it."""
    return re.sub(rf"\A\s*{re.escape(nation.name_of(code))}[：:]\s*", "", text)


def excerpt(text: str) -> str:
    """The first sentences that say something, whole: at least one, no more than fit."""
    kept: list[str] = []
    for sentence in (one for line in paragraphs(text) for one in sentences_in(line)):
        if len(sentence) < SHORTEST or _ROUTINE.search(sentence):
            continue
        if kept and sum(map(len, kept)) + len(sentence) > LONGEST:
            break
        kept.append(ended(sentence))
    return run_on(kept)


# --- As they are told -------------------------------------------------------------------------------


def told(nation: Nation, lead: str, highlights: Sequence[Highlight]) -> Paragraph:
    """One paragraph of what several wrote, behind a ``lead``."""
    return Paragraph(tuple(spaced([(Passage(lead),), *(named(nation, each) for each in highlights)])))


def named(nation: Nation, highlight: Highlight) -> tuple[Passage, ...]:
    """Who, then what they wrote: 广东成立…; 广东：我省成立…; in English "Guangdong: …"."""
    name = nation.name_of(highlight.organization)
    if get_language() == "en" or _OWN_SUBJECT.match(highlight.text):
        name = labelled(name, "")
    return Passage(name), Passage(highlight.text, highlight.sources, is_quoted=True)
