"""Rarer styles of owner notes: rules for what follows, further words, names as some offices write."""

from tests.reading.plans.names import Owners
from tests.reading.plans.notes import Note, Noting, Style


def guided_by_rule(noting: Noting) -> Note:
    """（甲部指导，乙市负责落实。以下均需乙市落实，不再列出）, and afterwards （丙部指导）"""
    guide = noting.namer.owners(1, 2)
    if noting.rule is None:
        city = Owners("云岫市", ("云岫市",))
        noting.rule = city
        printed = f"（{guide.printed}指导，{city.printed}负责落实。以下均需{city.printed}落实，不再列出）"
        return Note(city.names, guide=guide.names, inline=printed)
    return Note(noting.rule.names, guide=guide.names, inline=f"（{guide.printed}指导）")


def supported_by_rule(noting: Noting) -> Note:
    """（甲局牵头，各区政府配合。以下任务均需各区政府配合，不再列出）, and afterwards （乙局牵头）"""
    lead = noting.namer.owners(1, 2)
    if noting.rule is None:
        below = noting.namer.tier.all_below[-1]
        noting.rule = Owners(below, (below,))
        printed = f"（{lead.printed}牵头，{below}配合。以下任务均需{below}配合，不再列出）"
        return Note(lead.names, (below,), inline=printed)
    return Note(lead.names, noting.rule.names, inline=f"（{lead.printed}牵头）")


def first_leads(noting: Noting) -> Note:
    """（责任单位：甲局、乙局） where the document says that the first one leads."""
    lead, support = noting.namer.owners(1, 1), noting.namer.owners(1, 3)
    printed = f"（责任单位：{lead.printed}、{support.printed}）"
    return Note(lead.names, support.names, inline=printed)


def responsible_with_others(noting: Noting) -> Note:
    """（甲局、乙局等按职责分工负责）"""
    lead = noting.namer.owners(2, 4)
    others = noting.rng.choice(("等", "等部门", "等有关部门"))
    return Note(lead.names, and_others=True, inline=f"（{lead.printed}{others}按职责分工负责）")


def through_the_year(noting: Noting) -> Note:
    """（甲局负责，全年推进）"""
    lead = noting.namer.owners(1, 2)
    rhythm = noting.rng.choice(("全年推进", "常态化推进", "持续推进", "长期坚持"))
    return Note(lead.names, inline=f"（{lead.printed}负责，{rhythm}）")


def all_above(noting: Noting) -> Note:
    """（以上由甲局牵头，乙局配合）"""
    lead, support = noting.namer.owners(1, 1), noting.namer.owners(1, 2)
    printed = f"（以上由{lead.printed}牵头，{support.printed}配合）"
    return Note(lead.names, support.names, inline=printed)


def as_circumstances_allow(noting: Noting) -> Note:
    """（各市政府结合实际落实）"""
    below = noting.rng.choice(noting.namer.tier.all_below)
    return Note((below,), inline=f"（{below}结合实际落实）")


def mixed_brackets(noting: Noting) -> Note:
    """（甲局、各县‹市、区>政府负责）, and names that say what they include."""
    lead = noting.namer.owners(1, 2)
    printed, name = noting.rng.choice(
        (
            ("各县‹市、区>政府", "各县（市、区）政府"),
            ("各县〈市、区〉政府", "各县（市、区）政府"),
            ("各县[市、区]政府", "各县（市、区）政府"),
            ("各区政府〈含开发区、景区，下同〉", "各区政府"),
            ("各乡镇政府（含街道办）", "各乡镇政府"),
        )
    )
    return Note((*lead.names, name), inline=f"（{lead.printed}、{printed}负责）")


def three_labels_in_brackets(noting: Noting) -> Note:
    """（牵头单位：甲局；配合单位：乙局；完成时限：6月底前）"""
    lead, support, deadline = noting.namer.owners(1, 1), noting.namer.owners(1, 3), noting.deadline()
    mark = noting.rng.choice(("；", "，", "　"))
    labels = (
        f"牵头单位：{lead.printed}",
        f"责任单位：{support.printed}",
        f"完成时限：{deadline.printed}",
    )
    return Note(lead.names, support.names, due_on=deadline.due_on, inline=f"（{mark.join(labels)}）")


def guiding_label_below(noting: Noting) -> Note:
    """指导单位：甲局, 责任单位：乙局, each on a line of its own."""
    guide, lead = noting.namer.owners(1, 1), noting.namer.owners(1, 3)
    lines = [f"责任单位：{lead.printed}", f"指导单位：{guide.printed}"]
    noting.rng.shuffle(lines)
    return Note(lead.names, guide=guide.names, lines=tuple(lines))


def people_below(noting: Noting) -> Note:
    """责任领导, 牵头单位, 责任人, each on a line of its own."""
    leader, person = noting.namer.person(), noting.namer.person()
    lead, support = noting.namer.owners(1, 1), noting.namer.owners(1, 2)
    lines = (
        f"责任领导：{leader}",
        f"牵头单位：{lead.printed}",
        f"责任人：{person}",
        f"配合单位：{support.printed}",
    )
    return Note(lead.names, support.names, people=(leader, person), lines=lines)


def running_responsible(noting: Noting) -> Note:
    """由甲局、乙局负责。 at the end of the text."""
    lead = noting.namer.owners(1, 2)
    verb = noting.rng.choice(("负责", "负责落实", "牵头负责"))
    return Note(lead.names, inline=f"由{lead.printed}{verb}。")


def unsaid(noting: Noting) -> Note:
    """No note at all."""
    return Note()


def lead_only(noting: Noting) -> Note:
    """（甲局牵头）"""
    lead = noting.namer.owners(1, 1)
    return Note(lead.names, inline=f"（{lead.printed}牵头）")


RARE: tuple[Style, ...] = (
    responsible_with_others,
    through_the_year,
    all_above,
    as_circumstances_allow,
    mixed_brackets,
    three_labels_in_brackets,
    guiding_label_below,
    people_below,
    running_responsible,
)
