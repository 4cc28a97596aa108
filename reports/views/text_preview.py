"""The true pages of a text, one by one as pictures."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.editing.parts import Text
from reports.editing.places import begun_on
from reports.models import Edition
from reports.preview import Pages, pages_of, shown_document
from reports.rendering import FormRefused
from reports.text_access import text_in_scope
from reports.text_page import TextPage


@require_safe
def text_pages(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The list of the pages; the pictures themselves are fetched as they come into view."""
    edition = edition_of(request, year, code)
    text = TextPage(edition).text
    try:
        pages = pages_of(shown_document(edition, text))
    except FormRefused as refusal:
        return render(request, "reports/text/pages.html", {"refusal": str(refusal)})
    context = {"edition": edition, "pages": pages, "numbers": parts_by_page(text, pages)}
    return render(request, "reports/text/pages.html", context)


def parts_by_page(text: Text, pages: Pages) -> list[tuple[int, list[int]]]:
    """Each page with the numbers of the parts that begin on it."""
    begun = begun_on(text, pages.texts)
    numbers = range(1, pages.count + 1)
    return [(number, [part for part, page in begun.items() if page == number]) for number in numbers]


@require_safe
def text_page_image(request: HttpRequest, year: int, code: str, number: int) -> HttpResponse:
    """One page as it stands now."""
    from reports.pdf.page_images import page_image  # noqa: PLC0415 (loaded once a page is drawn)

    try:
        picture = page_image(pages_now(edition_of(request, year, code)).pdf, number)
    except (IndexError, FormRefused):
        raise Http404 from None
    return HttpResponse(picture, content_type="image/png")


def edition_of(request: HttpRequest, year: int, code: str) -> Edition:
    edition = text_in_scope(request, year, code)
    if edition is None:
        raise Http404
    return edition


def pages_now(edition: Edition) -> Pages:
    return pages_of(shown_document(edition, TextPage(edition).text))
