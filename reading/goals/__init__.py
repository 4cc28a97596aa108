"""What a document wants to be reached: its clauses, measures and subjects."""
