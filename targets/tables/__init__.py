"""Tables for spreadsheets: values, cells and sheets that no spreadsheet runs as a program."""
