"""What stands around a plan is kept in its order: notice, signature, annexes, what was taken by hand."""

import pytest
from django.utils import timezone

from reading import read_by_hand, read_document
from tasks.actions.draft.import_document import import_document
from tasks.models import Guidance, Task

NOTICE_WITH_POINTS = (
    "关于做好2021年重点工作任务分解的通知\n各单位：\n现印发给你们：\n一、加强领导。\n二、抓好落实。\n"
    "某办公室\n2021年3月1日\n"
)
ANNEXED = (
    "某市关于加快创新的实施意见\n一、总体要求\n坚持稳中求进。\n二、重点任务\n做好工作。\n某市政府\n2021年3月1日\n"
    "附件\n重点任务分工表\n1.建平台。（战略规划司负责）\n2.引人才。（战略规划司负责）\n（此件公开发布）\n"
)
FRAMED = {
    "untitled": (NOTICE_WITH_POINTS + "一、建平台。（战略规划司负责）\n", ["通知", "一"]),
    "titled": (
        NOTICE_WITH_POINTS + "分解方案\n为此制定。\n一、建平台。（战略规划司负责）\n",
        ["通知", "序言", "一"],
    ),
    "annexed": (ANNEXED, ["序言", "一", "二", "落款", "附件", "附件/1", "附件/2", "落款-2"]),
}


@pytest.mark.parametrize(("text", "paths"), FRAMED.values(), ids=FRAMED.keys())
def test_what_stands_around_the_plan_is_kept_in_its_order(tree: None, text: str, paths: list[str]) -> None:
    imported = import_document(
        document=read_document(text), by=None, at=timezone.now(), source_text=text, source_name="plan.txt"
    )
    sections = list(imported.guidance.sections.order_by("order"))
    assert [section.path for section in sections] == paths
    assert "".join(section.source for section in sections) == text


def test_a_text_taken_by_hand_becomes_a_draft(tree: None) -> None:
    text = "某市工作安排\n做好甲事。\n做好乙事。\n"
    imported = import_document(
        document=read_by_hand(text),
        by=None,
        at=timezone.now(),
        source_text=text,
        source_name="plan.txt",
        year=2021,
    )
    assert [section.path for section in imported.guidance.sections.order_by("order")] == ["序言", "1"]
    assert not imported.guidance.tasks.exists()


def test_a_table_annexed_behind_the_signature_is_imported_in_order(tree: None) -> None:
    text = (
        "某市实施方案\n一、重点任务\n（一）完善制度。健全体系。\n某市人民政府\n2024年3月1日\n附件：分工表\n"
        "序号\t任务\t责任单位\n1\t完善制度\t市科技局\n2\t建设专库\t市档案局\n"
    )
    import_document(
        document=read_document(text), by=None, at=timezone.now(), source_text=text, source_name="plan.txt"
    )
    sections = list(Guidance.objects.get().sections.order_by("order"))
    assert "".join(section.source for section in sections) == text
    assert [section.path for section in sections][-2:] == ["附件", "附件/2"]
    assert sections[-1].parent == sections[-2]
    tasks = list(Task.objects.order_by("order").values_list("section__path", "text"))
    assert tasks == [("一/一", "健全体系。"), ("附件/2", "建设专库")]
