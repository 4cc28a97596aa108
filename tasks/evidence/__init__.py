"""What may be evidence: recognised by content, named harmlessly, within the limits. Plain functions."""

from tasks.evidence.inspection import InspectedFile, inspect
from tasks.evidence.kinds import BY_MEDIA_TYPE, FileKind, OtherKind
from tasks.evidence.names import cleaned_name
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
