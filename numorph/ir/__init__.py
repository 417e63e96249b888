"""Programs: straight-line code over arrays, and what is done with it."""
