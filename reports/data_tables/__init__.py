"""A table as it is shown: page, workbook, brief and plain text have the same rows in the same order."""
