"""``import_guidance``: from the official text to sections, tasks, measures and responsibilities."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from organizations.models import Organization
from reading import read_document
from tasks.actions.draft.import_document import ImportRefused, import_document
from tasks.drafts.lengths import TOO_LONG, TOO_LONG_IN_SECTION
from tasks.management.commands.import_guidance import owners
from tasks.models import Basis, Guidance, Measure, Responsibility, Section, Task, UnmatchedOwner

pytestmark = pytest.mark.django_db
GUIDANCE_2021 = settings.BASE_DIR / "fixtures" / "guidance_2021.txt"
SHORT = """关于印发《年度工作指引（2030）》的通知

各地方知识产权局：

现予印发。

国家知识产权局

2021 年 2 月 1 日

年度工作指引（2030）

一、工作任务

（一）统计工作。完善统计。加强分析。（战略规划司、天文台负责）
"""


def run(path: Path, **options: Any) -> str:
    out = StringIO()
    call_command("import_guidance", str(path), stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "document.txt"
    path.write_bytes(content)
    return path


type Travel = Callable[[str], None]


@pytest.fixture
def travel() -> Iterator[Travel]:
    """``travel("2021-10-10T12:00:00+08:00")`` lets time stand still there."""
    with ExitStack() as stack:

        def stand_still(at: str) -> None:
            stack.enter_context(time_machine.travel(at, tick=False))

        yield stand_still


@pytest.fixture
def guidance(tree: None) -> Guidance:
    run(GUIDANCE_2021)
    return Guidance.objects.get()


def test_import_guidance_keeps_what_the_notice_says(guidance: Guidance) -> None:
    assert guidance.year == 2021
    assert guidance.title == "推动知识产权高质量发展年度工作指引（2021）"
    assert guidance.issuer == "国家知识产权局"
    assert guidance.issued_on == dt.date(2021, 3, 3)
    assert guidance.report_due_on == dt.date(2021, 12, 15)
    assert guidance.receiving_department == Organization.objects.get(code="D-YYC")
    assert guidance.status == Guidance.Status.DRAFT
    assert guidance.source_text == GUIDANCE_2021.read_text(encoding="utf-8")


def test_import_guidance_finds_every_part_section_and_bullet(guidance: Guidance) -> None:
    kinds = list(guidance.sections.values_list("kind", flat=True))
    counts = {kind: kinds.count(kind) for kind in set(kinds)}
    assert counts == {"notice": 1, "preamble": 1, "part": 5, "section": 13, "bullet": 4}


def test_import_guidance_hangs_sections_under_their_parents(guidance: Guidance) -> None:
    parents = {
        section.path: section.parent and section.parent.path
        for section in guidance.sections.select_related("parent")
    }
    assert parents["一/三/4"] == "一/三"
    assert parents["三/八"] == "三"
    assert parents["五"] is None
    assert parents["通知"] is None


def test_import_guidance_keeps_every_character_reachable(guidance: Guidance) -> None:
    sections = list(guidance.sections.order_by("order"))
    assert "".join(section.source for section in sections) == guidance.source_text
    assert sections[0].starts_at == 0
    assert all(one.ends_at == two.starts_at for one, two in pairwise(sections))


@pytest.mark.parametrize(
    ("path", "words"),
    [("通知", "现予印发，请结合实际认真组织实施"), ("序言", "为“十四五”知识产权高质量发展开好")],
)
def test_import_guidance_keeps_what_stands_before_the_parts(
    guidance: Guidance, path: str, words: str
) -> None:
    assert words in Section.objects.get(guidance=guidance, path=path).text


OWNERS = [
    ("二/一", 1, ["D-ZLG"]),
    ("二/一", 2, ["D-GFS"]),
    ("二/二", 0, ["local_bureaus"]),
    ("二/三", 1, ["D-YYC"]),
    ("二/三", 2, ["local_bureaus"]),
    ("三/四", 1, ["D-BGS"]),
    ("三/四", 2, ["D-TFS"]),
    ("三/五", 0, ["D-BHS"]),
    ("三/六", 0, ["D-YYC"]),
    ("三/七", 0, ["D-GFS"]),
    ("三/八", 0, ["D-BHS", "D-GJS"]),
    ("四/九", 1, ["D-ZLG"]),
    ("四/九", 2, ["D-LXB"]),
    ("四/十", 0, ["local_bureaus"]),
]


def test_tasks_of_one_section_are_told_apart_by_who_leads_them(guidance: Guidance) -> None:
    titles = list(guidance.tasks.filter(section__path__in=["二/三", "三/五"]).values_list("title", flat=True))
    assert titles == [
        "高标准推进知识产权强国建设试点示范工作（运用促进司）",
        "高标准推进知识产权强国建设试点示范工作（各地方知识产权局）",
        "健全知识产权保护政策",
    ]


@pytest.mark.parametrize(("path", "stretch", "owners"), OWNERS)
def test_import_guidance_finds_the_owners_of_every_stretch(
    guidance: Guidance, path: str, stretch: int, owners: list[str]
) -> None:
    task = list(Task.objects.filter(section__path=path))[max(stretch - 1, 0)]
    found = [
        owner.organization.code if owner.organization else owner.collective
        for owner in task.responsibilities.all()
    ]
    assert sorted(found) == owners
    assert {(owner.role, owner.basis) for owner in task.responsibilities.all()} == {
        (Responsibility.Role.LEAD, Basis.STATED)
    }


def test_import_guidance_finds_fourteen_stretches(guidance: Guidance) -> None:
    assert list(Task.objects.values_list("section__path", flat=True)) == [path for path, *_ in OWNERS]


def test_import_guidance_takes_sentences_as_measures(guidance: Guidance) -> None:
    assert Measure.objects.count() == 50
    for task in Task.objects.select_related("section"):
        assert task.section.text[task.starts_at : task.ends_at] == task.text
        assert all(measure.text in task.text for measure in task.measures.all())


def test_import_guidance_dry_run_shows_and_changes_nothing(tree: None) -> None:
    shown = run(GUIDANCE_2021, dry_run=True)
    assert "2021-12-15" in shown
    assert "三/八  国际合作司、保护司  4 measures" in shown
    assert "AT_MOST 18.5 个月" in shown
    assert "Nothing was changed." in shown
    assert not Guidance.objects.exists()


def test_import_guidance_json_prints_the_contract(tree: None) -> None:
    contract = json.loads(run(GUIDANCE_2021, json=True, dry_run=True))
    assert contract["report_due_on"] == "2021-12-15"
    assert contract["document_number"] is None
    assert len(contract["tasks"]) == 14
    assert contract["tasks"][2]["collective"] == ["各地方知识产权局"]
    assert not Guidance.objects.exists()


def test_import_guidance_json_imports_as_well(tree: None) -> None:
    json.loads(run(GUIDANCE_2021, json=True))
    assert Guidance.objects.count() == 1


def test_import_guidance_refuses_a_year_that_exists(guidance: Guidance) -> None:
    with pytest.raises(CommandError, match=r"already a guidance for 2021"):
        run(GUIDANCE_2021)
    assert (Guidance.objects.count(), Task.objects.count()) == (1, 14)


def test_import_guidance_refuses_a_document_of_a_day_to_come(
    tree: None, tmp_path: Path, travel: Travel
) -> None:
    """On the day itself it is there; the day before it is a slip, at every door."""
    travel("2021-10-10T23:59:59+08:00")
    tomorrow = written(tmp_path, SHORT.replace("2021 年 2 月 1 日", "2021 年 10 月 11 日").encode())
    with pytest.raises(CommandError, match="dated 2021-10-11, which is still to come"):
        run(tomorrow)
    assert "still to come" in run(tomorrow, dry_run=True)
    assert not Guidance.objects.exists()
    today = SHORT.replace("2021 年 2 月 1 日", "2021 年 10 月 10 日")
    assert run(written(tmp_path, today.encode()))
    assert Guidance.objects.get().issued_on == dt.date(2021, 10, 10)


def test_a_portal_that_is_set_back_reads_what_was_issued_since(
    tree: None, tmp_path: Path, settings: Settings, travel: Travel
) -> None:
    travel("2021-10-10T12:00:00+08:00")
    settings.PORTAL_TODAY = dt.date(2020, 11, 22)
    run(written(tmp_path, SHORT.encode()))
    assert Guidance.objects.get().issued_on == dt.date(2021, 2, 1)


def test_import_guidance_lists_an_owner_that_is_nobody_known(tree: None, tmp_path: Path) -> None:
    shown = run(written(tmp_path, SHORT.encode()))
    assert "“天文台” is no known organization" in shown
    assert [owner.name for owner in UnmatchedOwner.objects.all()] == ["天文台"]
    assert [owner.organization.short_name for owner in Responsibility.objects.all()] == ["战略规划司"]


def imported(**changed: Any) -> Task:
    """The one task of the short document, its note read as ``changed``."""
    document = read_document(SHORT)
    [task] = document.tasks
    document = replace(document, tasks=(replace(task, **changed),))
    guidance = import_document(
        document=document, by=None, at=timezone.now(), source_text=SHORT, source_name="short.txt"
    ).guidance
    return guidance.tasks.get()


def test_import_guidance_keeps_who_guides_and_the_people(tree: None) -> None:
    task = imported(
        lead=("战略规划司",),
        support=("条法司",),
        guide=("保护司", "国家天文台"),
        people=("张三（规划司）", "李四"),
    )
    assert [(owner.organization.short_name, owner.role) for owner in task.responsibilities.all()] == [
        ("战略规划司", "lead"),
        ("条法司", "support"),
        ("保护司", "guide"),
    ]
    assert [(owner.name, owner.role) for owner in task.unmatched_owners.all()] == [("国家天文台", "guide")]
    assert task.people == "张三（规划司）、李四"


def test_import_guidance_lets_who_answers_not_only_guide(tree: None) -> None:
    """Named twice it has the first of its roles, known or not."""
    task = imported(lead=("保护司",), support=("天文台",), guide=("天文台", "知识产权保护司"))
    assert [owner.role for owner in task.responsibilities.all()] == ["lead"]
    assert [owner.role for owner in task.unmatched_owners.all()] == ["support"]


def test_import_guidance_says_what_it_cuts(tree: None) -> None:
    name, people = "天文台" * 70, tuple(f"第{number}位责任人" for number in range(100))
    task = imported(lead=(name,), guide=(name,), people=people, as_printed=f"（{name * 10}负责）")
    said = [
        dict(caution.values)["text"] for caution in task.guidance.cautions.filter(message=TOO_LONG_IN_SECTION)
    ]
    assert said == [name, "、".join(people), f"（{name * 10}负责）"]
    assert [owner.name for owner in task.unmatched_owners.all()] == [f"{name[:199]}…"]
    assert len(task.people) == 500
    assert task.people.endswith("…")
    assert task.as_printed == f"（{name * 10}负责）"[:2000]


def test_import_guidance_keeps_two_issuers_whole(tree: None) -> None:
    offices = "、".join(("某某省某某市人民政府办公室" * 4, "某某省某某市知识产权局" * 5))
    document = replace(read_document(SHORT), issuer=offices)
    guidance = import_document(
        document=document, by=None, at=timezone.now(), source_text=SHORT, source_name="short.txt"
    ).guidance
    assert guidance.issuer == offices
    assert len(offices) > 100
    assert not guidance.cautions.filter(message=TOO_LONG).exists()


def test_import_guidance_says_who_guides_before_anything_is_written() -> None:
    task = replace(
        read_document(SHORT).tasks[0], lead=("甲",), support=("乙",), guide=("丙", "丁"), people=("张三",)
    )
    assert owners(task) == "甲 + 乙 ← 丙、丁  (张三)"


def test_import_guidance_reads_gb18030_the_same(tree: None, tmp_path: Path) -> None:
    run(written(tmp_path, GUIDANCE_2021.read_text(encoding="utf-8").encode("gb18030")))
    assert Task.objects.count() == 14


def test_import_guidance_refuses_a_section_number_that_stands_twice(tree: None) -> None:
    document = read_document(SHORT)
    doubled = replace(document, sections=(*document.sections, document.sections[-1]))
    with pytest.raises(ImportRefused, match="一/一 stands twice"):
        import_document(
            document=doubled, by=None, at=timezone.now(), source_text=SHORT, source_name="short.txt"
        )
    assert not Guidance.objects.exists()


def test_import_guidance_without_year_or_date_is_refused(tree: None) -> None:
    document = replace(read_document(SHORT), year=None, issued_on=None)
    with pytest.raises(ImportRefused, match="which year"):
        import_document(
            document=document, by=None, at=timezone.now(), source_text=SHORT, source_name="short.txt"
        )


@pytest.mark.parametrize(
    "content",
    [b"", b" \n\n ", b"\x00\x01\x02\xff\xfe" * 40, b"%PDF-1.7 \xff", "没有编号的一句话。".encode(), b"{}"],
)
def test_import_guidance_refuses_what_is_no_guidance_in_one_line(
    tree: None, tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(CommandError) as refusal:
        run(written(tmp_path, content))
    assert "\n" not in str(refusal.value)
    assert not Guidance.objects.exists()


def test_import_guidance_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.txt"):
        run(tmp_path / "nowhere.txt")


def test_import_guidance_refuses_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(tmp_path)
