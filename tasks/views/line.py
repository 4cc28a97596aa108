"""One line of a filing: its form, saving, and what happens when somebody else saved first."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
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
    filing = filing_for(request, pk, Permission.EDIT_FILING)
    if kind not in LINE_KINDS:
        raise Http404
    editor = LineEditor(request, filing, LINE_KINDS[kind], subject)
    return editor.post() if request.method == "POST" else editor.page(editor.kind.form(editor.line))


class LineEditor:
    """What the form of one line does within one request."""

    def __init__(self, request: HttpRequest, filing: Filing, kind: LineKind[Any], subject: int) -> None:
        self.request, self.filing, self.kind = request, filing, kind
        self.lines: list[FilingLine] = kind.lines_of(filing)
        found = [line for line in self.lines if line.subject_id == subject]
        if not found:
            raise Http404
        self.line = found[0]

    def page(self, form: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
        """The whole page of the line, or only its form where htmx asked."""
        context = {
            "filing": self.filing,
            "kind": self.kind,
            "line": self.line,
            "form": form,
            "subject": self.kind.subject(self.line),
            "problems": self.kind.problems(self.filing, [self.line]).get(self.line.subject_id, []),
            **self.neighbours(),
            **self.kind.context(self.filing, self.line),
            **extra,
        }
        template = self.kind.template_name
        if self.request.headers.get("HX-Request"):
            template = "tasks/line_saved.html"
        return render(self.request, template, context, status=status)

    def neighbours(self) -> dict[str, Any]:
        """The lines before and after this one within the whole filing, across kinds."""
        order = [
            (kind, line)
            for kind in LINE_KINDS.values()
            for line in (self.lines if kind is self.kind else kind.lines_of(self.filing))
        ]
        here = next(
            index for index, (kind, line) in enumerate(order) if kind is self.kind and line is self.line
        )
        return {
            "position": here + 1,
            "count": len(order),
            "previous_line": order[here - 1] if here else None,
            "next_line": order[here + 1] if here + 1 < len(order) else None,
        }

    def post(self) -> HttpResponse:
        """Save, or say at its place why not; what was typed stays in the form (design R1)."""
        form = self.kind.form(self.line, self.request.POST)
        expected = self.expected_version()
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        try:
            save_line(
                kind=self.kind,
                line=self.line,
                expected_version=expected,
                content=form.cleaned_data,
                by=signed_in(self.request),
                at=timezone.now(),
            )
        except StaleLine as refusal:
            return self.page(form, status=CONFLICT, conflict=str(refusal), comparison=self.comparison(form))
        except ActionRefused as refusal:
            return self.page(form, status=CONFLICT, refusal=str(refusal))
        return self.saved()

    def expected_version(self) -> int:
        """The version that the form was made from, or the other's that the person chose to replace.
        A missing or odd one counts as stale."""
        text = self.request.POST.get("replaces") or self.request.POST.get("version", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

    def comparison(self, form: LineForm) -> list[dict[str, str]]:
        """Field by field where what the person typed differs from what stands there now."""
        current = self.kind.form(self.line)
        rows = []
        for name, field in form.fields.items():
            mine, theirs = shown(form, name), shown(current, name)
            if mine != theirs:
                rows.append({"label": str(field.label), "mine": mine, "theirs": theirs})
        return rows

    def saved(self) -> HttpResponse:
        if self.request.headers.get("HX-Request"):
            return self.page(self.kind.form(self.line), saved=True)
        messages.success(self.request, _("Saved: %(subject)s.") % {"subject": self.kind.subject(self.line)})
        if "and_next" in self.request.POST and (following := self.neighbours()["next_line"]):
            kind, line = following
            return redirect("tasks:line-edit", self.filing.pk, kind.key, line.subject_id)
        return redirect("tasks:filing-detail", self.filing.pk)


def shown(form: LineForm, name: str) -> str:
    """A field's value in words, as the two sides of a conflict show it."""
    value = form[name].value()
    choices = dict(getattr(form.fields[name], "choices", []))
    if isinstance(value, bool) or value in {"on", "True", "False"}:
        return _("yes") if value in {True, "on", "True"} else _("no")
    return str(choices.get(value, value or ""))
