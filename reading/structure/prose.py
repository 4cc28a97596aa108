"""Running text around the numbered sections: the notice, the preamble, the closing."""

from reading.late_pattern import LatePattern
from reading.markers import is_section_start
from reading.structure.flow import join_lines
from reading.structure.lines import Line, Measure, measure, split_lines

# A first line is set two characters in and may end one short, so it counts as full a little earlier.
_NEARLY_FULL = 0.85
_CLOSES = LatePattern(r"(?:[。：；！？:;]|的(?:通知|意见|决定|公告|函))[”」》）)]?\Z")


def unwrap(source: str, starts_at: int, ends_at: int) -> str:
    """The paragraphs of ``source[starts_at:ends_at]``, one a line, without hard line breaks and page numbers.

    How the text was set is read off the whole source, as a short stretch says too little.
    """
    content = [line for line in split_lines(source) if line.is_content]
    setting_of_type = measure(content, [is_section_start(line.text) for line in content])
    paragraphs: list[list[Line]] = []
    for line in content:
        if not starts_at <= line.text_at < ends_at:
            continue
        if paragraphs and _goes_on(paragraphs[-1][-1], setting_of_type):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return "\n".join(join_lines((line.text, line.text_at) for line in lines).text for lines in paragraphs)


def _goes_on(line: Line, setting_of_type: Measure) -> bool:
    """Whether a sentence runs on over the end of ``line``."""
    full_from = setting_of_type.full_from
    return full_from is not None and line.width >= full_from * _NEARLY_FULL and not _CLOSES.search(line.text)
