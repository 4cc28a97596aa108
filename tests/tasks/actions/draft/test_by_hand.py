"""A document that the reader refuses is taken in whole, and people make everything of it."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from organizations.models import User
from reading import DocumentError, read_document
from reading.by_hand import read_by_hand
from tasks.actions.draft.import_document import import_document
from tasks.models import Guidance
from tests.tasks.drafts import as_read
from tests.tasks.drafts.soundness import assert_sound
from tests.world import World

TEXT = "\n关于近期工作\n请各单位抓紧推进数据共享。请加强值守。（海洋司负责）\n谢谢。\n"


@pytest.fixture
def by_hand(world: World) -> Guidance:
    return import_document(
        document=read_by_hand(TEXT, "近期工作"),
        source_text=TEXT,
        source_name="mail.txt",
        by=world.administrator,
        at=timezone.now(),
        year=2030,
        is_by_hand=True,
    ).guidance


@pytest.fixture
def editor(world: World) -> User:
    return world.administrator


def test_the_reader_refuses_such_a_text() -> None:
    with pytest.raises(DocumentError):
        read_document(TEXT)


def test_the_whole_text_is_one_section_in_which_nothing_is_recognised(by_hand: Guidance) -> None:
    assert by_hand.title == "近期工作"
    assert "".join(section.source for section in by_hand.sections.order_by("order")) == TEXT
    assert not by_hand.tasks.exists()
    assert_sound(by_hand)
    assert by_hand.events.get().action == "import_by_hand"


def test_sections_and_tasks_are_made_of_it(by_hand: Guidance, editor: User) -> None:
    section = by_hand.sections.get(text__contains="数据共享")
    at = section.text.index("请各单位")
    rest = as_read.split_section(section=section, by=editor, offset=at, title="推进", number="")
    assert_sound(by_hand)
    task = as_read.add_task(section=rest, by=editor, title="推进")
    assert task.as_printed == "（海洋司负责）"
    assert_sound(by_hand)


def test_starting_over_takes_it_in_by_hand_again(by_hand: Guidance, editor: User) -> None:
    section = by_hand.sections.get(text__contains="数据共享")
    as_read.add_task(section=section, by=editor, title="推进")
    as_read.start_over(guidance=by_hand, by=editor)
    by_hand.refresh_from_db()
    assert (by_hand.title, by_hand.tasks.count()) == ("近期工作", 0)
    assert_sound(by_hand)


def run(path: Path, **options: Any) -> str:
    out = StringIO()
    call_command("import_guidance", str(path), stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_the_command_takes_a_file_in_by_hand(world: World, tmp_path: Path) -> None:
    path = tmp_path / "mail.txt"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(CommandError):
        run(path)
    with pytest.raises(CommandError, match="which year"):
        run(path, by_hand=True)
    assert "Draft written: 关于近期工作." in run(path, by_hand=True, year=2030)
    assert Guidance.objects.get(year=2030).events.get().action == "import_by_hand"


def test_the_command_says_which_line_made_it_so(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_text: str) -> None:
        error = DocumentError("It is no such document.")
        error.line_number = 12  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr("tasks.management.commands.import_guidance.read_document", refuses)
    path = tmp_path / "mail.txt"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(CommandError, match=r"mail\.txt, line 12: It is no such document"):
        run(path)
