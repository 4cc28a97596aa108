"""A view to take away: as workbook, as plain text, and each of its drawings by itself."""
