"""签批: in which order a text is handed on, checked, countersigned and signed out (plain rules)."""
