"""What a task's page shows: who is asked, how each stands, what is delayed and why, and how it went on."""
