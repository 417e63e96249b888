"""The rows of the table that `bench/compiled.py` prints, and how they are measured."""
