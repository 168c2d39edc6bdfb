"""The only code that touches `litellm.proxy`."""
