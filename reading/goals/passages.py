"""Where a document sets goals: passages that say so, and all other text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reading.document import Section
from reading.goals.exclusions import may_have_figure
from reading.late_pattern import LatePattern

_GOALS_TITLE = LatePattern(r"目标(?:任务|要求|指标)?(?:$|[和与及（：])|(?:主要|核心|量化|考核|预期)指标$")
_GOALS_PARAGRAPH = LatePattern(
    r"^(?:\s*)(?:[（(]?[一二三四五六七八九十\d]{0,2}[）)、.]?)?"
    r"(?:主要|发展|工作|总体|年度|预期|行动|具体|近期|阶段性?)(?:目标|预期目标|目标任务)(?:是|为)?[。：:，]"
)
_GOALS_SENTENCE = LatePattern(
    r"(?:^|(?<=[。；]))(?:主要|总体|发展|工作|年度|预期|行动)(?:预期)?目标(?:任务)?(?:是|为)?[：:]"
)
_GOALS_ANYWHERE = LatePattern(r"(?:主要|总体|发展|工作|年度|预期)(?:预期)?目标(?:任务)?(?:是|为)?[：:]")
_PAST_TITLE = LatePattern(r"(?:基础|现状|成效|回顾|形势|背景|环境|情况|成绩|进展)$")
_LONGEST_TITLE = 20


@dataclass(frozen=True, slots=True)
class Passage:
    """``text`` that stands at ``starts_at`` in the text of ``section``.

    Where ``is_heading``, it is the heading, which may say what is to be done: 新建口袋公园15处。

    ``sets_goals`` tells whether the document says that it does; ``tells_past``, whether its heading says
    that it is about what was.
    """

    section: Section
    text: str
    starts_at: int = 0
    sets_goals: bool = False
    tells_past: bool = False
    is_heading: bool = False

    def source_range(self, starts_at: int, ends_at: int) -> tuple[int, int]:
        """Where in the source the characters from ``starts_at`` to ``ends_at`` stand; of a heading, all of
        it."""
        section = self.section
        if not self.is_heading:
            return section.source_range(self.starts_at + starts_at, self.starts_at + ends_at)
        return section.starts_at, section.source_offset(0) if section.runs else section.ends_at


def passages_of(sections: Sequence[Section]) -> list[list[Passage]]:
    """All text in its order: a section whose heading names goals together with all below it, and the others
    each by itself, cut where a paragraph says that goals follow."""
    chosen = _chosen(sections)
    kept: dict[str, list[Passage]] = {}
    past: set[str] = set()
    groups: list[list[Passage]] = []
    for section in sections:
        if section.parent in past or (section.title and _PAST_TITLE.search(section.title)):
            past.add(section.path)
        if section.title and may_have_figure(section.title) and section.path not in past:
            groups.append([Passage(section, section.title, is_heading=True)])
        if section.path in chosen:
            groups.append(kept.setdefault(section.path, []))
        elif section.parent in kept:
            kept[section.path] = kept[section.parent]
        else:
            groups += (
                [passage]
                for passage in _named_inside(section, is_only=not chosen, is_past=section.path in past)
            )
            continue
        kept[section.path].append(Passage(section, section.text, sets_goals=True))
    return groups


def _chosen(sections: Sequence[Section]) -> set[str]:
    """The innermost sections whose heading names goals."""
    paths = [
        section.path
        for section in sections
        if len(section.title) <= _LONGEST_TITLE and _GOALS_TITLE.search(section.title)
    ]
    return set(paths) - {ancestor for path in paths for ancestor in _ancestors(path)}


def _named_inside(section: Section, *, is_only: bool, is_past: bool) -> Iterator[Passage]:
    """The paragraphs of a section, each cut where it says 主要目标：; without a heading for goals also
    工作目标是 at its start. In the text before the first section the words stand anywhere in a sentence."""
    begin = plain_from = 0
    for paragraph in section.text.split("\n") if "目标" in section.text else ():
        found = _goals_from(paragraph, is_only=is_only, is_preamble=not section.path)
        if found is not None:
            at = begin + found
            yield Passage(section, section.text[plain_from:at], plain_from, tells_past=is_past)
            plain_from = begin + len(paragraph)
            yield Passage(section, section.text[at:plain_from], at, sets_goals=True)
        begin += len(paragraph) + 1
    if plain_from < len(section.text):
        yield Passage(section, section.text[plain_from:], plain_from, tells_past=is_past)


def _goals_from(paragraph: str, *, is_only: bool, is_preamble: bool) -> int | None:
    """Where the goals of a paragraph begin that says it has some."""
    found = (_GOALS_PARAGRAPH.match(paragraph) if is_only else None) or _GOALS_SENTENCE.search(paragraph)
    if found is None and is_preamble:
        found = _GOALS_ANYWHERE.search(paragraph)
    return found.end() if found else None


def _ancestors(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
