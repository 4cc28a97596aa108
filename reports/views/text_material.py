"""Assembling the office's text: what its editors have marked goes in where it belongs, or where they say."""

from collections.abc import Collection, Sequence
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of
from reports.actions import change_edition
from reports.actions.edition import Basis
from reports.edited_text import text_of
from reports.editing.insertion import inserted, part_with
from reports.material.access import editor
from reports.material.offers import Offers
from reports.models import Edition, EditionChange
from reports.text_access import editable_by, text_to_edit
from reports.views.text import attempted
from tasks.access import signed_in
from tasks.views.line import whole_number


@require_http_methods(["GET", "HEAD", "POST"])
def text_material(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """What is marked for the office's report, to be ticked and inserted."""
    edition = office_text(request, year, code)
    if edition.status != Edition.Status.EDITING:
        messages.info(request, _("The text is not being edited now, so nothing can be inserted."))
        return redirect("reports:text", year, code)
    offers = Offers(editor(request), edition, text_of(edition))
    if request.method != "POST":
        return material_page(request, offers)
    return insert(request, offers)


def office_text(request: HttpRequest, year: int, code: str) -> Edition:
    """The office's text, for those who edit it; 404 for everybody else's, which has no basket."""
    if editor(request).office.code != code:
        raise Http404
    return text_to_edit(request, year, code)


def material_page(
    request: HttpRequest, offers: Offers, chosen: Collection[str] = (), status: int = 200
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    context = {
        "edition": offers.edition,
        "guidance": offers.edition.guidance,
        "organization": offers.edition.organization,
        "offers": offers,
        "beside": offers.part_of(whole_number(asked.get("after", ""), otherwise=0)),
        "chosen": chosen,
    }
    return render(request, "reports/text/material.html", context, status=status)


def insert(request: HttpRequest, offers: Offers) -> HttpResponse:
    """Insert what is ticked, or all that the text does not have yet: the whole of it or nothing."""
    asked = offers.names if "all" in request.POST else request.POST.getlist("item")
    chosen = [each for each in offers if each.name in asked]
    materials = [each.material for each in chosen if each.is_insertable and each.material is not None]
    if not materials or len(materials) < len(set(asked)):
        messages.error(request, refusal_of(asked))
        return material_page(request, offers, asked, UNPROCESSABLE)
    after = whole_number(request.POST.get("after", ""), otherwise=0) if "here" in request.POST else None
    change = partial(
        change_edition,
        edition=offers.edition.pk,
        kind=EditionChange.Kind.INSERTED,
        move=partial(inserted, materials=materials, after=after),
        basis=Basis(),
        among=editable_by(signed_in(request)),
    )
    if not attempted(request, lambda: change(by=signed_in(request), at=moment_of(request))):
        return material_page(request, offers, asked, CONFLICT)
    messages.success(request, inserted_in_words(len(materials)))
    return redirect(place_of(offers.edition, materials[0].origin))


def refusal_of(asked: Sequence[str]) -> str:
    """Why nothing is inserted."""
    if not asked:
        return _("Tick what is to be inserted.")
    return _("Nothing was inserted: some of it is in the text already, or not in force any more. See below.")


def inserted_in_words(count: int) -> str:
    done = ngettext(
        "%(count)d piece of material is in the text now.",
        "%(count)d pieces of material are in the text now.",
        count,
    )
    return done % {"count": count}


def place_of(edition: Edition, origin: str) -> str:
    """The address of the part that begins a material."""
    part = part_with(text_of(edition), origin)
    page = reverse("reports:text", args=[edition.guidance.year, edition.organization.code])
    return f"{page}#part-{part.number}" if part else page
