"""From paragraphs to sections: their numbers, headings, texts and places."""

from collections.abc import Iterable
from dataclasses import dataclass

from reading import cautions
from reading.document import Caution, Section
from reading.structure.flow import NOTHING, Flow, join_flows
from reading.structure.headings import Tree
from reading.structure.layout import Paragraph
from reading.structure.titles import Cut, Draft, cut_titles


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs that hold sections, the first with a number, and the source offset where they end."""

    paragraphs: list[Paragraph]
    ends_at: int


@dataclass(frozen=True, slots=True)
class Head:
    """A section's first paragraph without its number, and where in it the note of the heading stands."""

    flow: Flow
    note_span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class SectionsRead:
    """The sections of all bodies in order, their first paragraphs by path, and doubts about the numbers."""

    sections: list[Section]
    heads: dict[str, Head]
    warnings: list[Caution]


def read_sections(bodies: Iterable[Body], tree: Tree) -> SectionsRead:
    """The sections of a document: of its body, and of what its body goes on in. ``tree`` has those before."""
    groups: list[list[Paragraph]] = []
    ends: list[int] = []
    for body in bodies:
        found = _by_marker(body.paragraphs)
        groups += found
        ends += [*(group[0].starts_at for group in found[1:]), body.ends_at] if found else []
    followings = [*groups[1:], []][: len(groups)]
    drafts = [_draft(group, following) for group, following in zip(groups, followings, strict=True)]
    read = SectionsRead([], {}, [])
    for draft, cut, group, ends_at in zip(drafts, cut_titles(drafts), groups, ends, strict=True):
        path, parent, is_repeated = tree.add(draft.marker, in_table=bool(group[0].table))
        read.sections.append(
            _section(draft, cut, (path, parent), (group[0].starts_at, ends_at), _below_table(group))
        )
        read.heads[path] = Head(draft.head, cut.heading_note)
        if is_repeated:
            read.warnings.append(cautions.caution(cautions.NUMBER_TWICE, at=group[0].number_at, section=path))
        elif not group[0].is_expected:
            number = draft.marker.printed
            read.warnings.append(
                cautions.caution(cautions.NUMBER_JUMPS, at=group[0].number_at, section=path, number=number)
            )
    return read


def _by_marker(paragraphs: list[Paragraph]) -> list[list[Paragraph]]:
    """Each paragraph that opens a section, with the plain ones behind it. What stands before the first is
    part of what stands before the sections."""
    groups: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if paragraph.marker:
            groups.append([paragraph])
        elif groups:
            groups[-1].append(paragraph)
    return groups


def _draft(group: list[Paragraph], following: list[Paragraph]) -> Draft:
    head, *others = group
    if head.marker is None:
        raise ValueError("The first paragraph of a section has its number.")
    next_marker = following[0].marker if following else None
    return Draft(
        marker=head.marker,
        head=head.flow(),
        rest=join_flows([other.flow() for other in _of_one_kind(head, others)]) if others else NOTHING,
        has_children=next_marker is not None and next_marker.rank > head.marker.rank,
    )


def _of_one_kind(head: Paragraph, others: list[Paragraph]) -> list[Paragraph]:
    """Those of the paragraphs below a section's first that are its own: for a row those of its table."""
    return [other for other in others if other.lines[0].table or not head.lines[0].table]


def _below_table(group: list[Paragraph]) -> list[Paragraph]:
    """What stands below a table whose last row the section is: no part of the row, its heading or its
    note."""
    if not group[0].lines[0].table:
        return []
    return [paragraph for paragraph in group if not paragraph.lines[0].table]


def _section(
    draft: Draft, cut: Cut, place: tuple[str, str | None], span: tuple[int, int], below: list[Paragraph]
) -> Section:
    path, parent = place
    head = draft.head.cut(cut.head_length)
    rest = [draft.rest, *(paragraph.flow() for paragraph in below)]
    body = join_flows([head, *rest]) if below or draft.rest.text else head
    return Section(
        path=path,
        parent=parent,
        number=draft.marker.printed,
        kind=draft.marker.kind,
        level=path.count("/") + 1,
        title=cut.title,
        text=body.text,
        starts_at=span[0],
        ends_at=span[1],
        runs=body.runs,
    )
