"""Where counts of hand-ins lead."""

from django.urls import reverse
from django.utils.http import urlencode

from reports.hand_ins.standing import Form, State
from tasks.models import Guidance


def counted_address(guidance: Guidance, state: State, form: Form | None = None) -> str:
    """The list of hand-ins narrowed to what a count counts."""
    asked = {"year": str(guidance.year), **({"way": form.value} if form else {}), "state": state.value}
    return f"{reverse('reports:hand-in-list')}?{urlencode(asked)}"
