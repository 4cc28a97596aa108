"""Who is responsible: the notes that say so, and the names in them."""
