"""What can need somebody's attention on a dashboard, by what it is about."""
