"""Two annual reports side by side: two versions, two years, or two organizations."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from organizations.calendar import moment_of
from reports.annual_pages import ShownReport
from reports.forms.annual_comparison import SideForm
from reports.report_comparison.offers import NAMES, OTHER, offered_to, sides_asked
from reports.report_comparison.page import figures_of, sections_of
from reports.report_comparison.sides import Side, Sides
from reports.report_comparison.take_away import handout
from reports.report_comparison.wording import headline
from reports.text_comparison.documents import compared
from reports.views.files import file_answer
from tasks.access import signed_in
from tasks.year_in_view import guidance_in_view, year_in_view

ALL = "all"


@require_safe
def annual_compare(request: HttpRequest) -> HttpResponseBase:
    """The two reports that the address names, passage by passage; ``show=all`` shows what is the same too."""
    user, guidance = signed_in(request), guidance_in_view(request)
    if guidance is None or not user.organizations_held:
        return render(request, "reports/annual_compare.html", {"guidance": guidance})
    sides = sides_asked(request, guidance, user.organizations_held[0])
    context = {"guidance": guidance, "sides": sides, **forms_of(request, sides)}
    found = both_shown(request, sides)
    if isinstance(found, Side):
        return render(request, "reports/annual_compare.html", context | {"missing": found})
    before, after = found
    comparison = compared(before.document, after.document)
    figures = figures_of(comparison)
    sentence = headline(comparison, sides, len(figures))
    if "format" in request.GET:
        return file_answer(request, handout(sides, sentence, figures, user, moment_of(request)))
    shows_all = request.GET.get("show") == ALL
    shown = {
        "comparison": comparison,
        "figures": figures,
        "headline": sentence,
        "language": after.document.language,
        "shows_all": shows_all,
        "sections": sections_of(comparison, shows_all=shows_all),
        "tabs": tabs(request, comparison.differing, len(comparison.blocks), shows_all=shows_all),
    }
    return render(request, "reports/annual_compare.html", context | shown)


def both_shown(request: HttpRequest, sides: Sides) -> tuple[ShownReport, ShownReport] | Side:
    """Both reports in the language of the page; the side that has none where one has none."""
    language, at = get_language() or "zh-hans", moment_of(request)
    found = []
    for side in (sides.before, sides.after):
        shown = side.shown(language, at)
        if shown is None:
            return side
        found.append(shown)
    return found[0], found[1]


def forms_of(request: HttpRequest, sides: Sides) -> Mapping[str, object]:
    """The form of each side, filled with what is compared, and the address with both sides the other way."""
    organizations, years = offered_to(request, sides), year_in_view(request).years
    forms = [
        SideForm(request.GET, side=side, years=years, organizations=organizations, prefix=prefix)
        for side, prefix in ((sides.before, OTHER), (sides.after, ""))
    ]
    return {"forms": forms, "turned": turned(request, sides)}


def turned(request: HttpRequest, sides: Sides) -> str:
    """The address of the same comparison from the other side."""
    asked = request.GET.copy()
    for side, prefix in ((sides.before, ""), (sides.after, OTHER)):
        values = (str(side.guidance.year), side.organization.code, side.version_key)
        for name, value in zip(NAMES, values, strict=True):
            asked[f"{prefix}{name}"] = value
    return f"?{asked.urlencode()}"


def tabs(request: HttpRequest, differing: int, total: int, *, shows_all: bool) -> list[dict[str, object]]:
    """What differs alone, or all passages, each as a link that keeps what is compared."""
    found = []
    for show, count, is_current in (("", differing, not shows_all), (ALL, total, shows_all)):
        asked = request.GET.copy()
        asked.pop("show", None)
        if show:
            asked["show"] = show
        found.append({"show": show, "url": f"?{asked.urlencode()}", "count": count, "is_current": is_current})
    return found
