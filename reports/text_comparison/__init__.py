"""Two texts, or two reports, side by side: sentences, figures, blocks. Plain values without a database."""
