"""What a function takes from its surroundings: globals, closure cells, defaults, attributes."""
