"""What became of a function, and why."""
