"""How the work goes on: sections and tasks, their progress, who is responsible, and what is delayed."""
