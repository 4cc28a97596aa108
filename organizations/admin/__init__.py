from organizations.admin import deputies, people, tree

__all__ = ["deputies", "people", "tree"]
