"""Who shares a target out among whom."""
