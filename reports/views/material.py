"""Material for the office's report: filed texts and figures as cards, and the basket of what is marked."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.filtersets import MaterialFigureFilter, MaterialFilter
from reports.material.access import editor
from reports.material.basket import basket_of
from reports.material.cards import figure_cards, text_cards
from reports.material.items import picks_by_item
from reports.models import Edition, FiledText
from targets.models import Target
from tasks.year_in_view import guidance_in_view

PAGE_SIZE = 20


@require_safe
def material_list(request: HttpRequest) -> HttpResponse:
    """Paragraphs and cases of approved filings, searched and narrowed, 20 a page."""
    person = editor(request)
    guidance = guidance_in_view(request)
    if guidance is None:
        return render(request, "reports/material/none.html")
    texts = FiledText.objects.visible_to(person.user).order_by("-approved_at", "pk")
    chosen = MaterialFilter(request.GET, queryset=texts, request=request)
    shown = chosen.qs.for_cards().select_related("case__of_year")
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    picks = picks_by_item(person.user, guidance)
    cards = text_cards(page, chosen.asked("words"), picks)
    context = {"filter": chosen, "page_obj": page, "cards": cards, "basket_count": len(picks)}
    return render(request, "reports/material/material_list.html", context | {"guidance": guidance})


@require_safe
def material_figures(request: HttpRequest) -> HttpResponse:
    """The country's official figures with outcome, coverage and chart, 20 a page."""
    person = editor(request)
    guidance = guidance_in_view(request)
    if guidance is None:
        return render(request, "reports/material/none.html")
    targets = Target.objects.published().current().select_related("indicator", "section", "guidance")
    chosen = MaterialFigureFilter(
        request.GET, queryset=targets.defer("guidance__source_text"), request=request
    )
    picks = picks_by_item(person.user, guidance)
    cards = figure_cards(person.office, chosen.qs.order_by("order"), picks)
    outcome = chosen.asked("outcome")
    wanted = [card for card in cards if not outcome or card.row.shown.outcome == outcome]
    page = Paginator(wanted, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"filter": chosen, "page_obj": page, "cards": list(page), "basket_count": len(picks)}
    return render(request, "reports/material/material_figures.html", context | {"guidance": guidance})


@require_safe
def material_basket(request: HttpRequest) -> HttpResponse:
    """What is marked for the report of the year in view, in the order of the guidance's document."""
    person = editor(request)
    guidance = guidance_in_view(request)
    if guidance is None:
        return render(request, "reports/material/none.html")
    sections = basket_of(person, guidance)
    count = sum(len(section.marked) for section in sections)
    text = Edition.objects.of(guidance, person.office).open().first()
    context = {
        "guidance": guidance,
        "office": person.office,
        "sections": sections,
        "basket_count": count,
        "text": text,
    }
    return render(request, "reports/material/basket.html", context)
