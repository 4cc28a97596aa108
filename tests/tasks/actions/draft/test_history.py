"""Who did what with a guidance, and when, stands in its history, the import of its document included."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from organizations.models import User
from reading import read_document
from tasks.actions import draft as actions
from tasks.actions.draft.import_document import import_document
from tasks.drafts.draft_statement import draft_statement, drafted_facts
from tasks.errors import NotAsRead
from tasks.models import Guidance, GuidanceEvent, ReadingCaution
from tests.drafts import TEXT, make_draft, task_on
from tests.tasks.drafts import as_read

pytestmark = pytest.mark.django_db
AT = dt.datetime(2030, 1, 5, 9, 0, tzinfo=dt.UTC)


def history(guidance: Guidance) -> list[tuple[str, str]]:
    """What was done with a guidance and about what, the first act first."""
    return list(guidance.events.order_by("pk").values_list("action", "subject"))


def test_who_imported_a_document_and_when_stands_in_the_history(editor: User) -> None:
    document = read_document(TEXT)
    made = import_document(document=document, source_text=TEXT, source_name="指引.txt", by=editor, at=AT)
    event = made.guidance.events.get()
    assert (event.action, event.subject, event.by, event.at) == ("import", "指引.txt", editor, AT)


def test_what_a_command_imports_names_nobody(tmp_path: object) -> None:
    path = f"{tmp_path}/guidance.txt"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 (the fixture's folder)
        file.write(TEXT)
    call_command("import_guidance", path)
    assert GuidanceEvent.objects.get().by is None


def test_each_correction_is_an_event_with_its_author(editor: User) -> None:
    draft = make_draft()
    task = task_on(draft, "统计")
    as_read.match_owner(guidance=draft, by=editor, name="天文台", collective="local_bureaus")
    as_read.drop_owner(guidance=draft, by=editor, name="海洋司")
    as_read.drop_task(task=task, by=editor)
    actions.correct_facts(
        guidance=draft, by=editor, at=AT, facts={"title": "新题"}, seen=drafted_facts(draft)
    )
    assert history(draft)[1:] == [
        ("match_owner", "天文台"),
        ("drop_owner", "海洋司"),
        ("drop_task", str(task)),
        ("correct_facts", ""),
    ]
    assert {event.by for event in draft.events.exclude(action="import")} == {editor}


def test_what_changed_nothing_is_no_event(editor: User) -> None:
    draft = make_draft()
    before = history(draft)
    as_read.drop_owner(guidance=draft, by=editor, name="无人认识")
    with pytest.raises(NotAsRead):
        actions.correct_facts(
            guidance=draft,
            by=editor,
            at=AT,
            facts={"title": "新题"},
            seen=drafted_facts(Guidance(year=2030, title="别的")),
        )
    assert history(draft) == before


def test_the_subject_is_kept_in_the_language_of_the_guidance(editor: User) -> None:
    draft = make_draft()
    doubt = ReadingCaution.objects.create(
        guidance=draft,
        message="The section number %(path)s stands twice; number the sections apart.",
        values={"path": "一"},
    )
    with translation.override("en"):
        actions.settle_caution(caution=doubt, by=editor, at=AT)
    assert draft.events.order_by("-pk")[0].subject.isascii() is False


def test_a_discarded_draft_leaves_its_history_under_its_year(editor: User) -> None:
    draft = make_draft()
    actions.discard_guidance(guidance=draft, by=editor, at=AT, seen=draft_statement(draft))
    again = make_draft()
    told = GuidanceEvent.objects.of(again).for_list()
    assert [event.action for event in told] == ["import", "discard", "import"]
    assert (told[1].guidance, told[1].by, told[1].at) == (None, editor, AT)


def test_nothing_of_it_is_changed_afterwards(editor: User) -> None:
    event = make_draft().events.get()
    for changed in ({"by": editor}, {"at": timezone.now()}, {"subject": "别的"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            GuidanceEvent.objects.filter(pk=event.pk).update(**changed)
