"""Programs: text, checker, rewrites."""
