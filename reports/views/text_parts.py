"""The parts of a text: wording one, moving it, writing one, and standing by what a check points out."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of
from reports.actions import change_edition, confirm_finding, withdraw_confirmation
from reports.actions.edition import Basis
from reports.editing import moves
from reports.editing.parts import Text
from reports.errors import EditionUnknown, StalePart
from reports.forms.text import ConfirmationForm, WordsForm
from reports.models import Edition, EditionChange
from reports.text_access import editable_by, text_to_edit
from reports.text_page import TextPage
from reports.views.text import attempted, text_page
from tasks.access import signed_in
from tasks.actions.line_saving import Sending
from tasks.errors import ActionRefused
from tasks.models import LONGEST_PAGE
from tasks.views.line import whole_number
from texts.punctuation import sentences

Kind = EditionChange.Kind
# What the page is told when a part was saved, so that it fetches the pages anew.
SAVED = "text-saved"
MOVES: dict[str, tuple[EditionChange.Kind, Callable[..., Text]]] = {
    "leave-out": (Kind.LEFT_OUT, moves.left_out),
    "put-back": (Kind.PUT_BACK, moves.put_back),
    "join": (Kind.JOINED, moves.joined),
    "separate": (Kind.SEPARATED, moves.separated),
    "up": (Kind.MOVED, partial(moves.moved, down=False)),
    "down": (Kind.MOVED, partial(moves.moved, down=True)),
}


@require_POST
def text_part(request: HttpRequest, year: int, code: str, number: int) -> HttpResponse:
    """Save the words of one part. With htmx it answers what became of that; without, the page."""
    return save_words(request, year, code, number) or saved(request, year, code, number)


def save_words(request: HttpRequest, year: int, code: str, number: int) -> HttpResponse | None:
    """Save what was typed into one part; where that is refused, the answer that says so and keeps it."""
    try:
        edition = text_to_edit(request, year, code)
    except (PermissionDenied, Http404):
        return lost_right(request)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return refused(request, edition, number, UNPROCESSABLE, refusal=sentences(form.errors["words"]))
    try:
        change_edition(
            edition=edition.pk,
            kind=Kind.REWORDED,
            move=partial(moves.reworded, number=number, words=form.cleaned_data["words"]),
            basis=Basis(number, expected_version(request)),
            by=signed_in(request),
            at=moment_of(request),
            sending=sending_of(request),
            among=editable_by(signed_in(request)),
        )
    except StalePart as stale:
        return refused(request, edition, number, CONFLICT, refusal=str(stale), stale=stale)
    except EditionUnknown:
        return lost_right(request)
    except ActionRefused as refusal:
        return refused(request, edition, number, CONFLICT, refusal=str(refusal))
    return None


def expected_version(request: HttpRequest) -> int:
    """The version that the words were typed over, or the other's that the person chose to replace."""
    stated = request.POST.get("replaces") or request.POST.get("version", "")
    return whole_number(stated, otherwise=-1)


def sending_of(request: HttpRequest) -> Sending:
    page, turn = request.POST.get("page", ""), request.POST.get("turn", "")
    is_ours = len(page) <= LONGEST_PAGE and page.isascii() and page.isalnum()
    return Sending(page if is_ours else "", whole_number(turn, otherwise=0))


def saved(request: HttpRequest, year: int, code: str, number: int) -> HttpResponse:
    """The part as it was saved, with the checks of the whole text."""
    if not request.headers.get("HX-Request"):
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('reports:text', args=[year, code])}#part-{number}")
    return state(request, text_to_edit(request, year, code), number)


def state(
    request: HttpRequest, edition: Edition, number: int, status: int = 200, **words: object
) -> HttpResponse:
    """What a save with htmx answers: the state of one part, and the checks where it was saved."""
    shown = TextPage(edition)
    row = next((row for row in shown.rows if row.number == number), None)
    if row is None:
        raise Http404
    context = {
        "edition": edition,
        "guidance": edition.guidance,
        "organization": edition.organization,
        "shown": shown,
        "each": shown.shown(row),
        "is_editing": edition.status == Edition.Status.EDITING,
        "saved_at": moment_of(request),
        "typed": request.POST.get("words", ""),
        **words,
    }
    response = render(request, "reports/text/part_saved.html", context, status=status)
    if not words:
        response["HX-Trigger"] = SAVED
    return response


def refused(
    request: HttpRequest, edition: Edition, number: int, status: int, **words: object
) -> HttpResponse:
    """Why the words were not saved, which stay as they were typed."""
    if request.headers.get("HX-Request"):
        return state(request, edition, number, status, is_refused=True, **words)
    typed = {"number": number, "words": request.POST.get("words", ""), **words}
    return text_page(request, edition, typed=typed, status=status)


def lost_right(request: HttpRequest) -> HttpResponse:
    """What somebody is told who may not edit the text any more, with what they typed; 404 without that."""
    typed = request.POST.get("words", "")
    if not typed:
        raise Http404
    name = "lost_right_part" if request.headers.get("HX-Request") else "lost_right"
    return render(request, f"reports/text/{name}.html", {"typed": typed}, status=CONFLICT)


@require_POST
def text_move(request: HttpRequest, year: int, code: str, number: int, move: str) -> HttpResponse:
    """Leave a part out, put it back, join, separate or move it; then the page, at its place. What was typed
    into it and not saved yet is saved first."""
    if move not in MOVES:
        raise Http404
    basis = Basis(number, expected_version(request))
    if "words" in request.POST:
        if (answer := save_words(request, year, code, number)) is not None:
            return answer
        basis = Basis()
    kind, turn = MOVES[move]
    changed(request, text_to_edit(request, year, code), kind, partial(turn, number=number), basis)
    return redirect(f"{reverse('reports:text', args=[year, code])}#part-{number}")


@require_POST
def text_write(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Write a paragraph behind the part of a number, 0 for the very beginning."""
    edition, form = text_to_edit(request, year, code), WordsForm(request.POST)
    after = whole_number(request.POST.get("after", ""), otherwise=0)
    if not form.is_valid():
        messages.error(request, sentences(form.errors["words"]))
        typed = {"after": after, "words": request.POST.get("words", "")}
        return text_page(request, edition, written=typed, status=UNPROCESSABLE)
    write = partial(moves.written, words=form.cleaned_data["words"], after=after)
    if not changed(request, edition, Kind.WRITTEN, write, Basis()):
        typed = {"after": after, "words": form.cleaned_data["words"]}
        return text_page(request, edition, written=typed, status=CONFLICT)
    return redirect(f"{reverse('reports:text', args=[year, code])}#part-{after}")


def changed(
    request: HttpRequest,
    edition: Edition,
    kind: EditionChange.Kind,
    move: Callable[[Text], Text],
    basis: Basis,
) -> bool:
    """Do one move and say how it went."""
    act = partial(change_edition, edition=edition.pk, kind=kind, move=move, basis=basis)
    return attempted(
        request,
        lambda: act(
            by=signed_in(request),
            at=moment_of(request),
            sending=sending_of(request),
            among=editable_by(signed_in(request)),
        ),
    )


@require_POST
def text_confirm(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Stand by what a check points out, or no more."""
    edition, form = text_to_edit(request, year, code), ConfirmationForm(request.POST)
    among, key = editable_by(signed_in(request)), request.POST.get("key", "")
    if "withdraw" in request.POST:
        withdraw = partial(withdraw_confirmation, edition=edition.pk, key=key, among=among)
        attempted(request, lambda: withdraw(by=signed_in(request), at=moment_of(request)))
        return redirect(f"{reverse('reports:text', args=[year, code])}#checks")
    if not form.is_valid():
        messages.error(request, _("Say why it stands; whoever signs reads it."))
        return text_page(request, edition, unconfirmed=key, status=UNPROCESSABLE)
    confirm = partial(confirm_finding, edition=edition.pk, **form.cleaned_data)
    attempted(request, lambda: confirm(by=signed_in(request), at=moment_of(request), among=among))
    return redirect(f"{reverse('reports:text', args=[year, code])}#checks")
