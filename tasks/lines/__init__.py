"""The kinds of line a filing has, who answers them, and what is right to say in them."""
