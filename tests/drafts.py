"""A small draft guidance for 2030: two owners nobody knows, one known, a goal, a section without task."""

import html
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reading import read_document
from targets.models import ProposedGoal
from tasks.actions.draft.import_document import import_document
from tasks.models import Guidance, Section, Task

TEXT = """关于印发《年度工作指引（2030）》的通知

各地方知识产权局：

现予印发，请于2030年12月15日前报送运用促进司。

国家知识产权局

2021 年 2 月 1 日

年度工作指引（2030）

一、总体要求

（一）指导思想。坚持稳中求进。坚持系统观念。

二、工作任务

（一）统计工作。完善统计制度。加强数据分析。（天文台、海洋司负责）

（二）运用工作。促进专利运用。开展培训。截至目前，专利商标质押融资规模达到2600亿元。（运用促进司负责）

（三）服务工作。完善服务体系。（天文台负责）
"""


def make_draft(text: str = TEXT) -> Guidance:
    """The document as read and imported."""
    document = read_document(text)
    return import_document(
        document=document, by=None, at=timezone.now(), source_text=text, source_name="guidance_2030.txt"
    ).guidance


def goal_on(guidance: Guidance) -> ProposedGoal:
    """A goal of the draft that nobody has settled."""
    section = guidance.sections.get(title__contains="运用")
    text = "专利商标质押融资规模达到2600亿元"
    return ProposedGoal.objects.create(
        guidance=guidance, section=section, order=1, text=text, name=text[:10], comparator="at_least"
    )


def the_draft() -> Guidance:
    """The draft that there is, or a new one."""
    return Guidance.objects.filter(status=Guidance.Status.DRAFT).first() or make_draft()


def long_text(sections: int) -> str:
    """The same document with many more sections, each a task with an owner nobody knows."""
    more = "\n\n".join(
        f"（{chinese(number)}）工作。完善制度。加强分析。（天文台{chinese(number)}处负责）"
        for number in range(4, 4 + sections)
    )
    return f"{TEXT}\n{more}\n"


def chinese(number: int) -> str:
    """A number from 1 to 99 as documents print it."""
    digits = ["", *"一二三四五六七八九"]
    tens, ones = divmod(number, 10)
    return f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones]}"


def task_on(guidance: Guidance, title: str) -> Task:
    return guidance.tasks.get(title__contains=title)


def section_on(guidance: Guidance, title: str) -> Section:
    return guidance.sections.get(title__contains=title)


YEAR = 2030


def url(name: str, *arguments: Any) -> str:
    """The address of a page on the draft."""
    return reverse(f"tasks:draft-{name}", args=[YEAR, *arguments])


def page_of(response: Any) -> str:
    return html.unescape(response.content.decode())


def said(client: Client, response: Any) -> str:
    """The page after a redirect."""
    assert response.status_code == 302, page_of(response)
    return page_of(client.get(response["Location"]))
