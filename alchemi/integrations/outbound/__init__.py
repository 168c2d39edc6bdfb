"""The one way out for every address that a tenant can influence."""
