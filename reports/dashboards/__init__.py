"""What each view of the dashboards shows: asked for by a ``Question``, answered from the one query layer."""
