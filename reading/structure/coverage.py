"""What notes say on the tasks of other sections: a rule for all that follows, a note on what stands above."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reading import cautions
from reading.document import Caution, Section, TaskRead
from reading.owners.responsibility import Owners
from reading.structure.flow import Flow
from reading.structure.stretches import Duties, Setting, Stretch, task_of

_ON_TIME = {
    cautions.YEARLY,
    cautions.DEADLINE_DOUBTFUL,
    cautions.DEADLINE_PAST,
    cautions.TIME_UNREAD,
}
_UNOWNED = {cautions.NO_LEAD, cautions.ONLY_GUIDES, cautions.ONLY_PEOPLE}


@dataclass(slots=True)
class Rule:
    """Whom all tasks below concern, the note that says so, and how many it has been applied to."""

    owners: Owners
    set_by: Stretch
    section: Section
    count: int = 0


@dataclass(slots=True)
class Plan:
    """The duties of a document by section, while notes reach from one section to another.

    ``heads`` are the headings of sections that have no text: the duty itself, once a note covers them.
    """

    duties: list[Duties]
    setting: Setting
    heads: dict[str, Flow]

    def settle(self) -> tuple[list[Section], list[TaskRead], list[Caution]]:
        """The sections and tasks in order, with the notes that reach further applied, and all cautions."""
        further = [*self._cover_above(), *self._follow_rules()]
        doubts = [doubt for duties in self.duties for doubt in duties.doubts]
        sections = [duties.section for duties in self.duties]
        tasks = [task for duties in self.duties for _, task in duties.found if task]
        doubts += [*further, *_lone_notes(sections, tasks), *_notes_above(sections, tasks), *self._prefixes()]
        return sections, tasks, doubts

    def _own(self, place: int, stretch: Stretch) -> bool:
        """Make the section at ``place``, which has no note, a task of ``stretch``'s owners; whether it is."""
        duties = self.duties[place]
        section = duties.section
        if not section.text and (head := self.heads.get(section.path)):
            section = replace(section, text=head.text, runs=head.runs)
        whole = replace(stretch, starts_at=0, ends_at=len(section.text))
        task, doubts = task_of(section, whole, self.setting)
        if task:
            told = [doubt for doubt in doubts if doubt.message in _ON_TIME]
            self.duties[place] = Duties(section, [(whole, task)], duties.doubts + told)
        return task is not None

    # Notes on what stands above -----------------------------------------------------------------

    def _cover_above(self) -> Iterable[Caution]:
        """Apply each note that is for what stands above (以上由甲局牵头) to the items above without one."""
        places = {duties.section.path: place for place, duties in enumerate(self.duties)}
        parents = {duties.section.parent for duties in self.duties}
        reached = 0
        for place, duties in enumerate(self.duties):
            for stretch in [stretch for stretch, _ in duties.found if stretch.owners.covers_above]:
                section = duties.section
                begins = max(reached, places[section.parent] + 1 if section.parent else 0)
                items = [
                    other for other in range(begins, place) if self.duties[other].section.path not in parents
                ]
                free = [other for other in items if not self.duties[other].has_tasks]
                covered = sum(self._own(other, stretch) for other in free)
                is_sure = covered == len(items) and section.parent is not None
                if not covered and section.parent and not self.duties[places[section.parent]].has_tasks:
                    covered, is_sure = int(self._own(places[section.parent], stretch)), False
                if not covered and stretch.starts_at == stretch.ends_at:
                    yield _told(cautions.NOTE_UNREAD, section, stretch)
                elif not is_sure:
                    yield _told(cautions.COVERS_ABOVE, section, stretch, count=str(covered))
                reached = place + 1

    # Rules for what follows ---------------------------------------------------------------------

    def _follow_rules(self) -> Iterable[Caution]:
        """Apply each rule (以下均需乙市落实) to the tasks after it, and to the items of its part
        that have no note."""
        rules: list[Rule] = []
        if not any(stretch.owners.rule for duties in self.duties for stretch, _ in duties.found):
            return
        parents = {duties.section.parent for duties in self.duties}
        for place, duties in enumerate(self.duties):
            section = duties.section
            if (
                rules
                and not duties.found
                and section.path not in parents
                and _is_same_part(section, rules[-1].section)
            ):
                own = Stretch(0, 0, rules[-1].owners, rules[-1].set_by.as_printed, None)
                rules[-1].count += self._own(place, own)
                continue
            found: list[tuple[Stretch, TaskRead | None]] = []
            for stretch, task in duties.found:
                found.append(
                    (stretch, self._with_rule(duties, stretch, task, rules[-1]) if rules and task else task)
                )
                if stretch.owners.rule:
                    rules.append(Rule(stretch.owners.rule, stretch, section))
            self.duties[place] = replace(duties, found=found)
        for rule in rules:
            names = "、".join(rule.owners.lead + rule.owners.support)
            yield _told(cautions.RULE_BELOW, rule.section, rule.set_by, names=names, count=str(rule.count))

    def _with_rule(self, duties: Duties, stretch: Stretch, task: TaskRead, rule: Rule) -> TaskRead:
        """``task`` with the owners that the rule adds to those of its note."""
        rule.count += 1
        named = {*task.lead, *task.support, *task.guide}
        added = tuple(name for name in rule.owners.lead + rule.owners.support if name not in named)
        supports = stretch.owners.is_led or (self.setting.first_leads and bool(task.lead))
        lead, support = (task.lead, task.support + added) if supports else (task.lead + added, task.support)
        if lead:
            duties.doubts[:] = [
                doubt
                for doubt in duties.doubts
                if doubt.message not in _UNOWNED or (doubt.starts_at, doubt.ends_at) != stretch.place
            ]
        collective = tuple(name for name in rule.owners.collective if name in added)
        return replace(task, lead=lead, support=support, collective=task.collective + collective)

    # Prefixes -----------------------------------------------------------------------------------

    def _prefixes(self) -> Iterable[Caution]:
        """One caution for all names that were read with a prefix printed before them, at the first one."""
        stretches = [
            stretch for duties in self.duties for stretch, _ in duties.found if stretch.owners.carried
        ]
        if stretches:
            names = dict.fromkeys(name for stretch in stretches for name in stretch.owners.carried)
            yield cautions.caution(cautions.PREFIXES_CARRIED, at=stretches[0].place, names="、".join(names))


def _is_same_part(section: Section, other: Section) -> bool:
    return section.path.split("/")[0] == other.path.split("/")[0] or "/" not in other.path


def _told(message: str, section: Section, stretch: Stretch, **values: str) -> Caution:
    return cautions.caution(
        message, at=stretch.place, section=section.path, note=stretch.as_printed, **values
    )


def _lone_notes(sections: list[Section], tasks: list[TaskRead]) -> Iterable[Caution]:
    """Cautions where a note is a paragraph of its own below the last of several items, and the only one."""
    first_of: dict[str, TaskRead] = {}
    for task in tasks:
        first_of.setdefault(task.section, task)
    families: dict[str, list[Section]] = defaultdict(list)
    for section in sections:
        if section.parent:
            families[section.parent].append(section)
    for family in families.values():
        last = family[-1]
        only = first_of.get(last.path)
        if only is None or len(family) == 1 or any(section.path in first_of for section in family[:-1]):
            continue
        if f"\n{only.as_printed}" in last.text:
            yield _of(cautions.NOTE_MAY_COVER_ALL, only)


def _notes_above(sections: list[Section], tasks: list[TaskRead]) -> Iterable[Caution]:
    """Cautions where a note stands in a heading that has sections below and no text of its own."""
    parents = {section.parent for section in sections}
    titles = {section.path: section.title for section in sections}
    for task in tasks:
        if task.section in parents and task.text.rstrip("。") == titles[task.section]:
            yield _of(cautions.NOTE_IN_HEADING, task)


def _of(message: str, task: TaskRead) -> Caution:
    place = None if task.note_at is None or task.note_to is None else (task.note_at, task.note_to)
    return cautions.caution(message, at=place, section=task.section, note=task.as_printed)
