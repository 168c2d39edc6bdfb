"""What calls cost and who may still spend."""
