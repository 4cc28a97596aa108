"""Every class of the style sheets is one that something on a page carries."""

import ast
import re
from collections.abc import Iterator

import pytest

from guidance_portal.assets import STYLES
from guidance_portal.catalog import ROOMS
from tests.test_architecture import ROOT

# Classes put together from a stem and a word that the data know: ``pill--{{ status }}``.
COMPOSED = {
    "certainty--": "sure check unknown",  # reading/cautions.py
    "bullet-chart__": "band-1 band-2 band-3 value",  # targets/charts/bullet.py
    "grid__cell--": "number line text tick",  # tasks/lines/grid.py
    "headline__number--": "met at_risk off_track overdue",  # states of key numbers
    "heat--": "0 1 2 3 4 5",  # steps of the map
    "icon--": "error moon sun",  # names in static/img/icons.svg
    "mark--": (  # colours of charts
        "draft submitted returned approved met on_track at_risk off_track"
        " completed in_progress delayed not_started nil"
        " name settled"  # tasks/drafts/spots.py
    ),
    "notice--": "success",  # tones
    "passage--": "1 2 3 4 5",  # tints of tasks
    "point--": "error warning success info",  # urgencies
    "way--": "better worse",  # reports/dashboards/comparison/table.py
    "tone--": "1 2 3 4 5 met on_track at_risk off_track",  # reports/dashboards/places/colours.py
    "row--": "level-1 level-2",  # reports/data_tables/markup.py
    "trend--": "better worse",  # reports/dashboards/target_cells.py
    "pill--": (
        "returned"  # status
        " overdue on_time late"  # timeliness
        " met on_track at_risk off_track no_data"  # outcome
        " not_started in_progress completed problem"  # state
        " green"  # lights
        " moved"  # changes of a clause
    ),
}
COMMENT = re.compile(r"/\*.*?\*/", re.S)
SELECTORS = re.compile(r"([^{}]+)\{")
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
NAME = re.compile(r"[a-zA-Z][\w-]*")
CARRIED = re.compile(
    r'\sclass="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"|\bcss="([^"]*)"|\{% icon \S+ "([^"]*)" %\}'
)
QUOTED = re.compile(r""""([^"\n]*)"|'([^'\n]*)'|`([^`]*)`""")


def named_in(sheet: str) -> set[str]:
    """The classes that the rules of a style sheet are for."""
    text = COMMENT.sub("", (ROOT / "static" / sheet).read_text(encoding="utf-8"))
    selectors = [part for part in SELECTORS.findall(text) if not part.strip().startswith("@")]
    return {name for selector in selectors for name in CLASS.findall(selector)}


def carried() -> Iterator[str]:
    """The words that are classes in templates, or could be in scripts and in code that writes markup."""
    for template in (ROOT / "templates").rglob("*.html"):
        for found in CARRIED.findall(template.read_text(encoding="utf-8")):
            yield from NAME.findall("".join(found))
    for script in (ROOT / "static/js").glob("*.js"):
        for quoted in QUOTED.findall(script.read_text(encoding="utf-8")):
            yield from NAME.findall(" ".join(quoted))
    for room in ROOMS:
        for module in (ROOT / room).rglob("*.py"):
            yield from names_in(module.read_text(encoding="utf-8"))


def names_in(code: str) -> Iterator[str]:
    """The words of texts in code that consist of names alone, as a ``class`` does."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = node.value.split()
            if all(map(NAME.fullmatch, words)):
                yield from words


CARRIED_CLASSES = frozenset(carried())
COMPOSED_CLASSES = frozenset(stem + word for stem, words in COMPOSED.items() for word in words.split())


@pytest.mark.parametrize("sheet", STYLES.sources)
def test_no_sheet_has_a_rule_for_a_class_that_nothing_carries(sheet: str) -> None:
    assert sorted(named_in(sheet) - CARRIED_CLASSES - COMPOSED_CLASSES) == []


def test_the_table_of_composed_classes_holds_what_is_needed_alone() -> None:
    named = set().union(*map(named_in, STYLES.sources))
    assert sorted(COMPOSED_CLASSES - named) == [], "No sheet has a rule for it any more."
    assert sorted(COMPOSED_CLASSES & CARRIED_CLASSES) == [], "It is written out where it is carried."
