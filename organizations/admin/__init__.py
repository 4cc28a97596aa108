from organizations.admin import people, tree

__all__ = ["people", "tree"]
