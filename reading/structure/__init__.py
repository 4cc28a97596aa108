"""How a text is built: its lines, numbers, headings, paragraphs and sentences."""
