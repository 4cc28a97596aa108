"""A comparison in words: of two versions something changed, two years or organizations differ."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext as _p

from reports.report_comparison.sides import Sides, Way
from reports.text_comparison.documents import Comparison, Fate, Part
from reports.text_comparison.tables import RowFate
from texts.punctuation import labelled, listed, sentences, within_quotes


def fate_in_words(fate: Fate | RowFate, sides: Sides) -> str:
    """What became of a block or a row of two versions; of other reports, how they stand to each other."""
    before, after = sides.names
    if sides.way is Way.VERSIONS:
        return {
            "kept": _p("passage of a report", "Unchanged"),
            "changed": _p("passage of a report", "Changed"),
            "added": _p("passage of a report", "New"),
            "removed": _p("passage of a report", "Dropped"),
            "moved": _p("passage of a report", "Moved"),
        }[fate.value]
    return {
        "kept": _p("passage of a report", "The same"),
        "changed": _p("passage of a report", "Different"),
        "added": _("Only in %(name)s") % {"name": after},
        "removed": _("Only in %(name)s") % {"name": before},
        "moved": _p("passage of a report", "In another place"),
    }[fate.value]


def part_in_words(part: Part) -> str:
    """What a section without a heading is called."""
    return {
        Part.HEAD: _("First page"),
        Part.BODY: _("Opening"),
        Part.ANNEX: _("Annex"),
        Part.ENDING: _("End of the report"),
    }[part]


def headline(comparison: Comparison, sides: Sides, figures: int) -> str:
    """How many passages differ of how many, in which ways, and how many figures."""
    before, after = sides.names
    if comparison.is_same:
        return _("“%(before)s” and “%(after)s” say the same in every passage.") % _quoted(before, after)
    return sentences((_passages(comparison, sides), _figures(figures, sides)))


def _passages(comparison: Comparison, sides: Sides) -> str:
    counts, total = comparison.counts, len(comparison.blocks)
    differ = total - counts[Fate.KEPT]
    said = ngettext(
        "“%(after)s” differs from “%(before)s” in %(count)d of %(total)d passages",
        "“%(after)s” differs from “%(before)s” in %(count)d of %(total)d passages",
        differ,
    ) % (_quoted(*sides.names) | {"count": differ, "total": total})
    return _("%(sentence)s.") % {"sentence": labelled(said, listed(_kinds(counts, sides)))}


def _kinds(counts: Mapping[Fate, int], sides: Sides) -> list[str]:
    shown = (Fate.CHANGED, Fate.ADDED, Fate.REMOVED, Fate.MOVED)
    return [
        _p("kind and count", "%(kind)s: %(count)d")
        % {"kind": fate_in_words(fate, sides), "count": counts[fate]}
        for fate in shown
        if counts[fate]
    ]


def _figures(count: int, sides: Sides) -> str:
    if not count:
        return _("No figure is another.")
    if sides.way is Way.VERSIONS:
        said = ngettext("%(count)d figure changed.", "%(count)d figures changed.", count)
    else:
        said = ngettext(
            "%(count)d figure stands beside another.", "%(count)d figures stand beside others.", count
        )
    return said % {"count": count}


def _quoted(before: str, after: str) -> dict[str, object]:
    return {"before": within_quotes(before), "after": within_quotes(after)}
