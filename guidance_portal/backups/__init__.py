"""Backups of the whole portal: database, files and settings, checked both on their way out and back."""
