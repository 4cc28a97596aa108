"""The document as Word can carry it: every text through the gate, and a notice of what had to be changed."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from django.utils.translation import ngettext
from msgspec.structs import replace

from reports.pictures import in_its_place, stored_picture, unshown_notices
from reports.snapshot.document import Block, Paragraph, Passage, Picture, ReportDocument
from reports.word.pictures import whole_image
from texts.outgoing.word_text import replaced_signs, turning_marks, word_text


def carried_document(document: ReportDocument) -> tuple[ReportDocument, list[str]]:
    """The document with the texts and pictures that Word can carry, and what was changed in sentences. A
    query for each picture."""
    plain = msgspec.to_builtins(document)
    changes = sentences(list(texts_of(plain)))
    carried = msgspec.convert(changed(plain, word_text), ReportDocument)
    unshown: list[str] = []
    body = shown(carried.body, unshown)
    annexes = [replace(annex, blocks=shown(annex.blocks, unshown)) for annex in carried.annexes]
    changes += unshown_notices(unshown)
    notices = (*carried.notices, *changes)
    return replace(carried, body=body, annexes=tuple(annexes), notices=notices), changes


def shown(blocks: Iterable[Block], unshown: list[str]) -> tuple[Block, ...]:
    """The blocks with a sentence for each picture that cannot be shown; its name is added to ``unshown``."""
    carried: list[Block] = []
    for block in blocks:
        if isinstance(block, Picture) and whole_image(stored_picture(block.sha256)) is None:
            unshown.append(block.name)
            carried.append(Paragraph((Passage(in_its_place(block)),)))
        else:
            carried.append(block)
    return tuple(carried)


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a plain value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_of(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_of(item)


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """The plain value with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: changed(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [changed(item, change) for item in value]
    return value


def sentences(texts: list[str]) -> list[str]:
    """What the texts lose on their way, a sentence for each kind of loss."""
    replaced = sum(replaced_signs(text) for text in texts)
    left_out = sum(turning_marks(text) for text in texts)
    found = []
    if replaced:
        found.append(
            ngettext(
                "%(count)d sign that a Word document cannot carry stands here as �.",
                "%(count)d signs that a Word document cannot carry stand here as �.",
                replaced,
            )
            % {"count": replaced}
        )
    if left_out:
        found.append(
            ngettext(
                "%(count)d mark that turns the direction of a line was left out.",
                "%(count)d marks that turn the direction of a line were left out.",
                left_out,
            )
            % {"count": left_out}
        )
    return found
