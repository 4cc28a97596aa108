"""A text that is refused: which line made it so, and what can be done."""

import pytest

from reading import DocumentError, read_document


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\n关于某事的通知\n请认真贯彻执行。\n", 2, "关于某事的通知"),
        ("关于某事的通知\n请看：\n1 做好甲事\n2 做好乙事\n", 3, "1 做好甲事"),
        ("\n\n一、总体要求\n坚持稳中求进。\n", 3, "一、总体要求"),
        ("一、甲\n做好。\n某市方案\n", 1, "一、甲"),
    ],
)
def test_a_refusal_names_the_line(text: str, line: int, words: str) -> None:
    with pytest.raises(DocumentError) as raised:
        read_document(text)
    assert (raised.value.line, raised.value.text) == (line, words)
    assert str(line) in str(raised.value)
    assert words in str(raised.value)
    assert "by hand" in str(raised.value)


def test_a_long_line_is_shortened() -> None:
    with pytest.raises(DocumentError) as raised:
        read_document("某市关于推进各项重点工作的实施方案，" * 5)
    assert raised.value.text is not None
    assert len(raised.value.text) == 30


def test_an_empty_text_has_no_such_line() -> None:
    with pytest.raises(DocumentError) as raised:
        read_document(" \n")
    assert (raised.value.line, raised.value.text) == (None, None)
