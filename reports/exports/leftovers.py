"""What workers that broke off have left in the storage."""

from reports.models import Export


def delete_files(export: Export, *, before: int) -> None:
    """Delete the files of an export's turns before one."""
    for turn in range(1, before):
        export.file.storage.delete(export.file.field.generate_filename(export, export.stored_name(turn)))
