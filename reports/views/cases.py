"""Cases as editors score them, and the cases of the year."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.table_answers import is_file_asked, table_answer
from reports.actions.cases import choose_case_of_year, score_case, withdraw_case_of_year
from reports.filtersets import CaseRankingFilter
from reports.forms.material import ChoiceForm, ScoreForm
from reports.list_tables import case_table
from reports.material.access import Editor, editor
from reports.material.own_cases import is_own
from reports.material.ranking import ranked_rows, scored_cases, scores_of, standing_choice
from reports.models import CaseOfYear, CaseScore, MaterialPick
from reports.models.case_score import CRITERIA
from tasks.access import administrator
from tasks.errors import ActionRefused
from tasks.models import CaseStudy, Filing
from tasks.year_in_view import guidance_in_view
from texts.punctuation import sentences

PAGE_SIZE = 20
RELATED = ("filing__organization", "filing__period__guidance", "filing__approved_by", "of_year__chosen_by")


@require_safe
def material_cases(request: HttpRequest) -> HttpResponseBase:
    """The approved cases of the year in view: what the person has still to score, then the ranking."""
    person = editor(request)
    guidance = guidance_in_view(request)
    if guidance is None:
        return render(request, "reports/material/none.html")
    chosen = CaseRankingFilter(request.GET, queryset=scored_cases(person.user), request=request)
    cases = chosen.qs.select_related(*RELATED).defer("filing__period__guidance__source_text").with_sections()
    if is_file_asked(request):
        facts = [(_("Guidance"), guidance.title)]
        table = case_table(cases, person.user)
        return table_answer(request, _("Scoring of cases"), table, form=chosen.form, facts=facts)
    page = Paginator(cases, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page_obj": page,
        "rows": ranked_rows(person.user, page),
        "guidance": guidance,
        "chosen_count": CaseOfYear.objects.standing().filter(guidance=guidance).count(),
        "most": settings.MOST_CASES_OF_YEAR,
        "basket_count": MaterialPick.objects.visible_to(person.user)
        .standing()
        .filter(guidance=guidance)
        .count(),
    }
    return render(request, "reports/material/cases.html", context)


def case_in_scope(person: Editor, pk: int) -> CaseStudy:
    """An approved case that the person may see, with all that its page shows."""
    cases = CaseStudy.objects.visible_to(person.user).filter(filing__status=Filing.Status.APPROVED)
    related = cases.select_related(*RELATED).defer("filing__period__guidance__source_text")
    return get_object_or_404(related.with_sections(), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def material_case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case to read and to score; the scores of others beside one's own."""
    person = editor(request)
    case = case_in_scope(person, pk)
    own = CaseScore.objects.filter(case=case, scored_by=person.user).first()
    form = ScoreForm(request.POST or None, instance=own, initial={"version": case.filing.version})
    status = 200
    if request.method == "POST":
        status = saved(request, person, case, form)
        if status == 200:
            return redirect("reports:material-case", case.pk)
    return render(request, "reports/material/case.html", shown_case(person, case, form), status=status)


def saved(request: HttpRequest, person: Editor, case: CaseStudy, form: ScoreForm) -> int:
    """Keep a score; what the page answers. A refusal stands above the form."""
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        score_case(
            case=case,
            points={name: form.cleaned_data[name] for name in CRITERIA},
            remark=form.cleaned_data["remark"],
            version=form.cleaned_data["version"],
            by=person.user,
            at=moment_of(request),
        )
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return CONFLICT
    return 200


def shown_case(person: Editor, case: CaseStudy, form: ScoreForm) -> dict[str, object]:
    return {
        "case": case,
        "form": form,
        "scores": scores_of(person.user, case),
        "may_score": not is_own(person.user, case.filing),
        "of_year": standing_choice(case),
        "may_choose": person.user.is_administrator,
        "choice_form": ChoiceForm(),
    }


@require_POST
def material_case_choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a case one of the year, for administrators; 404 for others."""
    user, person = administrator(request), editor(request)
    case, form = case_in_scope(person, pk), ChoiceForm(request.POST)
    if not form.is_valid():
        messages.error(request, sentences(problem for found in form.errors.values() for problem in found))
        return redirect("reports:material-case", pk)
    try:
        choose_case_of_year(case=case, reason=form.cleaned_data["reason"], by=user, at=moment_of(request))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The case is one of the year now."))
    return redirect("reports:material-case", pk)


@require_POST
def material_case_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the choice of a case back, for administrators; 404 for others."""
    user, person = administrator(request), editor(request)
    withdraw_case_of_year(case=case_in_scope(person, pk), by=user, at=moment_of(request))
    messages.success(request, _("The choice is taken back."))
    return redirect("reports:material-case", pk)
