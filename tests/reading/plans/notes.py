"""Styles of owner notes: each draws owners and prints them in one way that offices print them."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.reading.plans.names import Namer, Owners


@dataclass(frozen=True, slots=True)
class Note:
    """A note with its answer: ``inline`` stands at the end of the text, ``lines`` below it."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    and_others: bool = False
    due_on: dt.date | None = None
    inline: str = ""
    lines: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        return self.inline or "".join(self.lines[:1])

    @property
    def names_somebody(self) -> bool:
        return any((self.lead, self.support, self.guide, self.people))


@dataclass(frozen=True, slots=True)
class Deadline:
    printed: str
    due_on: dt.date | None


@dataclass(slots=True)
class Noting:
    """What a style may use: dice, names, and the year that deadlines without a year mean.

    ``rule`` is who takes part in all that follows, once a note has said so; a plan of several years names
    the year in each deadline.
    """

    rng: random.Random
    namer: Namer
    year: int
    rule: Owners | None = None
    has_one_year: bool = True

    def deadline(self) -> Deadline:
        year = self.year
        choices = (
            Deadline(f"{year}年6月底前", dt.date(year, 6, 30)),
            Deadline("9月底前", dt.date(year, 9, 30)),
            Deadline(f"{year}年12月底", dt.date(year, 12, 31)),
            Deadline("11月30日前", dt.date(year, 11, 30)),
            Deadline(f"{year}年底前", dt.date(year, 12, 31)),
            Deadline("长期坚持", None),
            Deadline("持续推进", None),
        )
        return self.rng.choice(choices if self.has_one_year else [choices[0], choices[2], *choices[4:]])


Style = Callable[[Noting], Note]


def leads_and_supports(noting: Noting) -> Note:
    """（甲局牵头，乙局、丙局配合）"""
    lead, support = noting.namer.owners(1, 2), noting.namer.owners(1, 3, all_below=True)
    leads = noting.rng.choice(("牵头", "牵头负责"))
    supports = noting.rng.choice(("配合", "参加", "按职责分工配合", "参与"))
    return Note(lead.names, support.names, inline=f"（{lead.printed}{leads}，{support.printed}{supports}）")


def leads_with_others(noting: Noting) -> Note:
    """（甲局牵头，乙局、丙局等部门按职责分工负责）: the others stand under support."""
    lead, support = noting.namer.owners(1, 1), noting.namer.owners(2, 3)
    printed = f"（{lead.printed}牵头，{support.printed}等部门按职责分工负责）"
    return Note(lead.names, support.names, and_others=True, inline=printed)


def responsible(noting: Noting) -> Note:
    """（甲局、乙局按职责分工负责）"""
    lead = noting.namer.owners(1, 4, all_below=True)
    verb = noting.rng.choice(("负责", "按职责分工负责", "分别负责")) if len(lead.names) > 1 else "负责"
    return Note(lead.names, inline=f"（{lead.printed}{verb}）")


def responsible_with_deadline(noting: Noting) -> Note:
    """（甲局、乙局负责，6月底前完成）"""
    lead, deadline = noting.namer.owners(1, 3), noting.deadline()
    mark = noting.rng.choice("，；")
    done = "完成" if deadline.due_on else ""
    printed = f"（{lead.printed}负责{mark}{deadline.printed}{done}）"
    return Note(lead.names, due_on=deadline.due_on, inline=printed)


def together_with(noting: Noting) -> Note:
    """（甲局会同乙局、丙局负责）"""
    lead, support = noting.namer.owners(1, 1), noting.namer.owners(1, 2)
    return Note(lead.names, support.names, inline=f"（{lead.printed}会同{support.printed}负责）")


def names_only(noting: Noting) -> Note:
    """（甲局、乙局）"""
    lead = noting.namer.owners(1, 3, all_below=True)
    return Note(lead.names, inline=f"（{lead.printed}）")


def labels_in_brackets(noting: Noting) -> Note:
    """（牵头单位：甲局；配合单位：乙局）, with any mark between the labels."""
    lead, support = noting.namer.owners(1, 2), noting.namer.owners(1, 3, all_below=True)
    first, second = noting.rng.choice(
        (
            ("牵头单位", "配合单位"),
            ("牵头单位", "责任单位"),
            ("牵头部门", "配合部门"),
            ("主办单位", "协办单位"),
        )
    )
    mark = noting.rng.choice(("；", "；", "，", "、", "　", " ", "\t"))
    return Note(
        lead.names, support.names, inline=f"（{first}：{lead.printed}{mark}{second}：{support.printed}）"
    )


def one_label_in_brackets(noting: Noting) -> Note:
    """（责任单位：甲局、乙局）"""
    lead = noting.namer.owners(1, 4, all_below=True)
    label = noting.rng.choice(("责任单位", "责任部门", "负责单位"))
    opens, closes = noting.rng.choice(("（）", "【】", "〔〕"))
    return Note(lead.names, inline=f"{opens}{label}：{lead.printed}{closes}")


def labels_in_square_brackets(noting: Noting) -> Note:
    """【牵头单位：甲局】【配合单位：乙局】【完成时限：6月底前】"""
    lead, support, deadline = noting.namer.owners(1, 1), noting.namer.owners(1, 3), noting.deadline()
    labels = (("牵头单位", lead.printed), ("配合单位", support.printed), ("完成时限", deadline.printed))
    if noting.rng.random() < 0.5:
        printed = "".join(f"【{label}：{value}】" for label, value in labels)
    else:
        printed = "【" + "；".join(f"{label}：{value}" for label, value in labels) + "】"
    return Note(lead.names, support.names, due_on=deadline.due_on, inline=printed)


def labels_on_own_lines(noting: Noting) -> Note:
    """Below the text: a line for each label."""
    lead, support, deadline = noting.namer.owners(1, 2), noting.namer.owners(1, 4), noting.deadline()
    lines = [f"牵头单位：{lead.printed}", f"配合单位：{support.printed}"]
    due_on = None
    if noting.rng.random() < 0.6:
        lines.append(f"完成时限：{deadline.printed}")
        due_on = deadline.due_on
    return Note(lead.names, support.names, due_on=due_on, lines=tuple(lines))


def labels_on_one_line(noting: Noting) -> Note:
    """Below the text, on one line: labels with a blank, a tab or a mark between them."""
    lead, support, deadline = noting.namer.owners(1, 1), noting.namer.owners(1, 3), noting.deadline()
    mark = noting.rng.choice(("　", "  ", "\t", "　　", "；", "，"))
    labels = [f"牵头单位：{lead.printed}", f"配合单位：{support.printed}"]
    due_on = None
    if noting.rng.random() < 0.5:
        labels.append(f"完成时限：{deadline.printed}")
        due_on = deadline.due_on
    return Note(lead.names, support.names, due_on=due_on, lines=(mark.join(labels),))


def one_label_and_deadline(noting: Noting) -> Note:
    """责任单位：甲局 完成时限：12月底"""
    lead, deadline = noting.namer.owners(1, 3), noting.deadline()
    mark = noting.rng.choice((" ", "　", "\t", "；"))
    line = f"责任单位：{lead.printed}{mark}完成时限：{deadline.printed}"
    return Note(lead.names, due_on=deadline.due_on, lines=(line,))


def people_on_one_line(noting: Noting) -> Note:
    """责任领导：张三　责任单位：甲局　责任人：李四"""
    leader, lead, person = noting.namer.person(), noting.namer.owners(1, 2), noting.namer.person()
    mark = noting.rng.choice((" ", "　", "\t", "；"))
    labels = [f"责任单位：{lead.printed}", f"责任人：{person}"]
    people: tuple[str, ...] = (person,)
    if noting.rng.random() < 0.6:
        labels, people = [f"责任领导：{leader}", *labels], (leader, person)
    if noting.rng.random() < 0.4:
        return Note(lead.names, people=people, inline=f"（{mark.join(labels)}）")
    return Note(lead.names, people=people, lines=(mark.join(labels),))


def offices_with_people(noting: Noting) -> Note:
    """（甲局 张三，乙局 李四负责）"""
    first, second = noting.namer.owners(1, 1), noting.namer.owners(1, 1)
    people = (noting.namer.person(), noting.namer.person())
    printed = f"（{first.printed} {people[0]}，{second.printed} {people[1]}负责）"
    return Note((*first.names, *second.names), people=people, inline=printed)


def guided(noting: Noting) -> Note:
    """（甲局指导，乙局负责落实）"""
    guide, lead = noting.namer.owners(1, 2), noting.namer.owners(1, 2, all_below=True)
    verb = noting.rng.choice(("负责", "负责落实", "落实"))
    return Note(lead.names, guide=guide.names, inline=f"（{guide.printed}指导，{lead.printed}{verb}）")


def guiding_label(noting: Noting) -> Note:
    """（指导单位：甲局；责任单位：乙局）"""
    guide, lead = noting.namer.owners(1, 2), noting.namer.owners(1, 3)
    mark = noting.rng.choice(("；", "　", " "))
    printed = f"（指导单位：{guide.printed}{mark}责任单位：{lead.printed}）"
    return Note(lead.names, guide=guide.names, inline=printed)


def running_end(noting: Noting) -> Note:
    """由甲局牵头，乙局配合。 at the end of the text."""
    lead, support = noting.namer.owners(1, 1), noting.namer.owners(1, 2)
    return Note(lead.names, support.names, inline=f"由{lead.printed}牵头，{support.printed}配合。")


def first_marked_as_leading(noting: Noting) -> Note:
    """（甲局（牵头）、乙局、丙局）, in label form"""
    lead, support = noting.namer.owners(1, 1), noting.namer.owners(1, 3)
    printed = f"责任单位：{lead.printed}（牵头）、{support.printed}"
    return Note(lead.names, support.names, lines=(printed,))


VERBAL: tuple[Style, ...] = (
    leads_and_supports,
    leads_with_others,
    responsible,
    responsible_with_deadline,
    together_with,
)
LABELLED: tuple[Style, ...] = (labels_in_brackets, one_label_in_brackets, labels_in_square_brackets)
BELOW: tuple[Style, ...] = (labels_on_own_lines, labels_on_one_line, one_label_and_deadline)
ALL: tuple[Style, ...] = (
    *VERBAL,
    *LABELLED,
    *BELOW,
    names_only,
    people_on_one_line,
    offices_with_people,
    guided,
    guiding_label,
    running_end,
    first_marked_as_leading,
)
