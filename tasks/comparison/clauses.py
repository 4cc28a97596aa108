"""Two documents clause by clause: kept, reworded, moved, new, dropped."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tasks.comparison.marks import Mark, marks
from tasks.comparison.similarity import likenesses, words_alone

# From which likeness on a sentence counts as another wording of the same; tried on real pairs of documents.
LIKE = 0.42
LIKE_IN_SECTION = 0.3
SAME_TITLE = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of a document: where it stands, and the id of the task it belongs to, if any.

    ``section`` is the path of its section, ``heading`` the section's number and title as printed.
    """

    section: str
    heading: str
    text: str
    task: int | None = None


class Kind(StrEnum):
    KEPT = "kept"
    REWORDED = "reworded"
    MOVED = "moved"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one clause. ``old`` is absent where it is new, ``new`` where it was dropped.

    ``headings`` are those of its section in both documents, "" where one has no such section;
    ``is_elsewhere``: it stood in another section than those around it.
    """

    kind: Kind
    old: Clause | None
    new: Clause | None
    headings: tuple[str, str]
    is_elsewhere: bool = False

    @property
    def marks(self) -> list[Mark]:
        """Its words with what was changed in them (computed each time)."""
        return marks(self.old.text if self.old else "", self.new.text if self.new else "")


def compare_clauses(old: Sequence[Clause], new: Sequence[Clause]) -> list[Change]:
    """What became of every clause, in the order of ``new``; each of both stands in exactly one change.

    A dropped clause stands where its neighbours went. Same words match first, then the most alike.
    """
    pairs = _same_words(old, new)
    titles = _same_titles(old, new)
    _add_alike(pairs, old, new, titles)
    partners = section_partners(old, new, pairs)
    headings = _headings(old, new, partners)
    rows = []
    for place, clause in enumerate(new):
        was = old[pairs[place]] if place in pairs else None
        is_elsewhere = was is not None and partners.get(clause.section) != was.section
        kind = _kind(was, clause, is_elsewhere=is_elsewhere)
        headings_here = headings["new", clause.section]
        rows.append(((place, 0, 0), Change(kind, was, clause, headings_here, is_elsewhere)))
    for place, at in _places_of_dropped(old, new, pairs, partners).items():
        clause = old[place]
        rows.append((at, Change(Kind.DROPPED, clause, None, headings["old", clause.section])))
    return [change for _at, change in sorted(rows, key=lambda row: row[0])]


def _same_words(old: Sequence[Clause], new: Sequence[Clause]) -> dict[int, int]:
    """New place → old place where the words are the same; under the same title first."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for with_title in (True, False):
        waiting: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, clause in enumerate(old):
            if place not in taken:
                waiting[_key(clause, with_title=with_title)].append(place)
        for place, clause in enumerate(new):
            found = waiting.get(_key(clause, with_title=with_title))
            if place not in pairs and found:
                pairs[place] = found.pop(0)
                taken.add(pairs[place])
    return pairs


def _key(clause: Clause, *, with_title: bool) -> tuple[str, str]:
    return same_words(clause.text), title_of(clause.heading) if with_title else ""


def same_words(text: str) -> str:
    """What two texts share that differ in nothing a reader would see: spaces, half or full width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def title_of(heading: str) -> str:
    """A heading's title without the number before it."""
    return words_alone(heading.partition("）")[2] or heading.partition("、")[2] or heading)


def _same_titles(old: Sequence[Clause], new: Sequence[Clause]) -> set[tuple[str, str]]:
    """Pairs of section paths, old and new, under the same title."""
    paths: dict[str, str] = {title_of(clause.heading): clause.section for clause in old}
    return {
        (paths[title], clause.section)
        for clause in new
        if (title := title_of(clause.heading)) and title in paths
    }


def _add_alike(
    pairs: dict[int, int], old: Sequence[Clause], new: Sequence[Clause], titles: set[tuple[str, str]]
) -> None:
    """Match what is left by likeness, the most alike first; within one section less likeness is enough."""
    taken = set(pairs.values())
    rest_old = [place for place in range(len(old)) if place not in taken]
    rest_new = [place for place in range(len(new)) if place not in pairs]
    found = likenesses(
        [old[place].text for place in rest_old],
        [new[place].text for place in rest_new],
        least=LIKE_IN_SECTION,
    )
    for alike in found:
        before, after = rest_old[alike.old], rest_new[alike.new]
        in_section = (old[before].section, new[after].section) in titles
        if before not in taken and after not in pairs and (in_section or alike.score >= LIKE):
            pairs[after] = before
            taken.add(before)


def section_partners(old: Sequence[Clause], new: Sequence[Clause], pairs: dict[int, int]) -> dict[str, str]:
    """New section → the old one it continues, each at most once: by title and by shared clauses."""
    votes: Counter[tuple[str, str]] = Counter()
    for after, before in pairs.items():
        votes[new[after].section, old[before].section] += 1
    for before_path, after_path in _same_titles(old, new):
        votes[after_path, before_path] += SAME_TITLE
    return one_to_one(votes)


def one_to_one[Key: (str, int)](votes: Counter[tuple[Key, Key]]) -> dict[Key, Key]:
    """The pairs with most votes, each side at most once; of equals the first that was counted."""
    partners: dict[Key, Key] = {}
    taken: set[Key] = set()
    for (one, other), _count in votes.most_common():
        if one not in partners and other not in taken:
            partners[one] = other
            taken.add(other)
    return partners


def _kind(was: Clause | None, clause: Clause, *, is_elsewhere: bool) -> Kind:
    if was is None:
        return Kind.NEW
    if same_words(clause.text) != same_words(was.text):
        return Kind.REWORDED
    return Kind.MOVED if is_elsewhere else Kind.KEPT


def _headings(
    old: Sequence[Clause], new: Sequence[Clause], partners: dict[str, str]
) -> dict[tuple[str, str], tuple[str, str]]:
    """The headings in both documents of each section, by "old" or "new" and its path."""
    before = {clause.section: clause.heading for clause in old}
    after = {clause.section: clause.heading for clause in new}
    found = {("old", path): (heading, "") for path, heading in before.items()}
    for path, heading in after.items():
        found["new", path] = ("", heading)
        if path in partners:
            found["new", path] = found["old", partners[path]] = (before[partners[path]], heading)
    return found


def _places_of_dropped(
    old: Sequence[Clause], new: Sequence[Clause], pairs: dict[int, int], partners: dict[str, str]
) -> dict[int, tuple[int, int, int]]:
    """Old place → where its row stands: behind the clause before it, or at the head of its section."""
    went = {before: after for after, before in pairs.items()}
    heads: dict[str, int] = {}
    for place, clause in enumerate(new):
        if clause.section in partners:
            heads.setdefault(partners[clause.section], place)
    places: dict[int, tuple[int, int, int]] = {}
    at, section = -1, None
    for place, clause in enumerate(old):
        if clause.section != section:
            section = clause.section
            at = heads[section] - 1 if section in heads else at
        if place not in went:
            places[place] = (at, 1, place)
        elif partners.get(new[went[place]].section) == section:
            at = went[place]
    return places


def counts(changes: Iterable[Change]) -> dict[Kind, int]:
    """How many of each kind."""
    found = Counter(change.kind for change in changes)
    return {kind: found[kind] for kind in Kind}
