"""Of the room of spreadsheets."""
