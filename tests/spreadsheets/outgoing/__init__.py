"""Of what goes out of it."""
