"""The long tables of a snapshot: every answer of an organization and those under it, in constant memory."""
