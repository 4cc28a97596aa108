"""What a spreadsheet says for the lines of a filing: read, weighed against what stands there, applied."""
