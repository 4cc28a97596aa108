"""The one table of comparators: complete, and asked by everybody."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from reading import Comparator
from targets.arithmetic.comparators import CHOICES, COMPARISONS, Words, needing, without
from tests.test_architecture import ROOMS, ROOT

# Who may name a comparator, and why.
NAMED = {
    "reading/document.py": "says which there are",
    "reading/goals/vocabulary.py": "says by which verbs documents mean them",
    "reading/goals/clauses.py": "says which one a clause means",
    "reading/goals/commitments.py": "says which one running text means",
    "reading/goals/indicator_tables.py": "says which one a table means",
    "reading/goals/reasons.py": "says in words why a clause is a goal",
    "reading/goals/stated_goals.py": "says what a clause is that states nothing",
    "reading/goals/unmeasured.py": "says which one words without a number mean",
    "targets/arithmetic/comparators.py": "is the table",
}
PRINTED = {comparator.value for comparator in Comparator} - {"all", "increase"}  # words of other things, too


def test_every_comparator_has_its_row() -> None:
    assert list(COMPARISONS) == list(Comparator)
    assert [value for value, _label in CHOICES] == [comparator.value for comparator in Comparator]


@pytest.mark.parametrize("number", ["value", "upper_value", "baseline"])
def test_a_number_is_either_needed_or_not(number: str) -> None:
    assert sorted(needing(number) + without(number)) == sorted(Comparator)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_sentence_of_the_table_can_be_filled(language: str) -> None:
    numbers = dict.fromkeys(
        ("outcome", "value", "lower", "upper", "gap", "tolerance", "baseline"),
        "7",
    )
    with translation.override(language):
        for row in COMPARISONS.values():
            for field in fields(Words):
                sentence = str(getattr(row.words, field.name)) % numbers
                assert "%(" not in sentence
            assert row.words.label
            assert row.words.reached(Decimal(0))
            assert row.words.missed(Decimal(1))


def named_in(source: str) -> Iterator[str]:
    """The comparators that Python text names, as members or by their value."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in Comparator.__members__:
            if ast.unparse(node.value).endswith("Comparator"):
                yield ast.unparse(node)
        elif isinstance(node, ast.Constant) and node.value in PRINTED:
            yield str(node.value)


def test_a_name_is_found_as_a_member_and_as_a_value() -> None:
    assert list(named_in("if goal.comparator is Comparator.AT_MOST: ...")) == ["Comparator.AT_MOST"]
    assert list(named_in("if target.comparator == 'hold_at': ...")) == ["hold_at"]
    assert list(named_in("row = COMPARISONS[Comparator(target.comparator)]")) == []


def modules() -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def test_nobody_but_the_table_tells_comparators_apart_by_name() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): names
        for path in modules()
        if (names := list(named_in(path.read_text(encoding="utf-8"))))
    }
    assert {path: names for path, names in found.items() if path not in NAMED} == {}
    assert sorted(NAMED) == sorted(found)


def test_no_page_tells_comparators_apart_by_name() -> None:
    pages = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static").rglob("*.js")]
    assert [
        path.relative_to(ROOT).as_posix()
        for path in pages
        if any(f'"{value}"' in path.read_text(encoding="utf-8") for value in PRINTED)
    ] == []
