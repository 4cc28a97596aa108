"""The stream of what was written: achievements, problems, next steps, cases; and problems by theme."""
