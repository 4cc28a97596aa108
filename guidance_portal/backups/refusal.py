"""Why a backup or a restoration is not done."""


class BackupError(Exception):
    """One sentence for whoever runs the command: what is in the way, and what to do next.

    Whoever raises it has changed nothing, or has put back what was changed.
    """
