"""What all routes of our own management API have in common. Knows no resource by name."""
