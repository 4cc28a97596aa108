"""The kind of line that answers a target."""
