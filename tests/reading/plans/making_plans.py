"""Putting a plan together: a recipe says of what kind its parts are, dice fill them."""

import datetime as dt
import random
from dataclasses import dataclass, field, replace

from tests.reading.plans import frames, notes
from tests.reading.plans.answers import Answers, Grid, Line, Made
from tests.reading.plans.files import file_of
from tests.reading.plans.names import Namer
from tests.reading.plans.numbering import SCHEMES
from tests.reading.plans.outline import ENDING, Looks, Outline
from tests.reading.plans.reports import drawn_goals, drawn_report
from tests.reading.plans.settings import Setting
from tests.reading.plans.surroundings import DRAFT_MARKS, Surrounding, draft_mark
from tests.reading.plans.tables import Table, TableWriter, annexed
from tests.reading.plans.words import CITY_TIER, Tier, Words


@dataclass(frozen=True, slots=True)
class Recipe:
    """The kinds of all parts of one document. ``preface`` is a paragraph before the numbered text."""

    tier: Tier = CITY_TIER
    framing: frames.Framing = frames.notice
    scheme: str = "three levels"
    styles: tuple[notes.Style, ...] = notes.VERBAL
    looks: Looks = field(default_factory=Looks)
    setting: Setting = field(default_factory=Setting)
    file_kind: str = "txt"
    prefix: str = "always"
    mark: str = "、"
    with_brackets: bool = False
    with_all_below: bool = True
    parts: int = 2
    years: int = 1
    table: Table | None = None
    has_annex: bool = False
    has_report: bool = False
    has_goals: bool = False
    has_opening: bool = True
    has_ending: bool = True
    has_running_head: bool = False
    preface: str = ""
    surroundings: tuple[Surrounding, ...] = ()


@dataclass(slots=True)
class PlanWriter:
    """The dice and the state of one document in the making."""

    recipe: Recipe
    rng: random.Random
    answers: Answers = field(default_factory=Answers)

    def made(self, name: str) -> Made:
        recipe, rng = self.recipe, self.rng
        year, words = rng.randint(2019, 2025), Words(rng)
        title = frames.drawn_title(rng, recipe.tier, year, years=recipe.years)
        issued_on = dt.date(year, rng.randint(1, 3), rng.randint(1, 28))
        draft = frames.Draft(rng, recipe.tier, words, year, title, issued_on, self.answers)
        self.answers.year = year if recipe.years == 1 else None
        frame = recipe.framing(draft)
        outline = self._outline(words, year)
        self._write(outline, year)
        self.answers.has_no_task = not self.answers.notes
        setting = replace(recipe.setting, running_head=draft.title if recipe.has_running_head else "")
        parts: list[Line | Grid] = [*frame.before, *outline.lines, *frame.after]
        for surround in recipe.surroundings:
            parts = surround(parts, rng)
        if draft_mark in recipe.surroundings:
            self.answers.titles += tuple(f"{draft.title}{mark}" for mark in DRAFT_MARKS)
        file_name, data = file_of(parts, recipe.file_kind, setting, rng)
        return Made(name, file_name, data, self.answers)

    def _outline(self, words: Words, year: int) -> Outline:
        recipe = self.recipe
        namer = Namer(
            self.rng, recipe.tier, recipe.mark, recipe.prefix, recipe.with_brackets, recipe.with_all_below
        )
        noting = notes.Noting(self.rng, namer, year, has_one_year=recipe.years == 1)
        levels = SCHEMES[recipe.scheme]
        return Outline(self.rng, words, noting, levels, recipe.styles, self.answers, recipe.looks)

    def _write(self, outline: Outline, year: int) -> None:
        recipe = self.recipe
        if recipe.preface:
            outline.paragraph(recipe.preface)
        if recipe.table and recipe.table.is_alone:
            outline.lines.append(self._table(outline, recipe.table, "", 1))
            return
        if recipe.has_goals:
            path, _ = outline.heading(0, "", "", "主要目标")
            text, goals = drawn_goals(self.rng, year, path)
            outline.paragraph(text)
            self.answers.goals += goals
        outline.write(recipe.parts, opening=recipe.has_opening and not recipe.has_goals, ending=False)
        if recipe.table:
            self._table_parts(outline, recipe.table)
        self._end(outline, year)
        if recipe.has_annex:
            outline.lines += [Line("附件", is_flush=True), *frames.centred("重点任务分工表")]
            outline.lines.append(annexed(outline.noting, self.answers, outline.leaves))

    def _table_parts(self, outline: Outline, table: Table) -> None:
        first = 1
        for _ in range(table.parts):
            path, _ = outline.heading(0, "", "", outline.words.title())
            outline.lines.append(self._table(outline, table, path, first))
            first += table.rows if self.rng.random() < 0.5 else 0

    def _table(self, outline: Outline, table: Table, parent: str, first: int) -> Grid:
        first = 1 if table.columns == "no number" else first
        return TableWriter(outline.noting, outline.words, self.answers, table, parent, first).written()

    def _end(self, outline: Outline, year: int) -> None:
        if not self.recipe.has_ending:
            return
        if not self.recipe.has_report:
            outline.write(0, opening=False)
            return
        outline.plain_part(self.rng.choice(ENDING), [])
        report = drawn_report(self.rng, self.recipe.tier, year)
        outline.paragraph(report.printed)
        self.answers.reports.append(report)


def made(name: str, recipe: Recipe, rng: random.Random) -> Made:
    return PlanWriter(recipe, rng).made(name)
