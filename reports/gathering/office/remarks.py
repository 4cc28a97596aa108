"""What the nation's figures stand on besides closed years, so that nothing stands in unsaid (design R22)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from reports.gathering.bilingual import in_both
from reports.gathering.office.part import Part
from reports.snapshot.year import Figure, Name, Year
from texts.punctuation import listed


def remarks_on(
    parts: Sequence[Part], now: Mapping[str, Year], others_count: Collection[str] = ()
) -> list[Name]:
    """Whose earlier periods stand in the figures alone, who has left, and where a frozen figure is no longer
    what is approved; ``now`` are the years as approved filings have them, by the organization's code, and
    ``others_count`` the ids of the figures that others hold by now."""
    open_ones = [part for part in parts if part.is_local and not part.is_closed and has_answers(part.year)]
    asked = [part for part in open_ones if part.standing is not None]
    left = [part for part in open_ones if part.standing is None]
    return [
        *([not_closed(asked)] if asked else []),
        *(remark for part in left for remark in left_in_words(part, others_count)),
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


def left_in_words(part: Part, others_count: Collection[str]) -> Iterator[Name]:
    """That one is asked for nothing any more, and which of its figures the nation's still hold."""
    answered = [figure for figure in part.year.figures if figure.sources]
    told = (
        (
            gettext_noop("%(organization)s has left; the national figures still hold its %(indicators)s."),
            [figure for figure in answered if figure.id not in others_count],
        ),
        (
            gettext_noop(
                "%(organization)s has left; its %(indicators)s stand in the figures of others by now and are"
                " counted there alone."
            ),
            [figure for figure in answered if figure.id in others_count],
        ),
    )
    for pattern, figures in told:
        if figures:
            yield in_both(
                lambda pattern=pattern, figures=figures: (  # type: ignore[misc]
                    _(pattern)
                    % {
                        "organization": here(part.name),
                        "indicators": listed(here(figure.name) for figure in figures),
                    }
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
