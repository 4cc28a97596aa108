"""What went wrong, in one line for whoever runs the command."""

from guidance_portal.backups.refusal import BackupError


def in_one_line(error: Exception) -> str:
    """A refusal says it itself, a disk names the file, a database has its reason on the first line."""
    if isinstance(error, BackupError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror}. Nothing was changed."
    reason = (str(error).strip() or type(error).__name__).splitlines()[0]
    return f"The database cannot be used: {reason}"
