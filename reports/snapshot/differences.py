"""What one version of a report says otherwise than the one before it, for people to read (design R15)."""

from collections.abc import Iterator, Mapping

from reports.snapshot.head import Difference
from reports.snapshot.year import Case, Coverage, Figure, Name, SectionYear, Statement, TaskYear, Year

CASE = Name("典型案例", "Case study")
FILES = Name("佐证材料", "Evidence")
PARTS = {
    "achievements": Name("主要做法和成效", "Achievements"),
    "problems": Name("存在问题", "Problems"),
    "next_steps": Name("下一步打算", "Next steps"),
    "nil_reasons": Name("无填报内容的原因", "Reasons for nil returns"),
}


FIGURE_PARTS = {
    "goal": Name("目标值", "goal"),
    "last_year": Name("上年数", "last year"),
    "coverage": Name("覆盖情况", "coverage"),
    "holds_on": Name("截至", "as of"),
    "nil_reason": Name("零报告原因", "reason for the nil return"),
}
REPORT = Name("年度报告", "annual report")
STATES = {
    "completed": "已完成",
    "in_progress": "进行中",
    "delayed": "滞后",
    "not_started": "未开始",
    "": "未填报",
}


def differences(before: Year, after: Year) -> tuple[Difference, ...]:
    """What changed in the reports it is built from, figures, tasks, texts, cases and files, in the order of
    the report; absent is empty."""
    return (
        *changed(standings_in(before), standings_in(after)),
        *changed(figures_in(before), figures_in(after)),
        *changed(tasks_in(before), tasks_in(after)),
        *changed(texts_in(before), texts_in(after)),
        *changed(cases_in(before), cases_in(after)),
        *changed(files_in(before), files_in(after)),
    )


type Said = Mapping[str, tuple[Name, str]]


def changed(before: Said, after: Said) -> Iterator[Difference]:
    """What differs between two mappings of what was said by the key of the place, in the later order."""
    for key in (*after, *(key for key in before if key not in after)):
        label = (after.get(key) or before[key])[0]
        old, new = (said[key][1] if key in said else "" for said in (before, after))
        if old != new:
            yield Difference(label, old, new)


def labelled(subject: Name, part: Name) -> Name:
    return Name(f"{subject.zh}：{part.zh}", f"{subject.en}: {part.en}")


def standings_in(year: Year) -> Said:
    """Which version of whose report the office's is built from."""
    return {
        each.organization: (
            labelled(each.name, REPORT),
            f"第{each.report_version}版" if each.report_version else "",
        )
        for each in year.standings
    }


def whose(year: Year, organization: str, said: Name) -> Name:
    """What is said of one of several organizations, behind its name."""
    names = {each.organization: each.name for each in year.standings}
    return labelled(names[organization], said) if organization in names else said


def figures_in(year: Year) -> Said:
    """Each figure, and what else is told of it where that changed by itself."""
    said: dict[str, tuple[Name, str]] = {}
    for figure in year.figures:
        name = whose(year, figure.organization, figure.name)
        said[figure.id] = (name, figure_in_words(figure))
        for key, part in FIGURE_PARTS.items():
            said[f"{figure.id}:{key}"] = (labelled(name, part), part_in_words(figure, key))
    return said


def part_in_words(figure: Figure, key: str) -> str:
    value = getattr(figure, key)
    if isinstance(value, Coverage):
        return f"{value.counted}/{value.expected}"
    return value.zh if isinstance(value, Name) else value or ""


def figure_in_words(figure: Figure) -> str:
    """The figure with its parts and its judgement, as far as it has them."""
    parts = [figure.text.zh]
    if figure.numerator is not None and figure.denominator is not None:
        parts.append(f"{figure.numerator}/{figure.denominator}")
    if figure.outcome_name is not None:
        parts.append(figure.outcome_name.zh)
    return "；".join(parts)


def tasks_in(year: Year) -> Said:
    """Each task, and its measures one by one where a single organization reports on them."""
    said: dict[str, tuple[Name, str]] = {}
    for task in year.tasks:
        said[str(task.order)] = (task.title, task_in_words(task))
        for number, (_measure, state) in enumerate(task.measure_states, 1):
            part = Name(f"举措{number}", f"measure {number}")
            said[f"{task.order}:{number}"] = (labelled(task.title, part), STATES[state])
    return said


def task_in_words(task: TaskYear) -> str:
    """How many measures are completed of how many, and how many delayed."""
    return f"{task.completed}/{task.measures}" + (f"，滞后{task.delayed}" if task.delayed else "")


def texts_in(year: Year) -> Said:
    """The statements of each section by section and part."""
    return {
        f"{section.path}:{part}": (label_of(section, name), joined(getattr(section, part)))
        for section in year.sections
        for part, name in PARTS.items()
        if getattr(section, part)
    }


def label_of(section: SectionYear, part: Name) -> Name:
    heading = f"{section.number}{section.title}"
    return Name(f"{heading}：{part.zh}", f"{heading}: {part.en}")


def joined(statements: tuple[Statement, ...]) -> str:
    return "\n".join(statement.text for statement in statements)


def cases_in(year: Year) -> Said:
    return {
        f"{case.organization}:{case.number}": (
            whose(year, case.organization, case_label(case)),
            case_in_words(case),
        )
        for case in year.cases
    }


def case_label(case: Case) -> Name:
    return Name(f"{CASE.zh} {case.number}", f"{CASE.en} {case.number}")


def case_in_words(case: Case) -> str:
    return f"{case.title}\n{case.text}"


def files_in(year: Year) -> Said:
    return {f"{file.line.zh}:{file.sha256}": (FILES, file.name) for file in year.evidence}
