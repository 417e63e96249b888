"""The transformations as users call them: argument checks and pytrees around the flat transformations."""
