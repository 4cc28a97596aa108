"""Whose words are told of in the nation's report, of many who wrote some: chosen by one rule for everybody.

Regions take turns, so that none is left out. Within one, who closed the year comes first, then whoever was
told of least so far, then who gives numbers, then the order of the tree. What is told are whole sentences, of
the latest filing where they say something that nobody before has said.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language

from organizations.statistical_regions import Region, region_of
from reports.composition.manuscript import own_words
from reports.composition.office.nation import Nation
from reports.composition.points import Point, quoted, spaced
from reports.gathering.restatement import LIKE, Sentence, likeness
from reports.snapshot.document import Paragraph, Passage
from reports.snapshot.year import Statement
from texts.punctuation import labelled
from texts.sentences import ended, paragraphs, run_on, sentences_in

# A point ends before its next sentence would make it longer than this; one without numbers may go on to them.
LONGEST = 100
LONGEST_WITH_COUNTS = 260
SHORTEST = 6
# What was begun earlier in the year than in the last statements is no news at its end.
LATEST = 2
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may be told of, with what may be told, the latest first."""

    organization: str
    highlights: tuple[Highlight, ...]


@dataclass(frozen=True)
class Choice:
    """Chooses for one part of a report after another, and remembers who was told of."""

    nation: Nation
    told: Counter[str] = field(default_factory=Counter)

    def of(self, statements: Iterable[Statement], most: int) -> list[Highlight]:
        """At most so many of those who wrote the statements, in the order of the tree."""
        found = candidates_of(self.nation, statements)
        differing = differing_ones(sorted(found, key=self.rank))
        chosen = {each.organization: each for each in in_turns(differing, most)}
        self.told.update(list(chosen))
        return [chosen[each.organization] for each in found if each.organization in chosen]

    def rank(self, candidate: Candidate) -> tuple[bool, int, bool]:
        """Who is told of first in a region has the lowest."""
        code = candidate.organization
        return not self.nation.has_closed(code), self.told[code], not candidate.highlights[0].has_numbers


def differing_ones(ranked: Iterable[Candidate]) -> list[Highlight]:
    """Of each candidate the first words that do not say, but for numbers, what one before has said; who has
    none is left out: nobody reads the same twice."""
    kept: list[tuple[Highlight, Sentence]] = []
    for candidate in ranked:
        for highlight in candidate.highlights:
            said = Sentence(highlight.text, 0, 0)
            if all(likeness(said, other) < LIKE for _highlight, other in kept):
                kept.append((highlight, said))
                break
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


def candidates_of(nation: Nation, statements: Iterable[Statement]) -> list[Candidate]:
    """Everybody who wrote something that can be told of, in the order of the tree."""
    by_organization: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for code in nation.speakers(statement.sources)[:1]:
            by_organization[code].append(statement)
    found = [Candidate(code, highlights_of(nation, code, by_organization[code])) for code in nation.standings]
    return [candidate for candidate in found if candidate.highlights]


def highlights_of(nation: Nation, code: str, statements: Sequence[Statement]) -> tuple[Highlight, ...]:
    """What may be told of one organization, of its latest statements, the last first."""
    found = (
        Highlight(code, excerpt(without_name(nation, code, nation.manuscript.gate(each.text))), each.sources)
        for each in reversed(statements[-LATEST:])
    )
    return tuple(highlight for highlight in found if highlight.text)


def without_name(nation: Nation, code: str, text: str) -> str:
    """The text without the writer's own name and a colon before it."""
    name = nation.standings[code].name
    return re.sub(rf"\A\s*(?:{re.escape(name.zh)}|{re.escape(name.en)})[：:]\s*", "", text)


def excerpt(text: str) -> str:
    """The first sentences that say something, whole: at least one, and up to one with numbers; a claim does
    not stand without its counts where they follow it."""
    kept: list[str] = []
    for sentence in (one for line in paragraphs(text) for one in sentences_in(line)):
        if len(sentence) < SHORTEST or _ROUTINE.search(sentence):
            continue
        most = LONGEST if any(map(_NUMBER.search, kept)) else LONGEST_WITH_COUNTS
        if kept and sum(map(len, kept)) + len(sentence) > most:
            break
        kept.append(ended(sentence))
    return run_on(kept)


# --- As they are told -------------------------------------------------------------------------------


def told(nation: Nation, lead: str, highlights: Sequence[Highlight], *, runs_on: bool = True) -> Paragraph:
    """One paragraph of what several wrote, behind a ``lead``. Where it ``runs_on``, a name is the subject of
    what follows it."""
    passages = (named(nation, highlight, runs_on=runs_on) for highlight in highlights)
    return Paragraph(tuple(spaced([(own_words(lead),), *passages])))


def named(nation: Nation, highlight: Highlight, *, runs_on: bool) -> tuple[Passage, ...]:
    """Who, then what they wrote: 广东成立…; 广东：我省成立…; in English "Guangdong: …"."""
    name = nation.name_of(highlight.organization)
    if not runs_on or get_language() == "en" or _OWN_SUBJECT.match(highlight.text):
        name = labelled(name, "")
    return Passage(name), *quoted(nation.manuscript, Point(highlight.text, highlight.sources))
