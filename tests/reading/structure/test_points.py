"""Documents that end their sentences with points."""

from reading import read_document
from reading.structure.points import with_full_stops

TEXT = "某市工作方案\n一.总体目标.到年底,拥有量突破1.2万件.\n二.重点任务.推进工作(市科技局负责).落实责任.\n"


def test_points_end_sentences_where_no_full_stop_does() -> None:
    document = read_document(TEXT)
    assert [section.title for section in document.sections] == ["总体目标", "重点任务"]
    assert [(task.text, task.lead) for task in document.tasks] == [("推进工作", ("市科技局",))]


def test_the_texts_keep_the_points_as_typed() -> None:
    document = read_document(TEXT)
    assert document.source == TEXT
    assert document.sections[0].text == "到年底,拥有量突破1.2万件."
    assert "".join(TEXT[span.starts_at : span.ends_at] for span in document.spans) == TEXT


def test_a_text_with_full_stops_stays_as_it_is() -> None:
    text = "某市工作方案。推进工作.落实责任。"
    assert with_full_stops(text) is text
