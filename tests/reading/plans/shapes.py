"""The shapes of documents, by name: each fixes what it shows and leaves the rest to the dice."""

import random
import zlib
from collections.abc import Callable
from dataclasses import replace

from tests.reading.plans import frames, notes, rare_notes, surroundings, worded_notes
from tests.reading.plans.answers import Made
from tests.reading.plans.making_plans import Recipe, made
from tests.reading.plans.numbering import SCHEMES
from tests.reading.plans.outline import Looks
from tests.reading.plans.settings import Setting, drawn_setting
from tests.reading.plans.tables import Table
from tests.reading.plans.words import (
    CENTRE_TIER,
    CITY_TIER,
    COUNTY_TIER,
    DISTRICT_TIER,
    PROVINCE_TIER,
    TIERS,
    Tier,
)

Shape = Callable[[random.Random], Recipe]
PREFIXED = (CITY_TIER, PROVINCE_TIER, COUNTY_TIER)
ISSUED = tuple(framing for framing in frames.FRAMES if framing is not frames.joint)


def drawn(rng: random.Random) -> Recipe:
    """A document of which the dice say everything but its notes and tables."""
    return Recipe(
        tier=rng.choice(TIERS),
        framing=rng.choice(ISSUED),
        scheme=rng.choice(list(SCHEMES)),
        styles=tuple(rng.sample(notes.VERBAL, 2)),
        looks=Looks(own_line=rng.choice((0.0, 0.3, 1.0)), untitled=rng.choice((0.0, 0.2, 0.5))),
        setting=drawn_setting(rng),
        parts=rng.randint(1, 3),
        has_report=rng.random() < 0.4,
        has_goals=rng.random() < 0.3,
    )


def mixed(rng: random.Random) -> Recipe:
    """Any notes in any document."""
    return replace(drawn(rng), styles=tuple(rng.sample((*notes.ALL, *worded_notes.WORDED), 3)))


def _with(**fixed: object) -> Shape:
    return lambda rng: replace(drawn(rng), **fixed)  # type: ignore[arg-type]


def _framed(framing: frames.Framing, **fixed: object) -> Shape:
    return _with(framing=framing, **fixed)


def prefix_once(rng: random.Random) -> Recipe:
    prefix = rng.choice(("once", "once", "at times"))
    styles = (notes.leads_and_supports, notes.responsible, notes.labels_in_brackets)
    return replace(drawn(rng), tier=rng.choice(PREFIXED), prefix=prefix, styles=styles)


def bracketed_names(rng: random.Random) -> Recipe:
    return replace(drawn(rng), tier=rng.choice(PREFIXED), with_brackets=True)


def table_in(file_kind: str, *columns: str, style: str = "tab", **more: object) -> Shape:
    """A table of tasks, alone or below parts, in a file of that kind."""

    def shape(rng: random.Random) -> Recipe:
        looks: dict[str, object] = {"is_alone": rng.random() < 0.3, "parts": rng.randint(1, 2)}
        table = Table(rng.choice(columns), rows=rng.randint(4, 8), **(looks | more))  # type: ignore[arg-type]
        setting = Setting(indent=rng.choice(("", "　　")), table=style)
        return replace(
            drawn(rng),
            scheme="two levels",
            file_kind=file_kind,
            setting=setting,
            table=table,
            parts=rng.randint(0, 1),
        )

    return shape


def annexed_table(rng: random.Random) -> Recipe:
    """The tasks of the plan once more in a table, which says who owns them, or says it again."""
    style = rng.choice((rare_notes.unsaid, rare_notes.lead_only, notes.leads_and_supports))
    return replace(
        drawn(rng),
        framing=rng.choice((frames.bare, frames.notice, frames.dated_title)),
        scheme=rng.choice(("two levels", "running on", "three levels")),
        styles=(style,),
        looks=Looks(untitled=0, two_stretches=0),
        setting=Setting(indent="　　"),
        file_kind=rng.choice(("txt", "docx")),
        has_annex=True,
    )


def rule(style: notes.Style, tier: Tier) -> Shape:
    """A rule for all that follows: so nothing follows that may or may not fall under it."""
    return _with(styles=(style,), tier=tier, looks=Looks(two_stretches=0), has_ending=False, has_report=False)


def running_heads(rng: random.Random) -> Recipe:
    """The plan's title at the head of each of several pages."""
    return replace(
        drawn(rng),
        framing=rng.choice((frames.bare, frames.notice, frames.attached, frames.notice_with_points)),
        scheme=rng.choice(("three levels", "running items", "bullets")),
        setting=replace(drawn_setting(rng, cells=60), page=rng.choice((20, 26))),
        parts=3,
        has_running_head=True,
    )


def rare(rng: random.Random) -> Recipe:
    return replace(drawn(rng), tier=rng.choice(PREFIXED), styles=tuple(rng.sample(rare_notes.RARE, 3)))


def digits(rng: random.Random) -> Recipe:
    scheme = rng.choice(("running items", "parts and running items", "items", "half-width"))
    return replace(drawn(rng), scheme=scheme, looks=Looks(digits=0.25, untitled=0), parts=4)


def numbered_word(rng: random.Random) -> Recipe:
    scheme = rng.choice(("two levels", "three levels", "four levels", "parts"))
    return replace(drawn(rng), scheme=scheme, file_kind="numbered docx")


def small_pdf(rng: random.Random) -> Recipe:
    return replace(drawn(rng), file_kind="pdf", parts=1, scheme="three levels")


def quoted_pdf(rng: random.Random) -> Recipe:
    return replace(small_pdf(rng), file_kind="quoted pdf", preface="坚持“一盘棋”思想，用好“双随机”等办法。")


FRAMES: dict[str, Shape] = {
    "plain notice": _framed(frames.notice),
    "bare plan": _framed(frames.bare),
    "dated title": _framed(frames.dated_title),
    "own plan": _framed(frames.own_plan),
    "metadata": _framed(frames.metadata),
    "red head": _framed(frames.red_head),
    "forwarded": _framed(frames.forwarded),
    "joint": _framed(frames.joint, tier=CITY_TIER),
    "notice with points": _framed(frames.notice_with_points),
    "notice with points, untitled": _framed(frames.notice_with_points_untitled),
    "notice with points, attached": _framed(frames.notice_with_points_attached),
    "notice with points, one line": _framed(frames.notice_with_points_one_line),
    "attached": _framed(frames.attached),
    "two annexes": _framed(frames.two_annexes),
    "attached items": _framed(frames.attached_untitled, scheme="items", has_opening=False, has_ending=False),
    "three years": _with(years=3),
    "no task": _with(styles=(rare_notes.unsaid,)),
}
NOTES: dict[str, Shape] = {
    "labels in brackets": _with(styles=notes.LABELLED),
    "labels on own lines": _with(styles=(notes.labels_on_own_lines,)),
    "labels on one line": _with(styles=(notes.labels_on_one_line, notes.one_label_and_deadline)),
    "people": _with(styles=(notes.people_on_one_line, rare_notes.people_below)),
    "offices with people": _with(styles=(notes.offices_with_people,), tier=CITY_TIER),
    "guides": _with(styles=(notes.guided, notes.guiding_label)),
    "running ends": _with(styles=(notes.running_end, rare_notes.running_responsible)),
    "names only": _with(styles=(notes.names_only,)),
    "first marked": _with(styles=(notes.first_marked_as_leading,)),
    "first leads": _with(
        styles=(rare_notes.first_leads,), preface="各项任务责任单位中，列第一位的为牵头单位。"
    ),
    "guided by rule": rule(rare_notes.guided_by_rule, CENTRE_TIER),
    "supported by rule": rule(rare_notes.supported_by_rule, CITY_TIER),
    "rare notes": rare,
    "worded notes": lambda rng: replace(drawn(rng), styles=tuple(rng.sample(worded_notes.WORDED, 3))),
    "notes joined by and": _with(styles=(worded_notes.joined_by_and,), tier=CITY_TIER),
    "further labels": _with(
        styles=(worded_notes.further_labels, worded_notes.further_labels_below), tier=PROVINCE_TIER
    ),
    "further deadlines": _with(styles=(worded_notes.due_in_the_note,)),
    "mixed brackets": _with(styles=(rare_notes.mixed_brackets,), tier=PROVINCE_TIER),
    "note in heading": _with(looks=Looks(note_in_heading=0.6)),
    "prefix once": prefix_once,
    "bracketed names": bracketed_names,
    "blanks between names": _with(mark=" ", tier=CITY_TIER, with_all_below=False),
    "slashes between names": _with(mark="/", tier=CITY_TIER, with_all_below=False),
    "central": _with(tier=CENTRE_TIER),
    "county": _with(tier=COUNTY_TIER),
    "district": _with(tier=DISTRICT_TIER),
    "goals in tasks": _with(looks=Looks(goals=0.4)),
}
_TEXT_TABLE = ("two roles", "two roles, deadline", "one role", "no number")
TABLES: dict[str, Shape] = {
    "tab table": table_in("txt", *_TEXT_TABLE),
    "tab table with groups": table_in("txt", "two roles", "one role", groups=2, is_alone=True),
    "spaced table": table_in("txt", *_TEXT_TABLE, style="spaced"),
    "piped table": table_in("txt", *_TEXT_TABLE, style="piped"),
    "cells of a table": table_in("txt", *_TEXT_TABLE, style="cells"),
    "tab table of leaders": table_in("txt", "leaders", "guides"),
    "attached table": lambda rng: replace(
        table_in("txt", *_TEXT_TABLE, is_alone=True)(rng), framing=frames.attached
    ),
    "annexed table": annexed_table,
    "word table": table_in("docx", *_TEXT_TABLE),
    "word table of leaders": table_in("docx", "leaders"),
    "word table of guides": table_in("docx", "guides"),
    "word table, two header rows": table_in(
        "docx", "two roles", "two roles, deadline", "leaders", two_header_rows=True
    ),
    "word table with groups": table_in("docx", "two roles", "one role", groups=3),
    "word table of measures": table_in("docx", "measures"),
    "word table of categories": table_in("docx", "categories"),
    "word table with remarks": table_in("docx", "remarks", title_row=True),
    "tab table with verbs": table_in("txt", "verbs", "offices with people"),
    "word table with verbs": table_in("docx", "verbs", "offices with people"),
    "word table, names on lines": lambda rng: replace(
        table_in("docx", "two roles", "leaders")(rng),
        mark="\n",
        with_all_below=False,
        styles=(rare_notes.unsaid,),
    ),
    "word table, header repeated": table_in("docx", "two roles", "one role", repeated_header=True),
    "pdf table": table_in("pdf", "two roles", "two roles, deadline", "one role"),
    "pdf table of leaders": table_in("pdf", "leaders"),
}
SURROUNDED: dict[str, Shape] = {
    "web page": _with(surroundings=(surroundings.web_page,), setting=Setting()),
    "contents": _with(
        surroundings=(surroundings.contents,),
        framing=frames.notice,
        scheme="three levels",
        looks=Looks(own_line=0.3, untitled=0.2),
        parts=3,
    ),
    "draft mark": _with(surroundings=(surroundings.draft_mark,), framing=frames.bare),
    "contact": _with(surroundings=(surroundings.contact,), framing=frames.notice_with_points),
    "signed on one line": _with(surroundings=(surroundings.signed_on_one_line,), framing=frames.notice),
    "closing words": _with(surroundings=(surroundings.closed,), framing=frames.notice_with_points),
}
SETTINGS: dict[str, Shape] = {
    "running heads": running_heads,
    "digits": digits,
    "word": _with(file_kind="docx"),
    "numbered word": numbered_word,
    "pdf": small_pdf,
    "pdf with other quotation marks": quoted_pdf,
}
SHAPES: dict[str, Shape] = {"mixed": mixed, **FRAMES, **NOTES, **TABLES, **SURROUNDED, **SETTINGS}
SHAPES |= {f"scheme: {name}": _with(scheme=name) for name in SCHEMES}


def document(shape: str, seed: int) -> Made:
    """The document of that shape and seed, always the same."""
    rng = random.Random(zlib.crc32(f"{shape}/{seed}".encode()))  # noqa: S311 (dice, not secrets)
    return made(f"{shape} {seed}", SHAPES[shape](rng), rng)
