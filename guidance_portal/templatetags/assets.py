"""The style and scripts in the head of a page: three joined files, with ``DEBUG`` each source by itself."""

from collections.abc import Iterable

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django_htmx.jinja import htmx_script

from guidance_portal.assets import FIRST_SCRIPTS, MODULES, SCRIPTS, STYLES, Bundle

SHEET = '<link rel="stylesheet" href="{}">'
AT_ONCE = '<script src="{}"></script>'
DEFERRED = '<script src="{}" defer></script>'
MODULE = '<script type="module" src="{}"></script>'

register = template.Library()


@register.simple_tag
def style_sheets() -> SafeString:
    """The portal's style."""
    return elements(SHEET, asked_for(STYLES))


@register.simple_tag
def first_scripts() -> SafeString:
    """The scripts that run before the page is painted."""
    return elements(AT_ONCE, asked_for(FIRST_SCRIPTS))


@register.simple_tag
def scripts() -> SafeString:
    """htmx and the scripts that run once the page has been read."""
    return htmx_script() + elements(MODULE, MODULES) if settings.DEBUG else elements(DEFERRED, [SCRIPTS.name])


def asked_for(bundle: Bundle) -> Iterable[str]:
    """The names of the files that stand for a bundle in a page."""
    return bundle.sources if settings.DEBUG else [bundle.name]


def elements(markup: str, names: Iterable[str]) -> SafeString:
    """An element for each file, one a line."""
    return format_html_join("\n    ", markup, ((static(name),) for name in names))
