"""What a browser would send of a line's form, and what a file says otherwise: compared as the form takes it,
not as text, so that "1,234.50" is no change from 1234.5."""

from collections.abc import Mapping
from typing import Any

from django import forms

from tasks.lines.form import LineForm
from tasks.lines.kinds import LineKind
from tasks.models import FilingLine

EXPLANATION, COMPARED, STILL_HOLDS = "explanation_", "compared_", "still_holds_"
type Sent = dict[str, Any]


class OpenForm:
    """The form of a line, bound to data that is filled in afterwards: it is made once and read twice."""

    def __init__(self, kind: LineKind[Any], line: FilingLine) -> None:
        self.data: Sent = {}
        self.form: LineForm = kind.form(line, self.data)

    def __contains__(self, name: str) -> bool:
        return name in self.form.fields and not name.startswith((COMPARED, STILL_HOLDS))

    def as_sent(self, name: str) -> Any:
        """What the browser would send for a field that nobody touched."""
        field = self.form.fields[name]
        value = field.prepare_value(self.form.get_initial_for_field(field, name))
        if isinstance(value, list):
            return [str(each) for each in value]
        return value if isinstance(value, bool) else str("" if value is None else value)

    def from_text(self, name: str, text: str) -> Any:
        """What the browser would send for a field that says ``text``: of several choices each on a line."""
        if isinstance(self.form.fields[name], forms.MultipleChoiceField):
            return [line.strip() for line in text.splitlines() if line.strip()]
        return text

    def differs(self, name: str, said: Any, before: Any) -> bool:
        """Whether two sendings of a field mean something else."""
        if said == before:
            return False
        if isinstance(said, list):
            return sorted(said) != sorted(before or ())
        try:
            return bool(self.meant(name, said) != self.meant(name, before))
        except forms.ValidationError:
            return True

    def meant(self, name: str, said: Any) -> Any:
        """What the field takes from what was sent. Raises ``ValidationError``."""
        field = self.form.fields[name]
        return field.clean(field.widget.value_from_datadict({name: said}, {}, name))

    def fill(self, changed: Mapping[str, Any]) -> LineForm:
        """The form as the browser would send it after somebody typed ``changed`` into it. Of a doubt that was
        not touched nothing is sent: what was written on it stays."""
        for name in self.form.fields:
            if name in self and not name.startswith(EXPLANATION):
                self.data[name] = self.as_sent(name)
        self.data.update(changed)
        return self.form


def whole_form(kind: LineKind[Any], line: FilingLine, said: FilingLine) -> LineForm:
    """The form of ``line`` as somebody would send it who types what the line ``said`` says, explanations of
    doubts left aside."""
    source, form = OpenForm(kind, said), OpenForm(kind, line)
    names = [name for name in form.form.fields if name in source and name in form]
    return form.fill({name: source.as_sent(name) for name in names if not name.startswith(EXPLANATION)})
