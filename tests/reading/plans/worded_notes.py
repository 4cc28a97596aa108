"""Styles of owner notes in other words: further verbs, and, further labels, further deadlines."""

import datetime as dt

from tests.reading.plans.notes import Deadline, Note, Noting, Style


def further_deadline(noting: Noting) -> Deadline:
    """Deadlines as quarters, halves and months, always of a named or of the plan's own year."""
    year = noting.year
    choices = [
        Deadline(f"{year}年9月", dt.date(year, 9, 30)),
        Deadline(f"{year}年第三季度", dt.date(year, 9, 30)),
        Deadline(f"{year}年上半年", dt.date(year, 6, 30)),
        Deadline(f"{year}年10月15日前", dt.date(year, 10, 15)),
    ]
    if noting.has_one_year:
        choices += [
            Deadline("三季度", dt.date(year, 9, 30)),
            Deadline("上半年", dt.date(year, 6, 30)),
            Deadline("年底前", dt.date(year, 12, 31)),
            Deadline("12月10日前", dt.date(year, 12, 10)),
        ]
    return noting.rng.choice(choices)


def joined_by_and(noting: Noting) -> Note:
    """（甲局和乙局负责）, （甲局牵头，乙局及丙局配合）"""
    first, second, third = (noting.namer.owners(1, 1) for _ in range(3))
    word = noting.rng.choice(("和", "及", "以及"))
    if noting.rng.random() < 0.5:
        return Note((*first.names, *second.names), inline=f"（{first.printed}{word}{second.printed}负责）")
    printed = f"（{first.printed}牵头，{second.printed}{word}{third.printed}配合）"
    return Note(first.names, (*second.names, *third.names), inline=printed)


def led_in_other_words(noting: Noting) -> Note:
    """（由甲局牵头，会同乙局落实）, （甲局负责牵头，乙局协助）, （甲局主责，乙局协同）"""
    lead, support = noting.namer.owners(1, 1), noting.namer.owners(1, 3)
    forms = (
        "（由{}牵头，会同{}落实）",
        "（由{}牵头，{}配合）",
        "（{}负责牵头，{}协助）",
        "（{}主责，{}协同）",
        "（{}牵头组织，{}共同参与）",
        "（{}牵头；{}配合）",
        "（{}牵头，{}按照职责分工负责）",
    )
    printed = noting.rng.choice(forms).format(lead.printed, support.printed)
    return Note(lead.names, support.names, inline=printed)


def counted_others(noting: Noting) -> Note:
    """（甲局牵头，乙局、丙局等6个部门配合）"""
    lead, support = noting.namer.owners(1, 1), noting.namer.owners(2, 3)
    count = noting.rng.randint(4, 9)
    printed = f"（{lead.printed}牵头，{support.printed}等{count}个部门配合）"
    return Note(lead.names, support.names, and_others=True, inline=printed)


def further_labels(noting: Noting) -> Note:
    """（主责单位：甲局；协助单位：乙局；完成时间：三季度）"""
    lead, support, deadline = noting.namer.owners(1, 1), noting.namer.owners(1, 3), further_deadline(noting)
    first, second = noting.rng.choice(
        (
            ("主责单位", "协助单位"),
            ("牵头部门", "参与部门"),
            ("牵头单位", "协同单位"),
            ("主要责任单位", "配合单位"),
        )
    )
    third = noting.rng.choice(("完成时间", "完成期限", "时间节点", "时限要求"))
    mark = noting.rng.choice(("；", "，", "　"))
    labels = (f"{first}：{lead.printed}", f"{second}：{support.printed}", f"{third}：{deadline.printed}")
    return Note(lead.names, support.names, due_on=deadline.due_on, inline=f"（{mark.join(labels)}）")


def further_labels_below(noting: Noting) -> Note:
    """责任部门：甲局、乙局 and 完成时间：上半年 on lines of their own, now and then with a blank inside."""
    lead, deadline = noting.namer.owners(1, 3, all_below=True), further_deadline(noting)
    blank = noting.rng.choice(("", " "))
    lines = (f"责任部门：{blank}{lead.printed}", f"完成时间：{blank}{deadline.printed}")
    return Note(lead.names, due_on=deadline.due_on, lines=lines)


def due_in_the_note(noting: Noting) -> Note:
    """（甲局负责，三季度完成）, （甲局牵头，乙局配合；2024年9月完成）"""
    lead, support, deadline = noting.namer.owners(1, 2), noting.namer.owners(1, 2), further_deadline(noting)
    if noting.rng.random() < 0.5:
        printed = f"（{lead.printed}负责，{deadline.printed}完成）"
        return Note(lead.names, due_on=deadline.due_on, inline=printed)
    printed = f"（{lead.printed}牵头，{support.printed}配合；{deadline.printed}完成）"
    return Note(lead.names, support.names, due_on=deadline.due_on, inline=printed)


def first_marked_in_brackets(noting: Noting) -> Note:
    """（责任单位：甲局（牵头），乙局、丙局）"""
    lead, support = noting.namer.owners(1, 1), noting.namer.owners(1, 3)
    printed = f"（责任单位：{lead.printed}（牵头），{support.printed}）"
    return Note(lead.names, support.names, inline=printed)


WORDED: tuple[Style, ...] = (
    joined_by_and,
    led_in_other_words,
    counted_others,
    further_labels,
    further_labels_below,
    due_in_the_note,
    first_marked_in_brackets,
)
