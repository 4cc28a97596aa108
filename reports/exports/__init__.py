"""Files of reports: what is asked for, made from snapshots, read back and packed, whichever door asks."""
