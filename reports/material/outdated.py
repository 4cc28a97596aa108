"""Which inserted material is not in force any more as it stands in a text."""

from collections.abc import Sequence

from django.utils.translation import override

from reports.composed_document import EDITED, composed_year
from reports.composition.spacing import printed
from reports.editing.parts import Part, Text, words_of
from reports.material.items import OF_TARGET, OF_TEXT
from reports.models import AnnualReport, Edition, FiledText
from reports.snapshot.document import Chart
from targets.models import Target


def outdated(edition: Edition, text: Text) -> frozenset[int]:
    """The numbers of the parts, the first of each material, whose text was filed anew or reopened since it
    was inserted, or whose figure is another in the version that the text goes on from (at most two queries,
    none where nothing was inserted)."""
    first: dict[str, Part] = {}
    for part in text:
        if part.is_inserted and not part.is_left_out:
            first.setdefault(part.origin, part)
    parts = list(first.values())
    return frozenset(part.number for part in (*outdated_texts(parts), *outdated_figures(edition.base, parts)))


def outdated_texts(parts: Sequence[Part]) -> list[Part]:
    """Those of a text that is not approved any more in the version that stands here (one query)."""
    places = {part.number: match.groups() for part in parts if (match := OF_TEXT.fullmatch(part.origin))}
    if not places:
        return []
    filings = {int(filing) for _kind, filing, *_place in places.values()}
    named = ("filing", "kind", "subject_id", "part", "filing_version")
    in_force = {
        f"{filing}-{kind}-{subject}-{said}": f"{filing}.{version}"
        for filing, kind, subject, said, version in FiledText.objects.filter(filing__in=filings).values_list(
            *named
        )
    }
    return [
        part
        for part in parts
        if part.number in places
        and in_force.get("-".join(places[part.number][1:])) not in {source.id for source in part.sources}
    ]


def outdated_figures(base: AnnualReport, parts: Sequence[Part]) -> list[Part]:
    """Those of a figure that the composed version does not state so (one query)."""
    targets = {part.number: match[2] for part in parts if (match := OF_TARGET.fullmatch(part.origin))}
    if not targets:
        return []
    rows = Target.objects.filter(pk__in=targets.values()).values_list("pk", "indicator__code")
    codes = {str(pk): code for pk, code in rows}
    office = base.organization.code
    with override(EDITED):
        kept = {figure.id: printed(figure.text.zh) for figure in composed_year(base).figures}
    return [
        part
        for part in parts
        if part.number in targets
        and not states(part, kept.get(f"{office}:{codes.get(targets[part.number])}", ""))
    ]


def states(part: Part, figure: str) -> bool:
    """Whether a figure is stated in what was inserted, or where its chart ends."""
    if isinstance(part.compiled, Chart):
        with override(EDITED):
            return bool(figure) and printed(part.compiled.bars[-1].text) == figure
    return bool(figure) and part.compiled is not None and figure in words_of(part.compiled)
