"""What became of an act on what was read, and what a page shows where it was refused (design R20)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from organizations.answers import CONFLICT, UNPROCESSABLE
from tasks.errors import ActionRefused, NotAsRead
from tasks.forms.statement import SignForm
from tasks.statement import Difference, Statement
from texts.punctuation import sentences


@dataclass(frozen=True, slots=True)
class Attempt:
    """Whether a correction was made; ``changed`` is what somebody else has corrected since it was read, and
    ``is_typed`` whether the person has filled in a form for it."""

    is_done: bool
    changed: Sequence[Mapping[str, str]] = ()
    is_typed: bool = True

    @property
    def status(self) -> int:
        """What a page answers that shows the form again."""
        return CONFLICT if self.changed else UNPROCESSABLE


def corrected(
    request: HttpRequest,
    form: forms.Form | forms.ModelForm[Any],
    act: Callable[[], Any],
    done: str,
    *,
    now: Statement,
) -> Attempt:
    """Run an action on a form that is right; a refusal stands above the form. A form that is not right shows
    what is another ``now`` as well: the page that shows it again carries what stands."""
    if not form.is_valid():
        return Attempt(is_done=False, changed=changed_since(request, now))
    try:
        act()
    except NotAsRead as refusal:
        form.add_error(None, str(refusal))
        return Attempt(is_done=False, changed=in_columns(refusal.differences))
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return Attempt(is_done=False)
    messages.success(request, done)
    return Attempt(is_done=True)


def in_columns(differences: Iterable[Difference]) -> list[dict[str, str]]:
    """Differences as the pages show changes."""
    return [
        {"field": difference.key, "before": difference.before or "", "after": difference.after or ""}
        for difference in differences
    ]


def changed_since(request: HttpRequest, now: Statement) -> list[dict[str, str]]:
    """What is another ``now`` than was read on the page that was sent; nothing where it does not say so."""
    form = SignForm(request.POST)
    return in_columns(form.cleaned_data["seen"].differences(now)) if form.is_valid() else []


def seen_in(request: HttpRequest) -> Statement:
    """What was read on the page that was sent. Raises ``ActionRefused`` where it does not say so."""
    form = SignForm(request.POST)
    if not form.is_valid():
        raise ActionRefused(sentences(form.errors["seen"]))
    seen: Statement = form.cleaned_data["seen"]
    return seen


def acted(request: HttpRequest, act: Callable[[], Any], done: str) -> Attempt:
    """Run an action that asks for nothing but what was read, and say how it went. What was corrected since
    is for the page to show."""
    try:
        act()
    except NotAsRead as refusal:
        return Attempt(is_done=False, changed=in_columns(refusal.differences), is_typed=False)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return Attempt(is_done=False, is_typed=False)
    messages.success(request, done)
    return Attempt(is_done=True, is_typed=False)


def since(attempt: Attempt | None) -> dict[str, Any]:
    """What a page shows of what was corrected since it was opened."""
    if attempt is None:
        return {"changed": (), "is_typed": False}
    return {"changed": attempt.changed, "is_typed": attempt.is_typed}
