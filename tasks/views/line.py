"""One line of a filing: its form, saving, and what happens when somebody else saved first."""

from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.permissions import Permission
from tasks.access import filing_for, signed_in
from tasks.actions import save_line
from tasks.actions.hand_over import HAND_OVER_ENDED
from tasks.actions.line import Saved
from tasks.actions.line_lock import line_in
from tasks.actions.line_saving import Sending
from tasks.errors import ActionRefused, LineUnknown, StaleLine
from tasks.lines.checked_lines import CheckedLine
from tasks.lines.doubts import Doubt
from tasks.lines.form import LineForm
from tasks.lines.kinds import LINE_KINDS, Earlier, LineKind
from tasks.lines.versions import last_return
from tasks.models import LONGEST_PAGE, Filing, FilingEvent, FilingLine, Presence

UNAUTHORIZED = 401
SOMEBODY_ELSE = gettext_lazy("Nothing was saved: somebody else typed this before you signed in.")
# Fields in which what is taken over stands behind what was typed; others it replaces.
TEXTS = frozenset({"achievements", "problems", "next_steps"})


@require_http_methods(["GET", "HEAD", "POST"])
def line_edit(request: HttpRequest, pk: int, kind: str, subject: int) -> HttpResponse:
    """Edit one line. With htmx a POST answers the form's state; without, it goes on to the next page."""
    if kind not in LINE_KINDS:
        raise Http404
    sent = SentLine(request, LINE_KINDS[kind], pk, subject)
    if request.method == "POST" and "take_over" not in request.POST:
        return sent.save()
    editor = sent.editor()
    if request.method == "POST":
        return editor.page(editor.take_over(request.POST["take_over"]))
    return editor.page(Attempt(editor.kind.form(editor.line)))


@dataclass(frozen=True, slots=True)
class Attempt:
    """A form and what became of saving it; ``words`` are for the template."""

    form: LineForm
    status: int = 200
    words: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DoubtField:
    """A doubt with the fields in which it is explained."""

    doubt: Doubt
    explanation: BoundField
    still_holds: BoundField

    @classmethod
    def of(cls, doubt: Doubt, form: LineForm) -> "DoubtField":
        key = doubt.problem.key
        return cls(doubt, form[f"explanation_{key}"], form[f"still_holds_{key}"])


class SentLine:
    """The line that an address names, and what a form sends for it."""

    def __init__(self, request: HttpRequest, kind: LineKind[Any], pk: int, subject: int) -> None:
        self.request, self.kind, self.pk, self.subject = request, kind, pk, subject

    def editor(self) -> "LineEditor":
        """The form of the line as it stands; 404 out of the person's scope, 403 where they may only read."""
        filing = filing_for(self.request, self.pk, Permission.EDIT_FILING)
        try:
            line = line_in(filing, self.kind, self.subject, is_saved=self.expected_version > 0)
        except LineUnknown:
            raise Http404 from None
        return self.editor_of(filing, line)

    def editor_of(self, filing: Filing, line: FilingLine) -> "LineEditor":
        """What shows the line and answers a save of it."""
        return LineEditor(self.request, filing, self.kind, line)

    def save(self) -> HttpResponse:
        """Save, or say why not; what was typed stays in the form (design R1)."""
        if self.is_of_somebody_else:
            return self.refused(UNAUTHORIZED, refusal=SOMEBODY_ELSE)
        try:
            return self.accepted(self.saved())
        except LineUnknown:
            self.editor()
            raise Http404 from None
        except ValidationError:
            return self.refused(UNPROCESSABLE)
        except StaleLine as refusal:
            return self.refused(CONFLICT, conflict=str(refusal))
        except ActionRefused as refusal:
            return self.refused(CONFLICT, refusal=str(refusal))

    def saved(self) -> Saved[Any]:
        """The line after the save; what the person may edit is asked with the lock, in one statement."""
        person = signed_in(self.request)
        return save_line(
            kind=self.kind,
            filing=self.pk,
            subject=self.subject,
            expected_version=self.expected_version,
            content=self.content,
            by=person,
            at=moment_of(self.request),
            sending=self.sending,
            among=tuple(held.pk for held in person.organizations_where(Permission.EDIT_FILING)),
        )

    def accepted(self, saved: Saved[Any]) -> HttpResponse:
        """The saved line, and what follows from it."""
        editor = self.editor_of(saved.line.filing, saved.line)
        words = {
            "saved": True,
            "saved_at": moment_of(self.request),
            "is_hand_over_ended": saved.is_hand_over_ended,
        }
        # Most answers show no field: the form is made where one asks for it.
        form: Any = SimpleLazyObject(lambda: self.kind.form(saved.line))
        return editor.answer(Attempt(form, words=words))

    def content(self, line: FilingLine) -> dict[str, Any]:
        """What the form says that was sent for ``line``. Raises ``ValidationError``."""
        form = self.kind.form(line, self.request.POST)
        if not form.is_valid():
            raise ValidationError(form.errors.as_data())
        return form.cleaned_data

    def refused(self, status: int, **words: Any) -> HttpResponse:
        """What was typed, with why it was not saved, beside the line as it stands now."""
        editor = self.editor()
        form = self.kind.form(editor.line, self.request.POST)
        if "conflict" in words:
            words["is_own"] = editor.line.edited_by_id == signed_in(self.request).pk
            words["comparison"] = editor.comparison(form)
        return editor.answer(Attempt(form, status, words))

    @property
    def is_of_somebody_else(self) -> bool:
        """Whether the page was opened by another person who has since left this browser to this one."""
        typed_by = self.request.POST.get("person")
        return typed_by is not None and typed_by != str(signed_in(self.request).pk)

    @property
    def sending(self) -> Sending:
        """Which page sent this, and its number there; a page without scripts does not count."""
        page, turn = self.request.POST.get("page", ""), self.request.POST.get("turn", "")
        is_ours = len(page) <= LONGEST_PAGE and page.isascii() and page.isalnum()
        return Sending(page if is_ours else "", whole_number(turn, otherwise=0))

    @property
    def expected_version(self) -> int:
        """The version that the form was made from, or the other's that the person chose to replace.
        A missing or odd one counts as stale."""
        text = self.request.POST.get("replaces") or self.request.POST.get("version", "")
        return whole_number(text, otherwise=-1)


class LineEditor:
    """What the form of one line shows within one request."""

    def __init__(self, request: HttpRequest, filing: Filing, kind: LineKind[Any], line: FilingLine) -> None:
        self.request, self.filing, self.kind, self.line = request, filing, kind, line

    def take_over(self, name: str) -> Attempt:
        """What was typed so far, with last period's answer behind it; nothing is saved yet.

        ``name`` is a field, or the beginning of several: ``measure_`` takes the state of every measure.
        """
        data = self.request.POST.copy()
        for field_name, said in (self.earlier.answers if self.earlier else {}).items():
            if field_name == name or (name.endswith("_") and field_name.startswith(name)):
                data[field_name] = behind(data.get(field_name, ""), said) if field_name in TEXTS else said
        return Attempt(self.kind.form(self.line, data), words={"taken_over": True})

    @cached_property
    def earlier(self) -> Earlier | None:
        """What was written for last period."""
        return self.kind.earlier(self.filing, self.line)

    def answer(self, attempt: Attempt) -> HttpResponse:
        """With htmx the state of the form; without, the page again where something stands in the way."""
        if self.request.headers.get("HX-Request"):
            return self.state(attempt)
        if attempt.status != HttpResponse.status_code:
            return self.page(attempt)
        messages.success(self.request, _("Saved: %(subject)s.") % {"subject": self.kind.subject(self.line)})
        if attempt.words["is_hand_over_ended"]:
            messages.warning(self.request, HAND_OVER_ENDED)
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
        context = {
            **self.context(attempt),
            **self.neighbours(),
            **self.kind.context(self.filing, self.line),
            "earlier": self.earlier,
            "at_line": Presence.objects.at_line(self.filing, self.kind.key, self.line.subject_id)
            .besides(signed_in(self.request))
            .lasting(at=moment_of(self.request)),
            "saved_at": self.line.edited_at if self.line.version else None,
            "page": token_hex(LONGEST_PAGE // 2),
            "return_event": self.return_event(),
        }
        return render(self.request, self.kind.template_name, context, status=attempt.status)

    def context(self, attempt: Attempt) -> dict[str, Any]:
        """What both show: the line, its form, and its failed checks."""
        problems = self.kind.problems(self.filing, [self.line]).get(self.line.subject_id, [])
        checked = CheckedLine(self.kind, self.line, self.kind.subject(self.line), tuple(problems))
        return {
            "filing": self.filing,
            "kind": self.kind,
            "line": self.line,
            "person": signed_in(self.request).pk,
            "form": attempt.form,
            "subject": checked.subject,
            "problems": checked.blocking,
            "hints": checked.hints,
            "doubts": [DoubtField.of(doubt, attempt.form) for doubt in checked.doubts],
            **attempt.words,
        }

    def neighbours(self) -> dict[str, Any]:
        """The lines before and after this one within the whole filing, across kinds (one query a kind)."""
        order = [
            (key, subject) for key, kind in LINE_KINDS.items() for subject in kind.subjects_of(self.filing)
        ]
        place = (self.kind.key, self.line.subject_id)
        order += [place] if place not in order else []  # a case that is begun just now
        here = order.index(place)
        return {
            "position": here + 1,
            "count": len(order),
            "previous_line": order[here - 1] if here else None,
            "next_line": order[here + 1] if here + 1 < len(order) else None,
            "next_remarked": self.next_remarked(order, here),
        }

    def next_remarked(self, order: list[tuple[str, int]], here: int) -> tuple[str, int] | None:
        """The next other line with a remark that is not resolved, from the first again behind the last; None
        where there is none. Reads ``filing.all_remarks``."""
        remarked = {
            (remark.kind, remark.subject_id) for remark in self.filing.all_remarks if not remark.is_resolved
        }
        return next((place for place in order[here + 1 :] + order[:here] if place in remarked), None)

    def return_event(self) -> FilingEvent | None:
        """The move that gave a returned filing back (one query, none for others)."""
        if self.filing.status != Filing.Status.RETURNED:
            return None
        return last_return(self.filing.events.select_related("by"))

    def comparison(self, form: LineForm) -> list[dict[str, str]]:
        """Field by field where what the person typed differs from what stands there now."""
        current = self.kind.form(self.line)
        rows = []
        for name in self.compared_fields(form):
            mine, theirs = shown(form, name), shown(current, name)
            if mine != theirs:
                rows.append({"label": str(form.fields[name].label), "mine": mine, "theirs": theirs})
        return rows

    def compared_fields(self, form: LineForm) -> list[str]:
        """The fields of a form that people see."""
        return [name for name, asked in form.fields.items() if not asked.widget.is_hidden]


def whole_number(text: str, *, otherwise: int) -> int:
    """The number that a hidden field holds; ``otherwise`` where it was tampered with."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def behind(typed: str, said: str) -> str:
    """A text taken over stands behind what was typed, which is never lost."""
    return f"{typed.rstrip()}\n{said}" if typed.strip() else said


def shown(form: LineForm, name: str) -> str:
    """A field's value in words, as the two sides of a conflict show it."""
    value = form[name].value()
    choices = dict(getattr(form.fields[name], "choices", []))
    if isinstance(value, list):
        return "\n".join(str(choices.get(chosen, chosen)) for chosen in value)
    if isinstance(value, bool) or value in {"on", "True", "False"}:
        return _("yes") if value in {True, "on", "True"} else _("no")
    return str(choices.get(value, value or ""))
