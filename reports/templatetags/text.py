"""The text of a report on its pages: what is pointed out, what can be done, and how far the sign-off is."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from organizations.deputizing import Capacity
from organizations.deputy_wording import acting_name
from organizations.models import Organization, User
from reports.editing.findings import Finding, Kind
from reports.editing.parts import Part
from reports.sign_off.course import Order, Step
from reports.sign_off_page import SignOffPage
from reports.sign_off_wording import in_place_in_words, step_to_do
from reports.snapshot.document import Block, Chart, Heading, Paragraph, Picture, Table
from reports.snapshot.year import Source
from reports.text_page import ShownPart
from texts.punctuation import listed

register = template.Library()

ACTS: Mapping[str, str | Promise] = {
    "hand_on": gettext_lazy("Hand on for sign-off"),
    "check": gettext_lazy("It is right"),
    "countersign": gettext_lazy("Countersign"),
    "sign_out": gettext_lazy("Sign out"),
    "send_back": gettext_lazy("Send back"),
    "take_back": gettext_lazy("Take back"),
}


MOVES: Mapping[str, str | Promise] = {
    "up": gettext_lazy("Up"),
    "down": gettext_lazy("Down"),
    "join": gettext_lazy("Join to the one above"),
    "leave-out": gettext_lazy("Leave out"),
}


register.filter("step_to_do", step_to_do)
register.filter("in_place_in_words", in_place_in_words)


@register.simple_tag
def act_in_words(act: str) -> str:
    return str(ACTS[act])


@register.simple_tag
def signature_of(user: User, capacity: Capacity) -> str:
    """The name that would stand under a text."""
    return acting_name(user, capacity.in_place_of or "")


@register.simple_tag
def finding_in_words(finding: Finding) -> str:
    """What is pointed out, in a sentence."""
    words = {"written": finding.written, "official": finding.official}
    if finding.kind is Kind.NUMBER and finding.official:
        return _("“%(written)s” stands where “%(official)s” was approved.") % words
    if finding.kind is Kind.NUMBER:
        return _("“%(written)s” is no figure that was approved in this place.") % words
    if finding.kind is Kind.MATERIAL:
        return _(
            "What was inserted here is not in force any more: it was filed anew, reopened or counted anew."
        )
    if finding.kind is Kind.SECTION:
        return _("The section “%(written)s” is not answered.") % words
    if finding.kind is Kind.REQUEST:
        return _("A report asks for nothing: “%(written)s”.") % words
    return _("The text has %(written)s signs; a report of this kind keeps to %(official)s.") % words


@register.simple_tag
def part_in_words(part: Part) -> str:
    """What the field of a part is called."""
    words = {"number": part.number}
    if part.level is not None:
        return _("Heading %(number)d") % words
    return _("Paragraph %(number)d") % words


@register.simple_tag
def words_shown(each: ShownPart, typed: Mapping[str, object] | str) -> str:
    """What the field of a part holds: what was typed and not saved, else what stands."""
    if isinstance(typed, Mapping) and typed.get("number") == each.part.number:
        return str(typed["words"])
    return each.part.words


@register.simple_tag
def drawn_in_words(block: Block) -> str:
    """A table, chart or picture by its kind and title."""
    match block:
        case Table(title=title):
            return _("Table: %(title)s") % {"title": title}
        case Chart(title=title):
            return _("Chart: %(title)s") % {"title": title}
        case Picture(text=text, name=name):
            return _("Picture: %(title)s") % {"title": text or name}
    return ""


@register.simple_tag
def block_in_words(block: Block) -> str:
    """What a block says that is to be inserted: a drawing by what it shows."""
    match block:
        case Heading(text=text) | Paragraph(text=text):
            return text
        case Chart(description=description):
            return description
    return drawn_in_words(block)


@register.simple_tag
def source_in_words(source: Source, organization: Organization) -> str:
    """A filing by its organization, unless it is that of the report, and its period."""
    language = get_language() or "zh-hans"
    if source.organization == organization.code:
        return source.period.in_language(language)
    return f"{source.organization_name.in_language(language)} · {source.period.in_language(language)}"


@dataclass(frozen=True, slots=True)
class Tool:
    """A move that a button does."""

    key: str
    label: str


@register.simple_tag
def text_moves(each: ShownPart) -> list[Tool]:
    """The moves that a part that stands is offered: those that are possible."""
    return [Tool(key, str(MOVES[key])) for key in each.offers]


@dataclass(frozen=True, slots=True)
class CourseStep:
    """One step of the sign-off as its list shows it."""

    label: str
    is_done: bool
    is_next: bool
    who: str = ""


@register.simple_tag
def sign_off_steps(shown: SignOffPage) -> list[CourseStep]:
    """The steps that a text goes through, as its organization has set them."""
    course = shown.course
    steps = [(Step.HANDED_ON, _("Drafted"))]
    if course.order is not Order.SIGNED:
        steps.append((Step.CHECKED, _("Checked")))
    if course.order is Order.FULL and course.countersigners:
        steps.append((Step.COUNTERSIGNED, _("Countersigned")))
    steps.append((Step.SIGNED_OUT, _("Signed out")))
    return [
        CourseStep(label, is_done(shown, step), course.waits_for is step, who_of(shown, step))
        for step, label in steps
    ]


def is_done(shown: SignOffPage, step: Step) -> bool:
    course = shown.course
    if not course.is_running and not course.has(Step.SIGNED_OUT):
        return False
    if step is Step.COUNTERSIGNED:
        return not course.unsigned
    return course.has(step)


def who_of(shown: SignOffPage, step: Step) -> str:
    """Who can do the step that comes next, and who has countersigned; what others did stands on file."""
    if step is not Step.COUNTERSIGNED:
        return waiting_for(shown) if shown.course.waits_for is step else ""
    signed = [str(organization) for organization, has_signed in shown.countersigners if has_signed]
    others = [str(organization) for organization, has_signed in shown.countersigners if not has_signed]
    said: list[str] = []
    if signed:
        said.append(_("done: %(names)s") % {"names": listed(signed)})
    if others:
        said.append(_("waiting: %(names)s") % {"names": listed(others)})
    return "; ".join(said)


def waiting_for(shown: SignOffPage) -> str:
    """The people who can do the next step; that there are none where nobody is left."""
    if not shown.next_people:
        return _(
            "Nobody is left who can do this: whoever drafted does not check, nor whoever checked sign out."
        )
    return _("waiting for %(names)s") % {"names": listed(shown.next_people)}
