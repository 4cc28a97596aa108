"""Which sections and which blocks of two reports belong together."""

from collections.abc import Iterator, Mapping, Sequence

from reports.snapshot.document import Block, Table
from reports.text_comparison.alignment import Piece, add_alike, add_neighbours, same_pieces
from reports.text_comparison.outline import Section, words_of

# Under one heading less likeness is enough than between two.
LIKE_IN_SECTION = 0.3
LIKE_ELSEWHERE = 0.6
LIKE_HEADING = 0.5
# So much of a section tells which other one it continues.
BEGINNING = 2_000


def section_partners(old: Sequence[Section], new: Sequence[Section]) -> dict[int, int]:
    """After section → before section: by the same headings, by the same title, by likeness."""
    partners = same_pieces(_by_path(old), _by_path(new))
    _add_same_titles(partners, old, new)
    add_alike(partners, _by_title(old), _by_title(new), least=LIKE_HEADING)
    add_alike(partners, _by_content(old), _by_content(new), least=LIKE_IN_SECTION)
    return partners


def _by_path(sections: Sequence[Section]) -> list[Piece]:
    return [Piece("\n".join(section.path), section.part) for section in sections]


def _by_title(sections: Sequence[Section]) -> list[Piece]:
    return [Piece(section.title, section.part) for section in sections]


def _by_content(sections: Sequence[Section]) -> list[Piece]:
    return [Piece(section.content[:BEGINNING], section.part) for section in sections]


def _add_same_titles(partners: dict[int, int], old: Sequence[Section], new: Sequence[Section]) -> None:
    rest_old = [place for place in range(len(old)) if place not in partners.values()]
    rest_new = [place for place in range(len(new)) if place not in partners]
    found = same_pieces(
        _by_title([old[place] for place in rest_old]), _by_title([new[place] for place in rest_new])
    )
    partners |= {rest_new[after]: rest_old[before] for after, before in found.items()}


type Place = tuple[int, int]


def block_partners(
    old: Sequence[Section], new: Sequence[Section], sections: Mapping[int, int]
) -> dict[Place, Place]:
    """After block → before block, each by section and place in it: under one heading, then anywhere."""
    partners: dict[Place, Place] = {}
    for after, before in sections.items():
        found = _within(old[before].blocks, new[after].blocks)
        partners |= {(after, to): (before, at) for to, at in found.items()}
    _add_elsewhere(partners, old, new)
    return partners


def _within(old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    pieces_old, pieces_new = [_piece(block) for block in old], [_piece(block) for block in new]
    partners = same_pieces(pieces_old, pieces_new)
    add_alike(partners, pieces_old, pieces_new, least=LIKE_IN_SECTION)
    add_neighbours(partners, pieces_old, pieces_new)
    _add_same_columns(partners, old, new)
    return partners


def _piece(block: Block) -> Piece:
    return Piece(words_of(block), type(block).__name__)


def _add_same_columns(partners: dict[int, int], old: Sequence[Block], new: Sequence[Block]) -> None:
    """Match tables of other titles under the same columns, one after the other."""
    waiting = {
        place: _columns(block) for place, block in enumerate(old) if place not in set(partners.values())
    }
    for place, block in enumerate(new):
        columns = _columns(block)
        if place in partners or not columns:
            continue
        same = next((before for before, titles in waiting.items() if titles == columns), None)
        if same is not None:
            partners[place] = same
            del waiting[same]


def _columns(block: Block) -> tuple[str, ...]:
    return tuple(column.title for column in block.columns) if isinstance(block, Table) else ()


def _add_elsewhere(partners: dict[Place, Place], old: Sequence[Section], new: Sequence[Section]) -> None:
    """Match what is left with what says nearly the same under another heading."""
    taken = set(partners.values())
    rest_old = [place for place in _places(old) if place not in taken]
    rest_new = [place for place in _places(new) if place not in partners]
    pieces_old = [_piece(old[section].blocks[at]) for section, at in rest_old]
    pieces_new = [_piece(new[section].blocks[at]) for section, at in rest_new]
    found = same_pieces(pieces_old, pieces_new)
    add_alike(found, pieces_old, pieces_new, least=LIKE_ELSEWHERE)
    partners |= {rest_new[after]: rest_old[before] for after, before in found.items()}


def _places(sections: Sequence[Section]) -> Iterator[Place]:
    return ((number, at) for number, section in enumerate(sections) for at in range(len(section.blocks)))
