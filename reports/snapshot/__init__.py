"""What an annual report is frozen as: one canonical JSON document that every form is rendered from."""
