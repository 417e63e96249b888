"""Types, operations and traces: the vocabulary that everything else speaks."""
