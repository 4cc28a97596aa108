"""The lists of pages as files: the page's own address with ``?format=xlsx`` or ``csv`` and its filters.

The files begin from the same queryset as the page, so that the same rules say who sees what (design R19), and
are given out while they are written, so that none is too long (decision 0066).
"""

import datetime as dt
import logging
from collections.abc import Iterator, Sequence

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import localtime
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from organizations.calendar import moment_of
from organizations.form_answers import answers_in_words, as_of_in_words
from organizations.models import User
from spreadsheets.outgoing.files import Table
from spreadsheets.outgoing.table_files import STREAMED, Fact, TableFile
from texts.outgoing.file_names import content_disposition

FORM = "format"
# What an address says about the file and about the place in the list, not about what is listed.
NOT_ASKED = (FORM, "page")

logger = logging.getLogger(__name__)


def is_file_asked(request: HttpRequest) -> bool:
    return FORM in request.GET


def table_answer(
    request: HttpRequest,
    title: str,
    *tables: Table,
    form: forms.BaseForm | None = None,
    facts: Sequence[Fact] = (),
    on: dt.date | None = None,
) -> HttpResponseBase:
    """The tables of a page as the file that its address asks for; 404 for any other form. ``form`` is that of
    the filters: where one does not fit, the page says so instead. ``facts`` say what else was chosen,
    ``on`` the earlier day at whose end all is told."""
    if request.GET[FORM] not in STREAMED:
        raise Http404
    if form is not None and not form.is_valid():
        return HttpResponseRedirect(page_address(request))
    as_of = (_("As of"), as_of_in_words(on, moment_of(request)))
    file = TableFile(title, [*scope_facts(request), *facts, *answers_of(form), as_of], tables)
    name = f"{title}-{localtime(moment_of(request)):%Y%m%d-%H%M}.{request.GET[FORM]}"
    return streamed_answer(request, file, request.GET[FORM], name)


def streamed_answer(request: HttpRequest, file: TableFile, form: str, name: str) -> HttpResponseBase:
    """A file in one of the forms of ``STREAMED``, given out while it is written, as an attachment called
    ``name``; for HEAD its head alone."""
    pieces, content_type = STREAMED[form]
    headers = {"Content-Disposition": content_disposition(name)}
    if request.method == "HEAD":
        return HttpResponse(content_type=content_type, headers=headers)
    return StreamingHttpResponse(
        told(pieces(file), get_language(), name), content_type=content_type, headers=headers
    )


def told(pieces: Iterator[bytes], language: str | None, name: str) -> Iterator[bytes]:
    """The pieces in the language of the request, which is over once they are written. What fails on the way
    ends the connection, so that nobody takes what came for the whole."""
    try:
        while True:
            with override(language):
                piece = next(pieces, None)
            if piece is None:
                return
            yield piece
    except Exception:
        logger.exception("The file %s broke off while it was written.", name)
        raise


def page_address(request: HttpRequest) -> str:
    """The page that the file is of, with the same filters."""
    asked = request.GET.copy()
    for name in NOT_ASKED:
        asked.pop(name, None)
    return f"{request.path}?{asked.urlencode()}"


def scope_facts(request: HttpRequest) -> list[Fact]:
    """Who looks: what a list holds depends on it."""
    user = request.user
    held = user.organizations_held if isinstance(user, User) else ()
    names = pgettext("between names", ", ").join(organization.full_display_name for organization in held)
    return [(_("Seen by"), names)] if names else []


def answers_of(form: forms.BaseForm | None) -> list[tuple[str, str]]:
    return answers_in_words(form) if form is not None else []
