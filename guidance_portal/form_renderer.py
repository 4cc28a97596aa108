"""Controls of forms written at once: a select of forty options takes a template five milliseconds."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

type Widget = Mapping[str, Any]


class FormRenderer(TemplatesSetting):
    """Writes selects and plain inputs as Django's own templates do; for all else it asks them."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        write = WRITERS.get(template_name)
        if write is None:
            return super().render(template_name, context, request)
        return write(context["widget"])


def select(widget: Widget) -> SafeString:
    groups = "\n".join(group(name, options) for name, options, _index in widget["optgroups"])
    return SafeString(
        f'<select name="{escape(str(widget["name"]))}"{attributes(widget)}>\n{groups}\n</select>'
    )


def group(name: str | None, options: list[Widget]) -> str:
    written = "\n".join(option(each) for each in options)
    return f'<optgroup label="{conditional_escape(name)}">\n{written}\n</optgroup>' if name else written


def option(widget: Widget) -> str:
    label = conditional_escape(localize(widget["label"]))
    return f'<option value="{escape(str(widget["value"]))}"{attributes(widget)}>{label}</option>'


def plain_input(widget: Widget) -> SafeString:
    value = "" if widget["value"] is None else f' value="{escape(str(widget["value"]))}"'
    begun = f'<input type="{escape(str(widget["type"]))}" name="{escape(str(widget["name"]))}"'
    return SafeString(f"{begun}{value}{attributes(widget)}>")


def attributes(widget: Widget) -> str:
    """The attributes that are set; such as have no value where they are True."""
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(str(value))}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


INPUTS = ("text", "number", "date", "hidden", "email", "url", "password", "search", "tel")
WRITERS: Mapping[str, Callable[[Widget], SafeString]] = {
    "django/forms/widgets/select.html": select,
    **{f"django/forms/widgets/{name}.html": plain_input for name in ("input", *INPUTS)},
}
