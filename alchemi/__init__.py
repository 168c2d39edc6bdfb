"""Alchemi Studio Console: an account layer over the unmodified litellm wheel."""
