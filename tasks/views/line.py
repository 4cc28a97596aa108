"""One line of a filing: its form, saving, and what happens when somebody else saved first."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations.permissions import Permission
from tasks.access import filing_for, signed_in
from tasks.actions import save_line
from tasks.errors import ActionRefused, StaleLine
from tasks.forms.line import LineForm
from tasks.lines import LINE_KINDS, LineKind
from tasks.models import Filing, FilingLine

UNPROCESSABLE = 422
CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
def line_edit(request: HttpRequest, pk: int, kind: str, subject: int) -> HttpResponse:
    """Edit one line. With htmx a POST answers the form's state; without, it goes on to the next page."""
    if kind not in LINE_KINDS:
        raise Http404
    if request.method != "POST":
        filing = filing_for(request, pk, Permission.EDIT_FILING)
        editor = LineEditor(request, filing, LINE_KINDS[kind], subject)
        return editor.page(Attempt(editor.initial_form()))
    with transaction.atomic():
        filing = filing_for(request, pk, Permission.EDIT_FILING, lock=True)
        editor = LineEditor(request, filing, LINE_KINDS[kind], subject)
        attempt = editor.save()
    return editor.answer(attempt)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A form and what became of saving it; ``words`` are for the template."""

    form: LineForm
    status: int = 200
    words: dict[str, Any] = field(default_factory=dict)


class LineEditor:
    """What the form of one line does within one request."""

    def __init__(self, request: HttpRequest, filing: Filing, kind: LineKind[Any], subject: int) -> None:
        self.request, self.filing, self.kind = request, filing, kind
        found: FilingLine | None = kind.line_of(filing, subject)
        if found is None:
            raise Http404
        self.line = found

    def initial_form(self) -> LineForm:
        """The form as the line stands, with what is taken over from last period where one asked for it."""
        return self.kind.form(self.line)

    def save(self) -> Attempt:
        """Save, or say why not; what was typed stays in the form (design R1). Under the filing's lock."""
        form = self.kind.form(self.line, self.request.POST)
        if not form.is_valid():
            return Attempt(form, UNPROCESSABLE)
        try:
            save_line(
                kind=self.kind,
                line=self.line,
                expected_version=self.expected_version(),
                content=form.cleaned_data,
                by=signed_in(self.request),
                at=timezone.now(),
                is_locked=True,
            )
        except StaleLine as refusal:
            words = {"conflict": str(refusal), "comparison": self.comparison(form)}
            return Attempt(form, CONFLICT, words)
        except ActionRefused as refusal:
            return Attempt(form, CONFLICT, {"refusal": str(refusal)})
        return Attempt(form, words={"saved": True})

    def answer(self, attempt: Attempt) -> HttpResponse:
        """With htmx the state of the form; without, the page again where something stands in the way."""
        if self.request.headers.get("HX-Request"):
            return self.state(attempt)
        if attempt.status != HttpResponse.status_code:
            return self.page(attempt)
        messages.success(self.request, _("Saved: %(subject)s.") % {"subject": self.kind.subject(self.line)})
        following = self.neighbours()["next_line"] if "and_next" in self.request.POST else None
        if following:
            return redirect("tasks:line-edit", self.filing.pk, *following)
        return redirect("tasks:filing-detail", self.filing.pk)

    def state(self, attempt: Attempt) -> HttpResponse:
        """The result above the form and what follows from the saved line; no more is read than that shows."""
        content = render_to_string("tasks/line_saved.html", self.context(attempt))
        return HttpResponse(content, status=attempt.status)

    def page(self, attempt: Attempt) -> HttpResponse:
        """The whole page of the line."""
        context = self.context(attempt) | self.neighbours() | self.kind.context(self.filing, self.line)
        return render(self.request, self.kind.template_name, context, status=attempt.status)

    def context(self, attempt: Attempt) -> dict[str, Any]:
        """What both show: the line, its form, and its failed checks."""
        return {
            "filing": self.filing,
            "kind": self.kind,
            "line": self.line,
            "form": attempt.form,
            "subject": self.kind.subject(self.line),
            "problems": self.kind.problems(self.filing, [self.line]).get(self.line.subject_id, []),
            **attempt.words,
        }

    def neighbours(self) -> dict[str, Any]:
        """The lines before and after this one within the whole filing, across kinds (one query a kind)."""
        order = [
            (key, subject) for key, kind in LINE_KINDS.items() for subject in kind.subjects_of(self.filing)
        ]
        here = order.index((self.kind.key, self.line.subject_id))
        return {
            "position": here + 1,
            "count": len(order),
            "previous_line": order[here - 1] if here else None,
            "next_line": order[here + 1] if here + 1 < len(order) else None,
        }

    def expected_version(self) -> int:
        """The version that the form was made from, or the other's that the person chose to replace.
        A missing or odd one counts as stale."""
        text = self.request.POST.get("replaces") or self.request.POST.get("version", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

    def comparison(self, form: LineForm) -> list[dict[str, str]]:
        """Field by field where what the person typed differs from what stands there now."""
        current = self.kind.form(self.line)
        rows = []
        for name, one in form.fields.items():
            mine, theirs = shown(form, name), shown(current, name)
            if mine != theirs:
                rows.append({"label": str(one.label), "mine": mine, "theirs": theirs})
        return rows


def shown(form: LineForm, name: str) -> str:
    """A field's value in words, as the two sides of a conflict show it."""
    value = form[name].value()
    choices = dict(getattr(form.fields[name], "choices", []))
    if isinstance(value, bool) or value in {"on", "True", "False"}:
        return _("yes") if value in {True, "on", "True"} else _("no")
    return str(choices.get(value, value or ""))
