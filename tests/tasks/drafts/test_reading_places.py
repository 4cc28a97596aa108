"""Each doubt, printed name and task leads to the very words that it stands on."""

from dataclasses import replace

import pytest

from reading import Certainty, cautions
from tasks.drafts.checked_tables import CheckedTable
from tasks.drafts.markup import Passage
from tasks.drafts.recognised import Recognised
from tasks.drafts.review_page import DraftCheck
from tasks.drafts.task_doubts import doubts_by_task
from tasks.models import Guidance, Section, Task
from tests import checked_drafts
from tests.checked_drafts import checked_document, make_checked, place_of, table_read
from tests.tasks.drafts import as_read
from tests.world import World


@pytest.fixture
def draft(world: World) -> Guidance:
    return make_checked()


def words_at(check: DraftCheck, key: str) -> str:
    """The words that something points to, joined over the pieces they are cut into."""
    found = [
        piece.text
        for shown in check.sections
        for block in shown.blocks
        if isinstance(block, Passage)
        for paragraph in block.paragraphs
        for piece in paragraph
        if any(spot.key == key for spot in piece.spots)
    ]
    cells = [
        cell.text for table in check.tables for cell in table.cells() if any(s.key == key for s in cell.spots)
    ]
    return "".join([*found, *cells])


def key_of(draft: Guidance, section: str, words: str = "") -> str:
    caution = next(
        caution
        for caution in draft.cautions.filter(values__section=section)
        if words in str(caution) and caution.starts_at is not None
    )
    return f"caution-{caution.pk}"


def test_a_doubt_leads_to_its_words_in_the_text(draft: Guidance) -> None:
    check = DraftCheck(draft)
    assert check.sections
    for section, words in (("二/一", "（天文台、海洋司负责）"), ("二/五", "组织夜间观测")):
        key = key_of(draft, section, words)
        assert words_at(check, key) == words
        assert check.places.addresses[key] == f"#words-{key}"


def test_the_same_name_elsewhere_is_not_marked(draft: Guidance) -> None:
    check = DraftCheck(draft)
    key = key_of(draft, "二/三")
    [spot] = [spot for spots in check.places.spots.values() for spot in spots if spot.key == key]
    section = draft.sections.get(path="二/三")
    assert spot in check.places.spots[section.pk]
    assert section.text[spot.starts_at : spot.ends_at] == "天文台"


def test_a_doubt_about_a_heading_leads_to_the_heading(draft: Guidance) -> None:
    heading = draft.sections.get(path="二/五")
    assert DraftCheck(draft).places.addresses[key_of(draft, "二/五", "（五）")] == f"#heading-{heading.pk}"


def test_a_doubt_about_no_words_leads_to_its_section(draft: Guidance) -> None:
    caution = draft.cautions.get(starts_at=None)
    assert DraftCheck(draft).places.addresses[f"caution-{caution.pk}"] == f"#text-{caution.section_id}"


def test_a_doubt_in_a_table_leads_to_its_cell(draft: Guidance) -> None:
    check = DraftCheck(draft)
    key = key_of(draft, "二/四")
    assert words_at(check, key) == "海洋司"
    assert check.places.addresses[key] == f"#words-{key}"


def test_a_doubt_about_more_than_a_cell_leads_to_the_table(world: World) -> None:
    [first, *_others] = checked_drafts.doubts()
    across = place_of("平台。\t运用促进司")
    wide = replace(first, starts_at=across[0], ends_at=across[1])
    draft = make_checked(checked_document(warnings=[wide], tables=[table_read()]))
    address = DraftCheck(draft).places.addresses[f"caution-{draft.cautions.get().pk}"]
    assert address == f"#table-{draft.tables.get().pk}"


def test_printed_names_and_notes_lead_to_where_they_stand(draft: Guidance) -> None:
    check = DraftCheck(draft)
    task = draft.tasks.get(section__path="二/一")
    note = next(s for spots in check.places.spots.values() for s in spots if s.key == f"note-{task.pk}")
    assert task.section.text[note.starts_at : note.ends_at] == "（天文台、海洋司负责）"
    for owner in task.unmatched_owners.all():
        anchor = f"name-{owner.pk}"
        [spot] = [s for spots in check.places.spots.values() for s in spots if s.anchor == anchor]
        assert task.section.text[spot.starts_at : spot.ends_at] == owner.name
        assert check.places.addresses[anchor] == f"#{anchor}"


def test_a_name_that_is_not_printed_whole_leads_to_its_note(world: World) -> None:
    document = checked_document(warnings=[])
    tasks = [replace(task, lead=("省天文台",)) if "天文台" in task.lead else task for task in document.tasks]
    draft = make_checked(replace(document, tasks=tuple(tasks)))
    check = DraftCheck(draft)
    task = draft.tasks.get(section__path="二/三")
    owner = task.unmatched_owners.get()
    [spot] = [s for spots in check.places.spots.values() for s in spots if s.anchor == f"name-{owner.pk}"]
    assert task.section.text[spot.starts_at : spot.ends_at] == "（天文台负责）"


def test_a_note_is_found_by_its_place_in_the_source(world: World) -> None:
    """Where it does not stand behind the text, as in a heading or by a rule set elsewhere."""
    document = checked_document(warnings=[])
    at = place_of("完善值守制度。")
    tasks = [
        replace(task, as_printed="由天文馆值守", note_at=at[0], note_to=at[1])
        if task.section == "二/五"
        else task
        for task in document.tasks
    ]
    draft = make_checked(replace(document, tasks=tuple(tasks)))
    task = draft.tasks.get(section__path="二/五")
    assert (task.note_at, task.note_to) == at
    spots = DraftCheck(draft).places.spots[task.section_id]
    note = next(spot for spot in spots if spot.key == f"note-{task.pk}")
    assert task.section.text[note.starts_at : note.ends_at] == "完善值守制度。"


@pytest.mark.parametrize(
    ("words", "address"),
    [("海洋司", "#note-{task}"), ("（五）观测工作", "#heading-{section}"), ("季度报送", "#note-{task}")],
)
def test_a_note_that_stands_elsewhere_is_come_to_there(world: World, words: str, address: str) -> None:
    """In a table, in the heading, in another section."""
    document = checked_document(warnings=[], tables=[table_read(is_read=True)])
    at = place_of(words, after="重点事项")
    tasks = [
        replace(task, as_printed=words, note_at=at[0], note_to=at[1]) if task.section == "二/五" else task
        for task in document.tasks
    ]
    draft = make_checked(replace(document, tasks=tuple(tasks)))
    task = draft.tasks.get(section__path="二/五")
    check = DraftCheck(draft)
    assert check.places.addresses[f"note-{task.pk}"] == address.format(task=task.pk, section=task.section_id)
    if address.startswith("#note"):
        assert words_at(check, f"note-{task.pk}") == words


def test_a_table_stands_at_its_place_and_its_text_is_not_shown_twice(draft: Guidance) -> None:
    shown = next(each for each in DraftCheck(draft).sections if each.section.path == "二/四")
    kinds = ["table" if isinstance(block, CheckedTable) else text_of(block) for block in shown.blocks]
    assert kinds == ["以下事项按表落实。", "table", "各单位按季度报送。"]


def text_of(passage: Passage) -> str:
    return "".join(piece.text for paragraph in passage.paragraphs for piece in paragraph)


def test_tables_are_kept_as_they_were_read(draft: Guidance) -> None:
    table = draft.tables.get()
    assert (table.header_rows, table.is_read, len(table.rows)) == (1, False, 3)
    assert table.rows[2] == ["2", "开展近海观测行动。", "海洋司"]
    assert draft.source_text[table.starts_at : table.ends_at] == checked_drafts.TABLE


def test_the_rows_of_a_table_lead_to_the_tasks_read_from_them(world: World) -> None:
    draft = make_checked(checked_document(tables=[table_read(is_read=True)], warnings=[]))
    section = draft.sections.get(path="二/四")
    task = draft.tasks.get(section__path="二/五")
    at = section.text.index("开展近海")
    task.section, task.text, task.starts_at, task.ends_at = section, "开展近海观测行动。", at, at + 9
    task.save()
    [table] = DraftCheck(draft).tables
    assert [row.tasks for row in table.rows] == [[], [task]]


def test_certainty_counts_the_doubts_within_the_task(draft: Guidance) -> None:
    certainties = DraftCheck(draft).certainties
    found = {task.section.path: certainties[task.pk] for task in draft.tasks.select_related("section")}
    assert found["二/二"] is Certainty.UNKNOWN  # by the doubt that quotes its note
    draft.cautions.filter(starts_at=None).delete()
    assert DraftCheck(draft).certainties[draft.tasks.get(section__path="二/二").pk] is Certainty.SURE


@pytest.mark.parametrize(("words", "doubted"), [("完善统计", 0), ("加强数据", 1), ("海洋司", 1)])
def test_a_doubt_is_about_the_task_in_which_it_stands(world: World, words: str, doubted: int) -> None:
    doubt = cautions.caution(cautions.OWNER_DOUBTFUL, section="二/一", name=words, at=place_of(words))
    draft = make_checked(checked_document(warnings=[doubt]))
    first = Task.objects.get(guidance=draft, section__path="二/一")
    second = as_read.split_task(task=first, by=world.administrator, before_measure=2)
    check = DraftCheck(draft)
    about = doubts_by_task(check.open_cautions, check.tasks_by_section, check.places)
    assert list(about) == [(first.pk, second.pk)[doubted]]


def test_a_doubt_about_a_heading_makes_no_task_doubtful(world: World) -> None:
    number = [each for each in checked_drafts.doubts() if "number" in dict(each.values)]
    draft = make_checked(checked_document(warnings=number))
    task = draft.tasks.get(section__path="二/五")
    task.unmatched_owners.all().delete()
    task.responsibilities.create(collective="local_bureaus", role="lead", basis="stated")
    assert DraftCheck(draft).certainties[task.pk] is Certainty.SURE


def test_a_settled_doubt_makes_no_task_doubtful_and_still_shows_its_words(
    draft: Guidance, world: World
) -> None:
    task = draft.tasks.get(section__path="二/五")
    task.unmatched_owners.all().delete()
    task.responsibilities.create(collective="local_bureaus", role="lead", basis="stated")
    assert DraftCheck(draft).certainties[task.pk] is Certainty.CHECK
    key = key_of(draft, "二/五", "组织")
    draft.cautions.filter(pk=key.removeprefix("caution-")).update(
        settled_at=draft.events.get().at, settled_by=world.administrator
    )
    check = DraftCheck(draft)
    assert check.certainties[task.pk] is Certainty.SURE
    assert words_at(check, key) == "组织夜间观测"


def test_a_choice_shows_what_it_counts_and_no_empty_section(draft: Guidance) -> None:
    check = DraftCheck(draft)
    everything = Recognised(check)
    tabs = {tab.url: tab.count for tab in everything.tabs}
    assert tabs["?#recognised"] == draft.tasks.count()
    for certainty in Certainty:
        chosen = Recognised(check, certainty)
        shown = [card for section in chosen.sections for card in section.tasks]
        assert len(shown) == tabs[f"?certainty={certainty}#recognised"]
        assert all(section.tasks for section in chosen.sections)
    assert {section.section.kind for section in everything.sections}.isdisjoint({Section.Kind.PREAMBLE})


def test_a_section_that_was_joined_keeps_the_places_of_its_doubts(draft: Guidance) -> None:
    section = draft.sections.get(path="二/五")
    before = draft.sections.get(path="二/四")
    shift = len(before.text) + len("\n（五）观测工作\n")
    before.text += f"\n（五）观测工作\n{section.text}"
    before.ends_at = section.ends_at
    before.save()
    section.tasks.update(section=before)
    for task in before.tasks.all():
        task.starts_at, task.ends_at = task.starts_at + shift, task.ends_at + shift
        task.save()
    section.delete()
    assert words_at(DraftCheck(draft), key_of(draft, "二/五", "组织")) == "组织夜间观测"
