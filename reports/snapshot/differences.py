"""What one version of a report says otherwise than the one before it, for people to read (design R15)."""

from collections.abc import Iterator, Mapping

from reports.snapshot.head import Difference
from reports.snapshot.year import Case, Figure, Name, SectionYear, Statement, TaskYear, Year

CASE = Name("典型案例", "Case study")
FILES = Name("佐证材料", "Evidence")
PARTS = {
    "achievements": Name("主要做法和成效", "Achievements"),
    "problems": Name("存在问题", "Problems"),
    "next_steps": Name("下一步打算", "Next steps"),
    "nil_reasons": Name("无填报内容的原因", "Reasons for nil returns"),
}


def differences(before: Year, after: Year) -> tuple[Difference, ...]:
    """What changed in figures, tasks, texts, cases and files, in the order of the report; absent is empty."""
    return (
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


def figures_in(year: Year) -> Said:
    return {figure.id: (figure.name, figure_in_words(figure)) for figure in year.figures}


def figure_in_words(figure: Figure) -> str:
    """The figure with its parts and its judgement, as far as it has them."""
    parts = [figure.text.zh]
    if figure.numerator is not None and figure.denominator is not None:
        parts.append(f"{figure.numerator}/{figure.denominator}")
    if figure.outcome_name is not None:
        parts.append(figure.outcome_name.zh)
    return "；".join(parts)


def tasks_in(year: Year) -> Said:
    return {str(task.order): (task.title, task_in_words(task)) for task in year.tasks}


def task_in_words(task: TaskYear) -> str:
    """How many measures are completed of how many, and how many delayed."""
    return f"{task.completed}/{task.measures}" + (f"（{task.delayed}）" if task.delayed else "")


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
        f"{case.organization}:{case.number}": (case_label(case), case_in_words(case)) for case in year.cases
    }


def case_label(case: Case) -> Name:
    return Name(f"{CASE.zh} {case.number}", f"{CASE.en} {case.number}")


def case_in_words(case: Case) -> str:
    return f"{case.title}\n{case.text}"


def files_in(year: Year) -> Said:
    return {f"{file.line.zh}:{file.sha256}": (FILES, file.name) for file in year.evidence}
