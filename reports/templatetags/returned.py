"""What came back of a text from Word, in words."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports.models import EditionChange
from reports.returned_page import ShownSentence, ShownUnit
from reports.text_comparison.sentences import SentenceKind
from reports.word_copies.content import Note, NoteKind, Returned
from texts.punctuation import enumerated, listed, sentences

register = template.Library()

NOTES: Mapping[NoteKind, str | Promise] = {
    NoteKind.FRONT: gettext_lazy(
        "What stands before the text, such as its title, was changed. It stays as it was."
    ),
    NoteKind.ENDING: gettext_lazy(
        "What stands behind the text, such as signature and annexes, was changed. It stays as it was."
    ),
    NoteKind.MAIN_HEADING: gettext_lazy("The headings of the five parts stay, in their order and words."),
    NoteKind.HEADING: gettext_lazy(
        "A new heading comes as a paragraph: the text has the headings it was composed with."
    ),
    NoteKind.TABLE: gettext_lazy("A table or drawing was changed. It stays as it was approved."),
    NoteKind.NEW_TABLE: gettext_lazy("A table was put in. It is not taken over."),
    NoteKind.PICTURE: gettext_lazy("A picture or drawing was put in. It is not taken over."),
    NoteKind.BOX: gettext_lazy("A text box was put in. Its words are not taken over."),
    NoteKind.FOOTNOTE: gettext_lazy("A footnote or endnote was put in. It is not taken over."),
    NoteKind.HIDDEN: gettext_lazy("A paragraph has hidden words. They are not taken over."),
}
KINDS: Mapping[SentenceKind, str | Promise] = {
    SentenceKind.REWORDED: gettext_lazy("reworded"),
    SentenceKind.ADDED: gettext_lazy("new"),
    SentenceKind.REMOVED: gettext_lazy("gone"),
    SentenceKind.MOVED: gettext_lazy("stands elsewhere"),
}


@register.simple_tag
def note_in_words(note: Note) -> str:
    """Why something is not taken over, in a sentence."""
    return str(NOTES[note.kind])


@register.simple_tag
def tracked_in_words(content: Returned) -> str:
    """What became of tracked changes."""
    said = []
    if content.insertions:
        said.append(
            ngettext(
                "%(count)d tracked insertion counts as text.",
                "%(count)d tracked insertions count as text.",
                content.insertions,
            )
            % {"count": content.insertions}
        )
    if content.deletions:
        said.append(
            ngettext(
                "%(count)d tracked deletion counts as gone.",
                "%(count)d tracked deletions count as gone.",
                content.deletions,
            )
            % {"count": content.deletions}
        )
    return sentences(said)


@register.simple_tag
def unit_in_words(each: ShownUnit) -> str:
    """What would be changed, as the name of its box."""
    if each.part is None:
        return _("New paragraph")
    is_heading = each.part.level is not None
    if each.unit.is_gone:
        if each.part.is_drawn:
            return _("Table or drawing left out")
        return _("Heading left out") if is_heading else _("Paragraph left out")
    said = [deed for deed, is_done in deeds(each) if is_done]
    name = _("Heading") if is_heading else _("Table or drawing") if each.part.is_drawn else _("Paragraph")
    return _("%(part)s: %(deeds)s") % {"part": name, "deeds": listed(said)}


def deeds(each: ShownUnit) -> list[tuple[str, bool]]:
    joined = len(each.unit.joined)
    return [
        (_("reworded"), each.unit.words is not None and not joined),
        (
            ngettext(
                "joined with %(count)d paragraph behind it",
                "joined with %(count)d paragraphs behind it",
                joined,
            )
            % {"count": joined},
            bool(joined),
        ),
        (_("moved"), each.unit.is_moved),
    ]


@register.simple_tag
def sentence_in_words(sentence: ShownSentence) -> str:
    """What became of a sentence, and on how many filings it rests."""
    said = [str(KINDS[sentence.change.kind])] if sentence.change.kind in KINDS else []
    if sentence.is_moved and sentence.change.kind is SentenceKind.REWORDED:
        said.append(str(KINDS[SentenceKind.MOVED]))
    if sentence.links:
        said.append(
            ngettext("rests on %(count)d filing", "rests on %(count)d filings", sentence.links)
            % {"count": sentence.links}
        )
    elif sentence.passage is not None and sentence.passage.is_edited:
        said.append(_("rests on no filing"))
    return enumerated(said)


@register.simple_tag
def change_in_words(change: EditionChange) -> str:
    """A change that was made meanwhile: who, when, what."""
    at = localtime(change.at)
    return f"{change.by.name} · {at:%Y-%m-%d %H:%M} · {change.get_kind_display()}"
