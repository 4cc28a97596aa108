"""The fill-in workbook of a filing, to take away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organizations.calendar import moment_of
from organizations.permissions import Permission
from tasks.access import filing_for
from tasks.fill_in.workbook import MEDIA_TYPE, fill_in_workbook, workbook_name
from texts.outgoing.file_names import content_disposition


@require_safe
def filing_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook of a filing in draft, for those who may edit it; 404 once it is handed in."""
    filing = filing_for(request, pk, Permission.EDIT_FILING)
    if not filing.is_in_draft:
        raise Http404(_("The filing was handed in: there is nothing to fill in."))
    content = fill_in_workbook(filing, at=moment_of(request))
    headers = {"Content-Disposition": content_disposition(workbook_name(filing))}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)
