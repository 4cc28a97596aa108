"""Tables for spreadsheets: cells and sheets that no spreadsheet runs as a program."""
