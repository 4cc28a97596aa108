"""The words of owner notes stand in one module, and every pattern takes them from there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reading import vocabulary
from reading.owners.notes import find_notes
from reading.owners.responsibility import read_owners
from reading.vocabulary import DEPARTMENT, DUTY, TOGETHER, UNIT, VERBS, one_of

READING = Path(vocabulary.__file__).parent
OTHERS = sorted(path for path in READING.rglob("*.py") if path.name != "vocabulary.py")
WORDS = re.compile(one_of((*VERBS, DUTY, TOGETHER, UNIT, DEPARTMENT)))


def texts_in(module: Path) -> Iterator[str]:
    """The strings of a module that do something: docstrings and the like do not."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


@pytest.mark.parametrize("module", OTHERS, ids=lambda path: str(path.relative_to(READING)))
def test_no_other_module_spells_a_word_of_owner_notes(module: Path) -> None:
    assert [text for text in texts_in(module) if WORDS.search(text)] == []


@pytest.mark.parametrize("module", OTHERS, ids=lambda path: str(path.relative_to(READING)))
def test_no_other_module_spells_the_ends_of_names(module: Path) -> None:
    """Three ends in one class or one choice are a list of them."""
    listed = re.compile(r"\[[司局厅委部处办署]{3}|(?:[司局厅委部处办署][|]){2}")
    assert [text for text in texts_in(module) if listed.search(text)] == []


def test_of_two_words_the_longer_one_is_tried_first() -> None:
    assert re.match(one_of(["责任", "责任分工", "责任"]), "责任分工：").group() == "责任分工"  # type: ignore[union-attr]
    assert one_of(["责任", "责任"]) == "(?:责任)"


# What the patterns used to differ in without reason, each note with who leads and who supports.
@pytest.mark.parametrize(
    ("note", "lead", "support"),
    [
        ("市政府办公室总牵头，市科技局主责", ["市政府办公室"], ["市科技局"]),
        ("市科技局主责", ["市科技局"], []),
        ("市总工会、全总牵头", ["市总工会", "全总"], []),
        ("落实责任单位：市科技局", ["市科技局"], []),
        ("承担责任单位：市科技局；协助负责单位：市教育局", ["市科技局"], ["市教育局"]),
        ("负责负责单位：市科技局；落实时限：2024年6月底", ["市科技局"], []),
    ],
)
def test_a_verb_or_label_known_to_one_pattern_is_known_to_all(
    note: str, lead: list[str], support: list[str]
) -> None:
    owners = read_owners(note)
    assert owners
    assert (list(owners.lead), list(owners.support)) == (lead, support)


@pytest.mark.parametrize(
    "text",
    [
        "做好工作。\n支持单位：市科技局",
        "做好工作。\n市科技局协办。",
        "做好工作。\n市科技局、市教育局协同。",
        "做好工作。（市科技局主责）",
        "做好工作。（承担责任单位：市科技局）",
    ],
)
def test_a_note_by_any_verb_is_found(text: str) -> None:
    assert len(find_notes(text)[0]) == 1


# What the patterns differ in for a reason.
@pytest.mark.parametrize(
    "text",
    [
        "做好工作。\n本办法自印发之日起由市科技局组织实施。",
        "做好工作。\n宣传周由市科技局主办。",
        "做好工作。（对重点企业给予支持）",
    ],
)
def test_words_of_ordinary_sentences_make_no_note(text: str) -> None:
    assert find_notes(text)[0] == []
