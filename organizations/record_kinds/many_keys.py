"""From how many keys on all rows are read, in place of those that they name."""

# A list of more parameters takes longer to write than all rows to read.
MANY = 500
