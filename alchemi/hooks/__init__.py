"""What the wheel calls at certain moments, under the names that others import. Thin: the work is done elsewhere."""
