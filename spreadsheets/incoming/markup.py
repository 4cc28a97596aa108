"""The XML of a part, read once while it is unpacked: nothing of it can grow, and none of it goes deep."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from spreadsheets.incoming import refusals
from spreadsheets.incoming.limits import DEEPEST, LONGEST_TAG

type Attributes = dict[str, str]
type Begin = Callable[[str, Attributes], None]
type End = Callable[[str], None]
type Text = Callable[[str], None]

# Workbooks are written in these namespaces, the second pair by programs that hold to the standard strictly.
SHEET_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",
)
RELATION_IDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships "
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types "
NAMESPACES = (*SHEET_NAMESPACES, RELATIONS, CONTENT_TYPES)


class Names(dict[str, str]):
    """The names of elements without their namespace; those of others, such as extensions, are empty."""

    def __missing__(self, name: str) -> str:
        """``name`` is as the parser gives it; so few differ that each is looked at once."""
        space, _gap, local = name.rpartition(" ")
        found = local if f"{space} " in NAMESPACES else ""
        if len(self) < 1_000:
            self[name] = found
        return found


def read_markup(
    pieces: Iterable[bytes], begin: Begin, end: End | None = None, text: Text | None = None
) -> None:
    """Call ``begin`` and ``end`` with the name of each element, without its namespace, and ``text`` with what
    stands in between. Raises NotReadable where it is no XML, defines entities, or goes very deep."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names, depth = Names(), 0

    def begun(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise refusals.refusal(refusals.DAMAGED)
        if found := names[name]:
            begin(found, attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end and (found := names[name]):
            end(found)

    parser.StartElementHandler, parser.EndElementHandler = begun, ended
    parser.StartDoctypeDeclHandler = refuse_document_type
    if text:
        parser.CharacterDataHandler = text
    feed(parser, pieces)


def feed(parser: expat.XMLParserType, pieces: Iterable[bytes]) -> None:
    fed = 0
    try:
        for piece in pieces:
            parser.Parse(piece)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > LONGEST_TAG:
                raise refusals.refusal(refusals.DAMAGED)
        parser.Parse(b"", True)  # noqa: FBT003 (the last piece, as expat wants to be told)
    except (expat.ExpatError, LookupError, ValueError):
        raise refusals.refusal(refusals.DAMAGED) from None


def refuse_document_type(*_said: object) -> None:
    """Only in a document type can entities be defined, which grow or reach for other files."""
    raise refusals.refusal(refusals.ENTITIES)


def relation_id(attributes: Attributes) -> str:
    """The id of the part that an element refers to; empty where it names none."""
    return next((attributes[name] for name in RELATION_IDS if name in attributes), "")
