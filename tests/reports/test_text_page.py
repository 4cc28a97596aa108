"""The page of a text: its main parts, with what is open in each."""

import pytest
from django.utils import timezone

from reports.actions import confirm_finding
from reports.text_page import TextPage
from tests.reports.editions import edition_of, reword
from tests.world import World

pytestmark = pytest.mark.django_db


def test_every_part_is_in_one_main_part_in_its_order(world: World) -> None:
    page = TextPage(edition_of(world))
    first, *others = page.chapters
    assert (first.number, first.title) == (0, "")
    assert [chapter.title for chapter in others] == [
        each.part.words for each in page.parts if each.part.is_main_heading
    ]
    numbers = [number for chapter in page.chapters for number in chapter.numbers]
    assert numbers == [0, *(each.part.number for each in page.parts)]


def test_what_is_open_is_counted_where_it_stands_until_it_is_confirmed(world: World) -> None:
    edition = edition_of(world)
    chapter = TextPage(edition).chapters[1]
    number = next(each.part.number for each in chapter.parts if each.part.is_paragraph)
    reword(edition, number, "共 987 件、654 项。", by=world.filer)
    page = TextPage(edition)
    assert [each.open_count for each in page.chapters][:3] == [0, 2, 0]
    key = page.chapters[1].parts[0].open_findings[0].finding.key
    confirm_finding(edition=edition.pk, key=key, reason="无", by=world.filer, at=timezone.now())
    assert TextPage(edition).chapters[1].open_count == 1
