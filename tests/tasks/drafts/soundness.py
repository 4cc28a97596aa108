"""What holds of a draft after any correction."""

from tasks.models import Guidance, Section


def section(draft: Guidance, path: str) -> Section:
    return draft.sections.get(path=path)


def letters(draft: Guidance) -> int:
    """How many characters stand in the sections, headings included, spaces left out."""
    return sum(len("".join(f"{one.number}{one.title}{one.text}".split())) for one in draft.sections.all())


def assert_sound(draft: Guidance) -> None:
    """What holds after any correction."""
    sections = list(draft.sections.order_by("order"))
    assert [one.order for one in sections] == list(range(1, len(sections) + 1))
    ends = [0, *(one.ends_at for one in sections)]
    assert [one.starts_at for one in sections] == ends[:-1]
    assert ends[-1] == len(draft.source_text)
    tasks = list(draft.tasks.select_related("section").order_by("order"))
    assert [one.order for one in tasks] == list(range(1, len(tasks) + 1))
    for task in tasks:
        assert "".join(task.text.split()) in "".join(task.section.text.split())
        assert task.section.text[task.starts_at : task.ends_at].strip() == task.text.strip()
        orders = list(task.measures.values_list("order", flat=True))
        assert orders == list(range(1, len(orders) + 1))
