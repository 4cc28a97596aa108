"""What may be evidence: recognised by content, named harmlessly, within the limits. Plain functions."""

from tasks.evidence.inspection import InspectedFile, cleaned_name, inspect
from tasks.evidence.kinds import BY_MEDIA_TYPE, FileKind, OtherKind
from tasks.evidence.recognition import recognise

__all__ = [
    "BY_MEDIA_TYPE",
    "FileKind",
    "InspectedFile",
    "OtherKind",
    "cleaned_name",
    "inspect",
    "recognise",
]
