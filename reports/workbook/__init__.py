"""The year-end workbook: declared sheets, rows that flow from the database, one renderer a format."""
