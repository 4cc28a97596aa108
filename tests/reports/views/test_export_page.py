"""The page of one export: its progress, what it holds, cancelling, ordering it again."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from background.actions import take_job
from background.models import Job, WorkerPresence
from background.terms import lease_lasts
from reports.actions import cancel_export, make_export
from reports.models import Export, FormKey
from tests.background.queue import work_off
from tests.reports.exports.orders import finished, waiting
from tests.reports.exports.small_reports import NO_FONT, refusing
from tests.reports.views.export_addresses import CREATE, detail, download, page

if TYPE_CHECKING:
    from django.test import Client

    from reports.exports.makers import Maker
    from tests.world import World

pytestmark = pytest.mark.usefixtures("small_reports")


def test_progress_page_asks_again_until_it_is_finished(world: "World", administrator: "Client") -> None:
    export = waiting(world)
    assert "hx-trigger" in page(administrator, detail(export))
    part = administrator.get(detail(export), headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    make_export(export=export, at=timezone.now())
    assert "hx-trigger" not in page(administrator, detail(export))
    part = administrator.get(detail(export), headers={"hx-request": "true"}).content.decode()
    assert '<div id="export-cancel" hx-swap-oob="true"></div>' in part


def test_the_page_names_what_is_done_just_now(world: "World", administrator: "Client") -> None:
    export = waiting(world)
    stage = {
        "step": "write",
        "organization": {"zh": "广东", "en": "Guangdong"},
        "form": "pdf",
        "place": 12,
        "count": 34,
    }
    Export.objects.update(status="running", stage=stage, steps_done=37, steps_total=100)
    text = page(administrator, detail(export))
    assert "Writing · Guangdong · PDF (.pdf) (12 of 34)" in text
    assert "37%" in text
    administrator.cookies["django_language"] = "zh-hans"
    assert "正在生成 · 广东 · PDF 文件（.pdf）（第 12 份，共 34 份）" in page(administrator, detail(export))


def test_the_page_of_a_finished_export_says_what_was_changed_and_what_is_missing(
    world: "World", administrator: "Client", small_reports: "dict[FormKey, Maker]"
) -> None:
    small_reports[FormKey.PDF] = refusing(small_reports[FormKey.PDF])
    export = waiting(world, FormKey.DOCX, FormKey.PDF, scope=Export.Scope.ALL)
    text = page(administrator, detail(make_export(export=export, at=timezone.now())))
    assert text.count(NO_FONT) == text.count("One sign could not be shown.") == 1
    export.refresh_from_db()
    for shown in (export.sha256, export.sm3, "not final: of what was approved at", "all 4 reports"):
        assert shown in text


def test_a_file_of_the_days_before_manifests_is_shown_and_downloaded(
    world: "World", administrator: "Client"
) -> None:
    export = finished(world)
    assert export.sha256 in page(administrator, detail(export))
    answer = administrator.get(download(export))
    assert b"".join(answer.streaming_content) == b"{}"
    assert f"2021-{world.office.code}-20211010-1200.json" in answer["Content-Disposition"]


def test_cancelling_leads_back_to_the_page_which_says_who_and_offers_it_again(
    world: "World", administrator: "Client"
) -> None:
    export = waiting(world)
    address = reverse("reports:export-cancel", args=[export.pk])
    assert address in page(administrator, detail(export))
    text = administrator.post(address, follow=True).content.decode()
    assert f"{world.administrator} cancelled it on" in text
    assert CREATE in text
    assert address not in text
    assert administrator.get(download(export)).status_code == 404


def test_cancelling_too_late_is_said(world: "World", administrator: "Client") -> None:
    export = make_export(export=waiting(world), at=timezone.now())
    address = reverse("reports:export-cancel", args=[export.pk])
    answer = administrator.post(address, follow=True)
    assert "nothing left to cancel" in answer.content.decode()
    assert download(export) in answer.content.decode()


def test_again_orders_the_same(world: "World", administrator: "Client") -> None:
    wanted = {"scope": Export.Scope.ALL, "language": "zh-hans", "with_submitted": True}
    export = waiting(world, FormKey.DOCX, FormKey.JSON, **wanted)
    cancel_export(export=export, by=world.administrator, at=timezone.now())
    hidden = {
        "guidance": export.guidance_id,
        "organization": export.organization_id,
        "forms": ["docx", "json"],
        "scope": "all",
        "language": "zh-hans",
        "with_submitted": "on",
    }
    text = page(administrator, detail(export))
    for name, value in hidden.items():
        for each in value if isinstance(value, list) else [value]:
            assert f'<input type="hidden" name="{name}" value="{each}">' in text
    administrator.post(CREATE, hidden)
    again = Export.objects.latest("pk")
    same = ("guidance", "organization", "forms", "scope", "language", "with_submitted")
    assert [getattr(again, name) for name in same] == [getattr(export, name) for name in same]


def test_failure_says_so_plainly_and_offers_another_try(
    world: "World", administrator: "Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("reports.exports.production.produce", broken)
    export = waiting(world)
    work_off()
    export.refresh_from_db()
    assert export.status == Export.Status.FAILED
    text = page(administrator, detail(export))
    assert export.problem in text
    assert "disk full" not in text
    assert CREATE in text


def test_the_page_says_what_keeps_an_export(world: "World", administrator: "Client") -> None:
    export, at = waiting(world), timezone.now()
    assert "Nobody does background work" in page(administrator, detail(export))
    WorkerPresence.objects.create(worker="one", host="h", pid=1, started_at=at, seen_at=at)
    assert "notice--" not in page(administrator, detail(export))
    take_job(worker="one", at=at - lease_lasts())
    assert "fell silent" in page(administrator, detail(export))
    take_job(worker="one", at=at)
    assert "attempt 2 of 3" in page(administrator, detail(export))
    Job.objects.all().delete()
    lost = page(administrator, detail(export))
    assert "broke off. Ask for it again" in lost
    assert "hx-trigger" not in lost
    assert CREATE in lost


def test_unfinished_or_lost_files_are_not_found(world: "World", administrator: "Client") -> None:
    export = waiting(world)
    assert administrator.get(download(export)).status_code == 404
    export = make_export(export=export, at=timezone.now())
    export.file.storage.delete(export.file.name)
    assert administrator.get(download(export)).status_code == 404
