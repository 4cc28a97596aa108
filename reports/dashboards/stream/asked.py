"""Which lines of the stream are asked for, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from organizations.models import Organization
from organizations.page_addresses import page_address, query_of
from reports.dashboards.question import Question
from tasks.filings.line_rules import ALL_BENEATH, KIND_OF_PART, Part
from tasks.filings.line_stream import Order, Stream, kinds_asked, stream_of
from tasks.filtersets import LineFilter

STREAM, PROBLEMS = "reports:dashboard-stream", "reports:dashboard-problems"
# How lines are read, which is no filter of theirs.
NO_FILTER = {"sort", "filing"}


@dataclass(frozen=True, slots=True)
class StreamQuestion:
    """``question`` is that of the dashboard, ``filters`` what narrows its lines, ``query`` what the address
    says of both."""

    question: Question
    filters: LineFilter
    query: tuple[tuple[str, str], ...]

    @property
    def reader(self) -> Organization:
        return self.question.organization

    def chosen(self, name: str) -> Any:
        """What a filter asks; None for nothing, and where something does not fit."""
        form = self.filters.form
        return form.cleaned_data.get(name) or None if form.is_valid() else None

    @property
    def part(self) -> Part | None:
        chosen = self.chosen("part")
        return Part(chosen) if chosen else None

    @property
    def order(self) -> Order:
        """A department comes to what it has not read; others to what is new."""
        usual = Order.UNREAD if self.reader.is_department else Order.NEWEST
        chosen = self.chosen("sort")
        return Order(chosen) if chosen else usual

    @property
    def stream(self) -> Stream:
        """The lines that are asked for (no query yet)."""
        keys = [KIND_OF_PART[self.part]] if self.part else []
        lines = {
            kind.key: self.filters.filter_queryset(
                stream_of(kind, self.reader, with_all_beneath=self.chosen("beneath") == ALL_BENEATH).filter(
                    filing__period__guidance=self.question.guidance
                )
            )
            for kind in kinds_asked(keys)
        }
        return Stream(lines, self.order)

    def changed(self, **filters: str) -> "StreamQuestion":
        """The same with some filters set otherwise; an empty one is left out."""
        query, asked = self.query_with(**filters), self.filters
        changed = LineFilter(dict(query), queryset=asked.queryset, request=asked.request)
        return StreamQuestion(self.question, changed, query)

    def query_with(self, **filters: str) -> tuple[tuple[str, str], ...]:
        kept = [(name, value) for name, value in self.query if name not in {*filters, "page", "format"}]
        return (*kept, *((name, value) for name, value in filters.items() if value))

    def narrowed(self, stream: Stream, **filters: str) -> Stream:
        """The lines that are asked for with some filters set otherwise (no query yet), made of ``stream``,
        their own, where that only narrows it: then nothing that the address says is read and tried again."""
        is_other = any(self.chosen(name) for name in filters) or ("part" in filters and self.chosen("text"))
        if is_other or not self.filters.form.is_valid():
            return self.changed(**filters).stream
        part = filters.get("part")
        kinds = [kind.key for kind in kinds_asked([KIND_OF_PART[Part(part)]] if part else [])]
        lines = {key: stream.lines[key] for key in kinds if key in stream.lines}
        for name, value in filters.items():
            asked = self.filters.form.fields[name].clean(value)
            lines = {key: self.filters.filters[name].filter(found, asked) for key, found in lines.items()}
        return Stream(lines, self.order)

    def address(self, url_name: str = STREAM, **filters: str) -> str:
        """Where just these lines are listed, or with some filters set otherwise."""
        query = query_of(self.query_with(page="", format="", **filters))
        path = page_address(url_name, self.reader.code)
        return f"{path}?{query}" if query else path

    @property
    def in_words(self) -> list[tuple[str, str]]:
        """What the lines are narrowed by, each filter with its label."""
        form = self.filters.form
        if not form.is_valid():
            return []
        named = (name for name in form.fields if name not in NO_FILTER and form.cleaned_data.get(name))
        return [(str(form.fields[name].label), self.said(name)) for name in named]

    def said(self, name: str) -> str:
        """What a filter asks, as its field says it."""
        field, value = self.filters.form.fields[name], self.filters.form.cleaned_data[name]
        if isinstance(field, forms.ModelChoiceField):
            return str(value)
        choices: Iterable[Any] = getattr(field, "choices", ())
        return str(dict(choices).get(value, value))
