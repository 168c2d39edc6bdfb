"""Settings from the environment, and constants. The only package that reads the environment."""
