"""What the nation's figures stand on besides closed years, so that nothing stands in unsaid (design R22)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from reports.gathering.bilingual import in_both
from reports.gathering.office.office_year import Part
from reports.snapshot.year import Figure, Name, Year
from texts.punctuation import listed


def remarks_on(parts: Sequence[Part], now: Mapping[str, Year]) -> list[Name]:
    """Whose earlier periods stand in the figures alone, and where a frozen figure is no longer what is
    approved; ``now`` are the years as approved filings have them, by the organization's code."""
    open_ones = [part for part in parts if part.is_local and not part.is_closed and has_answers(part.year)]
    remarks = [not_closed(open_ones)] if open_ones else []
    return [
        *remarks,
        *(changed_since(part, figure, current) for part, figure, current in deviations(parts, now)),
    ]


def has_answers(year: Year) -> bool:
    """Whether anything of a year is in the figures; a nil return is an answer, too."""
    return any(figure.sources for figure in year.figures)


def not_closed(parts: Sequence[Part]) -> Name:
    """Who has not closed the year, and is in the figures with what is approved of it."""
    return in_both(
        lambda: (
            ngettext(
                "The year-end report of %(count)d organization (%(names)s) is not in this; what is approved"
                " of its filings is in the national figures.",
                "The year-end reports of %(count)d organizations (%(names)s) are not in this; what is"
                " approved of their filings is in the national figures.",
                len(parts),
            )
            % {"count": len(parts), "names": listed(here(part.name) for part in parts)}
        )
    )


def here(name: Name) -> str:
    """A name in the language of now."""
    return name.in_language(get_language() or "")


def deviations(parts: Iterable[Part], now: Mapping[str, Year]) -> Iterator[tuple[Part, Figure, Figure]]:
    """Frozen figures beside those that are approved now, where they differ."""
    for part in parts:
        approved = now.get(part.organization)
        current = {figure.indicator: figure for figure in approved.figures} if approved else {}
        for figure in part.year.figures if part.is_local else ():
            then = current.get(figure.indicator)
            if then is not None and numbers_of(figure) != numbers_of(then):
                yield part, figure, then


def numbers_of(figure: Figure) -> tuple[str | None, ...]:
    return figure.value, figure.numerator, figure.denominator


def changed_since(part: Part, figure: Figure, now: Figure) -> Name:
    """That a frozen figure is no longer what is approved, and which of them the nation's figure counts."""
    return in_both(
        lambda: (
            _(
                "%(organization)s, %(indicator)s: its frozen report says %(frozen)s; the national figure"
                " counts %(approved)s, which is approved now."
            )
            % {
                "organization": here(part.name),
                "indicator": here(figure.name),
                "frozen": here(figure.text),
                "approved": here(now.text),
            }
        )
    )
